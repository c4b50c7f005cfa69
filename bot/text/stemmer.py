"""Strip what Arabic writes together with a word, down to its stem, and further down to its consonants.

The light stem follows the light10 scheme (Larkey, Ballesteros and Connell, 2007): one prefix off, then
suffixes off, on folded words.  The skeleton drops one more derivational prefix and the long vowels, so
that مكتوب and كتب meet: a cheap stand-in for the root, which takes some first letters for prefixes.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARABIC = re.compile("[\u0621-\u064a]+")
_ARTICLES = ("وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_DERIVATIONS = ("است", "مت", "من", "م", "ت", "ي", "ا", "ن", "ب", "ل", "س", "ف", "ك")
_LONG_VOWELS = str.maketrans("", "", "اويء")
_LEAST_STEM = 2
_LEAST_SKELETON = 3


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the light stem of a folded word; what is not Arabic stays as it is."""
    if not _ARABIC.fullmatch(word):
        return word
    for article in _ARTICLES:
        least = _LEAST_SKELETON if article == "و" else _LEAST_STEM
        if word.startswith(article) and len(word) - len(article) >= least:
            word = word.removeprefix(article)
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=200_000)
def skeleton(bare: str) -> str:
    """Return the consonants of a stem, first letter kept; a short stem stays as it is."""
    if not _ARABIC.fullmatch(bare) or len(bare) <= _LEAST_SKELETON:
        return bare
    for prefix in _DERIVATIONS:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= _LEAST_SKELETON:
            bare = bare.removeprefix(prefix)
            break
    if len(bare) <= _LEAST_SKELETON:
        return bare
    consonants = bare[0] + bare[1:].translate(_LONG_VOWELS)
    return consonants if len(consonants) > 1 else bare
