"""The words of a question, each with the part it plays there: asking, pointing back, naming something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.text.clues import LIFE
from bot.text.folding import fold
from bot.text.light import LIGHT, is_light
from bot.text.pronouns import (
    CARRIED,
    PERSONAL,
    POINTING,
    POINTING_AT_THE_EDGE,
    definite,
    owned,
    owned_in_talk,
    typed,
)
from bot.text.question_words import QUESTION_WORDS
from bot.text.stopwords import STOP_WORDS
from bot.text.tokens import tokens


class Part(StrEnum):
    """What a word does in a question."""

    ASKS = "asks"
    POINTS = "points"
    """A pronoun or pointing word of its own, or a preposition with its pronoun."""
    OWNED = "owned"
    """A word of content with a pronoun attached: its number."""
    LINKS = "links"
    LIGHT = "light"
    """Too general to be looked for alone: number, reason, happened."""
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question; `text` is as typed, and `bare` without the pronoun that is written on to it."""

    text: str
    folded: str
    part: Part
    bare: str
    certain: bool = True
    """False for an ending that may be no pronoun."""

    @property
    def definite(self) -> bool:
        """Say whether the word has the article."""
        return definite(self.text)


@dataclass(frozen=True, slots=True)
class Wording:
    """A question's words, without what only ties it to the talk before."""

    words: tuple[Word, ...]
    tied: bool
    """Something ties it: *and*, *well then*."""

    def places(self, part: Part) -> list[int]:
        """Return the places of the words that play a part."""
        return [place for place, word in enumerate(self.words) if word.part is part]


FILLERS = frozenset(
    fold(
        """
        طيب طب حسنا تمام اوكي اوك ok شكرا ثم اذن لكن بس يعني نعم ايوه ايوا اه اها جميل ممتاز رائع زين باهي
        واخا بعدين وبعدين كمان برضه برضو ايضا الان والان و ف جزيلا لك مشكور تسلم يسلمو مرحبا اهلا هلا السلام
        عليكم لا عفوا اسف اسفه معذره عذرا بل thanks hello hi
        """
    ).split()
)
"""What a turn of talk opens with before its question: well, thanks, hello, and then."""
COURTESIES = FILLERS | frozenset(
    fold(
        """
        يعطيك العافيه عافاك بارك الله فيك يبارك جزاك خير خيرا الف صباح مساء الخير النور يسعدك يخليك يسلمك يسلم
        ايديك ما قصرت احسنت فهمت عظيم روعه حلو جدا كثير كتير اوي برشا بزاف كل الاحترام التحيه تحياتي مع
        السلامه حياك شكر مشكورين ممنون ممنونك متشكر متشكره يا غالي عزيزي حبيبي اخي خوي صديقي ربي يحفظك يوفقك
        """
    ).split()
)
"""What a turn of talk may hold and name nothing: may God give you health, well done."""
_MEANT = frozenset(
    tuple(fold(lead).split())
    for lead in (
        *("أقصد", "قصدي", "أعني", "بقصد", "كنت أقصد", "كان قصدي", "أنا أقصد", "أنا أعني", "أنا قصدي"),
        *("أسأل عن", "أنا أسأل عن", "كنت أسأل عن", "سؤالي عن", "بسأل عن", "أنا بسأل عن"),
    )
)
"""What puts another thing in the place of what was asked: I mean."""
_LONGEST_MEANT = max(map(len, _MEANT))
# من and ما ask only where a question begins; elsewhere they are "from" and "not".
_ASKS_FIRST = frozenset(fold("من ما لم اذكر عرف").split())
_TIED = frozenset(word for word in QUESTION_WORDS if word[0] in "وف" and word[1:] in QUESTION_WORDS)
_TIED_ASKS = _TIED - STOP_WORDS  # but not "and from", "and not"
_ASKS = (QUESTION_WORDS | frozenset(fold("مينو باي لاي بماذا عماذا بشحال").split())) - _ASKS_FIRST - _TIED
_WHO = fold("من")
_SPOKEN = frozenset(
    fold("شو شنو ايش وش اش وين فين مين منو شكون ليش ليه قديش شحال كام امتى ايمتى كيفاش شلون").split()
)
# Written as one word: where is it, what is he.
_ASKS_AND_POINTS = {
    ask + pronoun: (ask, meant)
    for ask, pronouns in (
        ("وين", (("ه", "هو"), ("و", "هو"), ("ها", "هي"), ("هم", "هم"))),
        ("فين", (("ه", "هو"), ("و", "هو"), ("ها", "هي"), ("هم", "هم"))),
        ("ما", (("هو", "هو"), ("هي", "هي"), ("هم", "هم"))),
        ("من", (("هو", "هو"), ("هي", "هي"))),
    )
    for pronoun, meant in pronouns
}
_LEAST_TIED = 3
VERBS_BEGIN = ("ات", "ان", "است", "بي", "بت", "يت", "ين")
"""What a dialect's verbs begin with, and few names."""
_LINKS = STOP_WORDS | frozenset(
    fold("اللي يلي كاين كاينه كاينين عم رح راح لسه يا لكل حين لما عندكم عندك لديكم لديك").split()
)


