"""Tests of what is said, and of who is addressed."""
