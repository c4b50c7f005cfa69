"""Numbers for words while they are met, and their final numbers, which are in the order of UTF-8 bytes."""

from __future__ import annotations

import numpy as np

from bot.search.rows import NONE, Places
from bot.search.word_list import WordList


class WordNumbers:
    """Every word that was met, numbered as it came."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []

    def of(self, word: str) -> int:
        """Return the number of a word, a new one when it was not met before."""
        number = self._numbers.setdefault(word, len(self._words))
        if number == len(self._words):
            self._words.append(word)
        return number

    def word(self, number: int) -> str:
        """Return the word with this number."""
        return self._words[number]

    def ranked(self) -> tuple[WordList, Places]:
        """Return the words sorted by their UTF-8 bytes, and the place there of each number; NONE is last."""
        encoded = [word.encode() for word in self._words]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        rank = np.full(len(order) + 1, NONE, np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return WordList.of_bytes([encoded[number] for number in order]), rank
