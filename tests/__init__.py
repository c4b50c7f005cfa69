"""Isnad's tests; they mirror the package."""
