"""From a file's bytes to its documents."""
