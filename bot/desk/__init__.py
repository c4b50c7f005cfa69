"""What follows an answer: taps on its buttons, opinions about it."""
