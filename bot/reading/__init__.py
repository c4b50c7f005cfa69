"""One file's bytes to documents, whatever its kind."""
