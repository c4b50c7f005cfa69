"""Fold the spellings of one word into one: the letters that Arabic writers interchange, and Latin case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pyarabic import araby

# Invisible characters: zero-width joiners, byte order mark, soft hyphen, bidi marks, embeddings and isolates.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f"
# Marks above and below letters: tashkeel, Quranic signs, superscript alef, combining accents.
MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
TATWEEL = araby.TATWEEL
# Presentation forms of marks alone, which PDF extraction leaves in words; NFKC makes each a space and a mark.
_LONE_MARKS = "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe7f"

_DROPPED = re.compile(f"[{INVISIBLE}{_LONE_MARKS}]")
_MARKS = re.compile(f"[{MARKS}]")
_PLAIN = re.compile("[\u0621-\u063a\u0641-\u064a]+")  # letters alone: nothing to drop, nothing to compose

# One row a rule; every row has a test of its own.
LETTERS = str.maketrans(
    {
        "أ": "ا",  # hamza above, below, madda and wasla on alef
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ٲ": "ا",
        "ٳ": "ا",
        "ؤ": "و",  # hamza on its seats
        "ئ": "ي",
        "ة": "ه",  # ta marbuta is often typed as ha
        "ى": "ي",  # alef maqsura is often typed as ya, and the other way round
        "ی": "ي",  # Persian and Urdu keyboards
        "ې": "ي",
        "ے": "ي",
        "ک": "ك",
        "ڪ": "ك",
        "گ": "ك",
        "ھ": "ه",
        "ہ": "ه",
        "ۀ": "ه",
        "ە": "ه",
        "ۃ": "ه",
        "ۆ": "و",
        "ڤ": "ف",  # letters for foreign sounds
        "ڥ": "ف",
        "پ": "ب",
        "چ": "ج",
        "ژ": "ز",
        "ڨ": "ق",
        "ڭ": "ك",
        "ٹ": "ت",
        "ڈ": "د",
        "ڑ": "ر",
        "ں": "ن",
        "٫": ".",  # Arabic decimal and thousands separators
        "٬": ",",
    }
)
_DIGITS = {zero + digit: ord("0") + digit for zero in (0x0660, 0x06F0, 0xFF10) for digit in range(10)}


def fold(text: str) -> str:
    """Return the text with spelling variants folded; its length may change, so never use it for offsets."""
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", text))
    if not text.isascii():
        text = araby.strip_tatweel(araby.normalize_ligature(araby.strip_tashkeel(text)))
        text = _without_marks(text).translate(LETTERS).translate(_DIGITS)
    return text.lower()


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Return one word folded; kept, since a corpus repeats its words."""
    return word.translate(LETTERS) if _PLAIN.fullmatch(word) else fold(word)


def _without_marks(text: str) -> str:
    """Drop combining marks, those inside composed Latin letters (é) included."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text))


def unmarked(word: str) -> str:
    """Return a word as it is spelt, but for vowel marks, tatweel and what cannot be seen."""
    if _PLAIN.fullmatch(word):
        return word
    return _MARKS.sub("", _DROPPED.sub("", unicodedata.normalize("NFKC", word))).replace(TATWEEL, "")
