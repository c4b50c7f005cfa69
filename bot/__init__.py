"""Isnad: a Telegram bot that answers Arabic questions from its owner's documents, quoted and cited."""
