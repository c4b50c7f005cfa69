"""Telegram: updates in, records out, replies sent."""
