"""The house itself: its import law, its habits, its papers."""
