"""What enters the corpus and what leaves it."""
