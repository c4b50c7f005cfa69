"""What enters the corpus and what leaves it: files, pages, feeds; and the trash from which all comes back."""
