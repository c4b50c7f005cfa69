"""Words brought down to their stems one by one."""

from __future__ import annotations

from collections.abc import Iterable

from bot.text.stemmer import stem


def stems(words: Iterable[str]) -> list[str]:
    """Return the stem of each word."""
    return list(map(stem, words))
