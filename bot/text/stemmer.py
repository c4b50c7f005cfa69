"""Strip what Arabic writes together with a word, down to its stem, and further down to its consonants.

The light stem follows the light10 scheme (Larkey, Ballesteros and Connell, 2007): one prefix off, then
suffixes off, on folded words.  The skeleton drops one more derivational prefix and the long vowels, so
that مكتوب and كتب meet: a cheap stand-in for the root, which takes some first letters for prefixes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.text.radical_waw import begins_with_radical_waw

_ARABIC = re.compile("[\u0621-\u064a]+")
_ARTICLE = re.compile("(?:وال|بال|كال|فال|ولل|ال|لل)(?=..)|و(?=...)")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_PREFIXED = "بلكفسيتنام"
# What is put to a word's end: pronouns, numbers, genders, the ending of an object; s, es and ed in English.
_INFLECTIONS = (
    "هما", "ها", "هم", "نا", "وا", "تا", "ه", "ت", "ا", "ان", "ين", "ون", "ات", "ته", "تها", "ي", "يه",
    "s", "es", "ed",
)  # fmt: skip
_DERIVATIONS = (
    "است",
    "يست",
    "تست",
    "نست",
    "مست",
    "مت",
    "من",
    "م",
    "ت",
    "ي",
    "ا",
    "ن",
    "ب",
    "ل",
    "س",
    "ف",
    "ك",
)
_LONG_VOWELS = str.maketrans("", "", "اويء")
_LEAST_STEM = 2
_LEAST_SKELETON = 3
_ROOT = 3


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return the light stem of a folded word; what is not Arabic stays as it is."""
    if not _ARABIC.fullmatch(word):
        return word
    word = bare(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            word = word.removesuffix(ending)
    return word


def bare(word: str) -> str:
    """Return a folded word without its article and the conjunction or preposition before it."""
    article = _ARTICLE.match(word)
    if article is None or begins_with_radical_waw(word):
        return word
    return word[article.end() :]


def akin(one: str, other: str) -> bool:
    """Say whether two folded words are forms of one, by what is put before or behind, or of one root."""
    root = stem(one).translate(_LONG_VOWELS)
    of_one_root = root == stem(other).translate(_LONG_VOWELS) and len(root) == _ROOT
    return of_one_root or stem(one) == stem(other) or not _cores(one).isdisjoint(_cores(other))


def _cores(word: str) -> set[str]:
    """Return a word, it without article, without one more letter before it, and each without one ending."""
    begun = {word, bare(word)}
    begun |= {form[1:] for form in begun if form[0] in _PREFIXED}
    cores = begun | {form.removesuffix(end) for form in begun for end in _INFLECTIONS if form.endswith(end)}
    return {core for core in cores if len(core) >= _LEAST_SKELETON}


@lru_cache(maxsize=200_000)
def skeleton(bare: str) -> str:
    """Return the consonants of a stem, first letter kept; a short stem stays as it is."""
    if not _ARABIC.fullmatch(bare) or len(bare) <= _LEAST_SKELETON:
        return bare
    bare = _without_verbal_ending(bare)
    if len(bare) <= _LEAST_SKELETON:
        return bare
    for prefix in _DERIVATIONS:
        if bare.startswith(prefix) and len(bare) - len(prefix) >= _LEAST_SKELETON:
            bare = bare.removeprefix(prefix)
            break
    if len(bare) <= _LEAST_SKELETON:
        return bare
    consonants = _consonants(bare)
    return consonants if len(consonants) > 1 else bare


def _without_verbal_ending(bare: str) -> str:
    """Return a stem without the ت of حضرت and عاصمته, and the وا of كتبوا; not without that of بيروت."""
    if bare.endswith("وا") and len(bare) > _LEAST_SKELETON + 1:
        return bare[:-2]
    core = bare[:-1]
    if bare[-1] == "ت" and (len(_consonants(core)) >= _ROOT or (len(core) == _ROOT and "ا" in core[1:])):
        return core
    return bare


def _consonants(bare: str) -> str:
    return bare[0] + bare[1:].translate(_LONG_VOWELS)
