"""The loopback Bot API server, driven over real HTTP."""
