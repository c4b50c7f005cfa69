"""Tests of the chat: the real application over HTTP against a loopback Bot API server."""
