"""The desk: what follows an answer."""
