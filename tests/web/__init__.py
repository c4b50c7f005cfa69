"""The playground: its server over real HTTP, and its page in a real browser."""
