"""The ways in which people write one and the same question differently, or wrongly.

A kind of slip takes a question and a source of chance and returns the question as somebody else would have
typed it; unchanged where the kind has nothing to take hold of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from bot.text.question_words import QUESTION_WORDS
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import Token, tokens

Slip = Callable[[str, random.Random], str]

_HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC = re.compile("[\u0621-\u064a]")
_WORD = re.compile("[\u0621-\u064a]+")
_DIALECTS = {
    "متى": ("امتى", "إمتى", "ايمتى", "وقتاش"),
    "متي": ("امتى",),
    "أين": ("وين", "فين"),
    "اين": ("وين", "فين"),
    "من": ("مين", "منو", "شكون"),
    "ماذا": ("شو", "ايش", "وش", "إيه"),
    "ما": ("شو", "ايش", "وش"),
    "ماهو": ("شو", "ايش هو"),
    "ماهي": ("شو", "ايش هي"),
    "كم": ("قديش", "كام", "شحال"),
    "لماذا": ("ليش", "ليه", "علاش"),
    "كيف": ("ازاي", "شلون", "كيفاش"),
}
# The keys of a standard Arabic (101) keyboard as they are labelled in Latin; lam-alef has a key of its own.
_KEYS = dict(
    zip(
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذأإآ،؛؟ًٌٍَُِّْ",
        "qwertyuiop[]asdfghjkl;'zxcvnm,./`HYNKP?WRSQEA~X",
        strict=True,
    )
)
# How people who write Arabic in Latin letters write each letter; the first is the most usual.
_ARABIZI: Mapping[str, tuple[str, ...]] = {
    "ا": ("a", "a", "aa"), "أ": ("a", "2a"), "إ": ("e", "i"), "آ": ("a", "aa"), "ء": ("2", ""),
    "ؤ": ("2", "o"), "ئ": ("2", "e"), "ب": ("b",), "ت": ("t",), "ث": ("th", "s"), "ج": ("j", "g"),
    "ح": ("7", "h"), "خ": ("5", "kh"), "د": ("d",), "ذ": ("th", "z", "dh"), "ر": ("r",), "ز": ("z",),
    "س": ("s",), "ش": ("sh", "ch"), "ص": ("s", "9"), "ض": ("d", "dh"), "ط": ("t", "6"), "ظ": ("z", "dh"),
    "ع": ("3",), "غ": ("gh", "3'"), "ف": ("f",), "ق": ("q", "8", "k"), "ك": ("k",), "ل": ("l",),
    "م": ("m",), "ن": ("n",), "ه": ("h",), "ة": ("a", "eh", "ah"), "و": ("o", "ou", "w"),
    "ي": ("i", "ee", "y"), "ى": ("a",), "ڤ": ("v",), "پ": ("p",),
    "؟": ("?",), "،": (",",), "؛": (";",),
}  # fmt: skip


def as_it_is(question: str, chance: random.Random) -> str:
    """Make no slip."""
    del chance
    return question


def marks(question: str, chance: random.Random) -> str:
    """Add vowel marks to some letters."""
    return _ARABIC.sub(
        lambda m: m.group() + (chance.choice(_HARAKAT) if chance.random() < 0.5 else ""), question
    )


def hamza(question: str, chance: random.Random) -> str:
    """Drop the hamza of every alef; write one on the bare alef that opens some words."""
    bare = re.sub("[أإآ]", "ا", question)
    return re.sub(r"\bا(?!ل)", lambda _: chance.choice("اأإ"), bare)


def ta_marbuta(question: str, chance: random.Random) -> str:
    """Write ha for ta marbuta, and now and then the other way round."""
    swapped = re.sub(r"ة\b", "ه", question)
    return re.sub(r"(?<=\w\w)ه\b", lambda _: chance.choice("هة"), swapped) if swapped == question else swapped


def alef_maqsura(question: str, chance: random.Random) -> str:
    """Swap ya and alef maqsura at the end of words."""
    del chance
    return re.sub(r"[يى]\b", lambda m: "ى" if m.group() == "ي" else "ي", question)


def digits(question: str, chance: random.Random) -> str:
    """Write western digits as Arabic ones and the other way round."""
    del chance
    return question.translate(str.maketrans("0123456789٠١٢٣٤٥٦٧٨٩", "٠١٢٣٤٥٦٧٨٩0123456789"))


def dialect(question: str, chance: random.Random) -> str:
    """Ask with the question word of a dialect."""
    for match in re.finditer(r"[^\W\d_]+", question):
        if match.group() in _DIALECTS:
            word = chance.choice(_DIALECTS[match.group()])
            return question[: match.start()] + word + question[match.end() :]
    return question


def typo(question: str, chance: random.Random) -> str:
    """Put a wrong letter, leave one out, add one or swap two in one content word of four letters or more."""
    fit = [each for each in _content(question) if _WORD.fullmatch(question[each.start : each.end])]
    fit = [each for each in fit if each.end - each.start >= 4]
    if not fit:
        return question
    token = chance.choice(fit)
    word = question[token.start : token.end]
    return question[: token.start] + _mistyped(word, chance) + question[token.end :]


def joined(question: str, chance: random.Random) -> str:
    """Leave out the space between two words of which one at least carries content."""
    starts = {each.start for each in _content(question)} | {each.end for each in _content(question)}
    spaces = [m for m in re.finditer(r"(?<=\w) (?=\w)", question) if {m.start(), m.end()} & starts]
    if not spaces:
        return question
    space = chance.choice(spaces)
    return question[: space.start()] + question[space.end() :]


def split(question: str, chance: random.Random) -> str:
    """Put a space into a content word of six letters or more."""
    fit = [each for each in _content(question) if each.end - each.start >= 6]
    if not fit:
        return question
    token = chance.choice(fit)
    place = chance.randint(token.start + 2, token.end - 2)
    return f"{question[:place]} {question[place:]}"


def wrong_keyboard(question: str, chance: random.Random) -> str:
    """Type the whole question with the keyboard left in Latin."""
    del chance
    return "".join(_KEYS.get(letter, letter) for letter in question.replace("لا", "b"))


def arabizi(question: str, chance: random.Random) -> str:
    """Write the whole question in Latin letters and digits, short vowels guessed."""
    return re.sub(r"[^\W\d_]+", lambda m: _in_latin(m.group(), chance), re.sub(f"[{_HARAKAT}]", "", question))


def _content(question: str) -> list[Token]:
    return [each for each in tokens(question) if each.folded not in STOP_WORDS | QUESTION_WORDS]


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    match chance.choice(("substitute", "delete", "insert", "transpose")):
        case "substitute":
            return word[:place] + chance.choice(_LETTERS.replace(word[place], "")) + word[place + 1 :]
        case "delete":
            return word[:place] + word[place + 1 :]
        case "insert":
            return word[:place] + chance.choice(_LETTERS) + word[place:]
    place = min(place, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _in_latin(word: str, chance: random.Random) -> str:
    article = chance.choice(("al", "el")) if word.startswith("ال") and len(word) > 4 else ""
    latin, vowel = article, True
    for letter in word[2:] if article else word:
        written = chance.choice(_ARABIZI.get(letter, (letter,)))
        if not vowel and latin and written[:1] not in "aeiou" and chance.random() < 0.5:
            latin += chance.choice("aei")
        vowel = written[-1:] in "aeiou" or not vowel
        latin += written
    return latin


KINDS: Mapping[str, Slip] = {
    "diacritics": marks,
    "hamza": hamza,
    "ta marbuta": ta_marbuta,
    "alef maqsura": alef_maqsura,
    "digits": digits,
    "dialect": dialect,
    "typo": typo,
    "joined": joined,
    "split": split,
    "wrong keyboard": wrong_keyboard,
    "arabizi": arabizi,
}
