"""Measuring a bot on questions whose answers are known: `isnad eval`."""
