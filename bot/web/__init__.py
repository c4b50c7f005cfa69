"""HTTP pages of our own: the playground."""
