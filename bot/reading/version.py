"""The version of all readers together."""

VERSION = 1
"""Part of every index's format: raise it when a reader may make something else of some file."""
