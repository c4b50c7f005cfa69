"""Tests of the session log, all on real SQLite files."""
