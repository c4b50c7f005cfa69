"""Tests of accuracy on questions of others, where they are at hand."""
