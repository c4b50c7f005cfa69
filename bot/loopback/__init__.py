"""Serve the Telegram Bot API from memory, over real HTTP, for tests and for the playground page."""
