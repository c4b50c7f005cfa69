"""Tests of `isnad eval`: what it reads, what it counts, what it writes."""
