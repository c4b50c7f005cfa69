"""The whole application: the real command in a process of its own, over real HTTP."""