def wording_of(question: str) -> Wording:
    """Return the words of a question with their parts."""
    raw, tied = list(_split(question)), False
    tells_ta = any("ة" in text for text, _ in raw)
    while len(raw) > 1 and (leading := _leading([folded for _, folded in raw])):
        raw, tied = raw[leading:], True
    if raw and (_surely_tied(raw[0][1]) or _perhaps_tied([folded for _, folded in raw])):
        raw, tied = [(raw[0][0][1:], raw[0][1][1:]), *raw[1:]], True
    return Wording(tuple(_words(raw, tells_ta=tells_ta)), tied)


def untied(question: str) -> str:
    """Return a question without "I mean" before it and the "and" that is written on to its question word."""
    question = _unsaid(question)
    first = next(tokens(question), None)
    if first is None or first.folded[:1] not in ("و", "ف") or first.folded in _ASKS:
        return question
    rest = first.folded[1:]
    known = rest in _ASKS or rest in _ASKS_FIRST or rest in _ASKS_AND_POINTS
    return typed(question[first.start : first.end])[1:] + question[first.end :] if known else question


def _unsaid(question: str) -> str:
    """Return a question behind the "no, I mean" that it begins with."""
    said = list(tokens(question))
    folded = [token.folded for token in said]
    place = behind = 0
    while leading := _leading(folded[place:]) if place < len(folded) - 1 else 0:
        behind = place + leading if tuple(folded[place : place + leading]) in _MEANT else behind
        place += leading
    return question[said[behind].start :] if behind else question


def _split(question: str) -> Iterator[tuple[str, str]]:
    """Yield each word as typed and folded; a question word written together with its pronoun is two."""
    for token in tokens(question):
        tie = token.folded[0] if token.folded[0] in "وف" and token.folded[1:] in _ASKS_AND_POINTS else ""
        two = _ASKS_AND_POINTS.get(token.folded.removeprefix(tie))
        if two is None:
            yield typed(question[token.start : token.end]), token.folded
        else:
            yield tie + two[0], tie + two[0]
            yield two[1], two[1]


def _leading(folded: list[str]) -> int:
    """Return how many of the first words only lead to the others: well; I mean."""
    for length in range(min(_LONGEST_MEANT, len(folded) - 1), 0, -1):
        if tuple(folded[:length]) in _MEANT:
            return length
    return int(folded[0] in FILLERS)


def _surely_tied(folded: str) -> bool:
    """Say whether a first word begins with an "and" that belongs to no word of its own."""
    rest = folded[1:]
    if folded[:1] not in ("و", "ف") or folded in _ASKS:
        return False
    known = (_ASKS, _ASKS_FIRST, _LINKS, CARRIED, PERSONAL, POINTING, POINTING_AT_THE_EDGE, LIGHT, LIFE)
    return any(rest in words for words in known) or rest.startswith(("ال", "لل", "بال"))


def _perhaps_tied(folded: list[str]) -> bool:
    """Say whether the first of a few words may begin with an "and": a name, or a word with its pronoun."""
    first, asks = folded[0], any(word in _ASKS for word in folded)
    if not first.startswith("و") or len(first) <= _LEAST_TIED or first in _ASKS:
        return False
    verb = first[1:].startswith(VERBS_BEGIN)
    return not asks or verb or owned(first[1:], tells_ta=True) is not None


def _words(raw: list[tuple[str, str]], *, tells_ta: bool) -> Iterator[Word]:
    begun, spoken = False, any(folded in _SPOKEN for _, folded in raw)
    for place, (text, folded) in enumerate(raw):
        last = place == len(raw) - 1
        if folded in POINTING_AT_THE_EDGE and (last or place == 0):
            word = Word(text, folded, Part.POINTS, "")
        elif folded == _WHO and last:  # by the hand of whom?
            word = Word(text, folded, Part.ASKS, text)
        elif folded == _WHO and raw[place + 1][1] in _ASKS:  # from where
            word = Word(text, folded, Part.LINKS, text)
        else:
            word = _word(text, folded, begun=begun, tells_ta=tells_ta)
        if word.part is Part.NAMES and spoken and (said := owned_in_talk(text)) is not None:
            word = Word(text, folded, Part.OWNED, said.word, said.certain)
        begun = begun or word.part is not Part.LINKS
        yield word


def _word(text: str, folded: str, *, begun: bool, tells_ta: bool) -> Word:
    if folded in _ASKS or folded in _TIED_ASKS or (not begun and folded in _ASKS_FIRST):
        return Word(text, folded, Part.ASKS, text)
    if folded in PERSONAL | POINTING or (folded in CARRIED and not text.endswith("ة")):
        return Word(text, folded, Part.POINTS, CARRIED.get(folded, ""))
    if folded in _LINKS or is_light(folded):
        return Word(text, folded, Part.LINKS if folded in _LINKS else Part.LIGHT, text)
    own = owned(text, tells_ta=tells_ta)
    if own is not None:
        return Word(text, folded, Part.OWNED, own.word, certain=own.certain or is_light(fold(own.word)))
    return Word(text, folded, Part.NAMES, text)
