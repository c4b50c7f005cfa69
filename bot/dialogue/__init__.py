"""What we say, and whether a message is for us."""
