"""Put the words that a follow-up leaves unsaid where it points to them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.matter import Matter, name_of, text_of
from bot.dialogue.references import references_in
from bot.dialogue.wording import Part, Word
from bot.text.folding import fold
from bot.text.light import EMPTY
from bot.text.pronouns import JOINED, PERSONAL, POINTING
from bot.text.stemmer import stem

Words = tuple[Word, ...]

_OF_EVENTS = EMPTY | frozenset(
    fold(
        """
        سبب اسباب تاريخ زمن وقت سنه عام يوم شهر قرن ساعه كيفيه طريقه هدف غرض نتيجه نتائج تفاصيل معلومات شرح
        مزيد اكثر قصه مكان موقع بالضبط تحديدا بالتحديد تقريبا مره مرات
        واحد واحده شخص شخصا ناس العدد
        """
    ).split()
)
_IS_IT = fold("هل")
_PLURAL = ("هم", "هما", "هن")


def completed(words: Words, matter: Matter) -> tuple[str, ...]:
    """Return what a question that points back may be in full, the likelier first."""
    whole = text_of(matter.said)
    subject = name_of(matter.subject) or whole
    if _asks_of_an_event(words) or any(
        _plural(word) or _bare_pointing(words, n) for n, word in enumerate(words)
    ):
        unsaid = [whole, subject]
    elif _means_a_person(words) and matter.person:
        unsaid = [matter.person, subject]
    else:
        unsaid = [subject, name_of(matter.group), matter.title, matter.person]
    return tuple(dict.fromkeys(_filled(words, each) for each in unsaid if each))


def replaced(words: Words, matter: Matter, asked: Words) -> tuple[str, ...]:
    """Return what the last question may be about something else, the likelier first.

    `asked` is what asks, if the new words brought that.
    """
    asked, said = asked or matter.asked, matter.said
    bare = words[1:] if len(words) > 1 and words[0].part is Part.LINKS else words
    ways = [
        asked + said[:start] + (words if said[start].part is Part.LINKS else bare) + said[end:]
        for start, end in _stretches(words, matter)
    ]
    side_by_side = f"{name_of(bare)} {text_of(matter.subject or said)}"
    return tuple(dict.fromkeys(f"{way}؟" for way in [*map(text_of, ways), side_by_side]))


def _asks_of_an_event(words: Words) -> bool:
    """Say whether a question means what the last one told, not who or what it was about."""
    for place, word in enumerate(words):
        chosen = place > 0 and words[place - 1].folded.endswith("اي")  # in which town
        if (word.part in (Part.NAMES, Part.OWNED) and not chosen) or word.folded in PERSONAL:
            return False
        if word.part is Part.POINTS and word.bare:
            return False
        if word.part is Part.LIGHT and not {word.folded, word.folded.removeprefix("ال")} & _OF_EVENTS:
            return False
    return True


def _means_a_person(words: Words) -> bool:
    """Say whether a question is no more than "who is he?"."""
    return all(word.part is Part.ASKS or word.folded in PERSONAL for word in words)


def _bare_pointing(words: Words, place: int) -> bool:
    """Say whether a word is "that" by itself: what the last question told, rather than its subject."""
    word, following = words[place], words[place + 1 : place + 2]
    bare = place in references_in(words) and word.folded in POINTING
    return bare and not any(each.definite for each in following)


def _plural(word: Word) -> bool:
    return word.part in (Part.OWNED, Part.POINTS) and word.folded.endswith(_PLURAL)


def _filled(words: Words, unsaid: str) -> str:
    return " ".join(_pieces(words, unsaid)) + "؟"


def _pieces(words: Words, unsaid: str) -> Iterator[str]:
    """Yield the words of a question, what is unsaid once among them: at the first pronoun, or at the end."""
    placed, event, references = False, _asks_of_an_event(words), references_in(words)
    for place, word in enumerate(words):
        if place not in references:
            if not (event and word.folded in EMPTY):
                yield word.text
            continue
        before = words[place - 1] if place else None
        asked = before is not None and before.part is Part.ASKS and before.folded != _IS_IT
        joins = asked and word.folded in PERSONAL
        if joins or word.part is Part.OWNED:
            yield word.bare or word.text
        following = words[place + 1] if place + 1 < len(words) else None
        if not placed and (word.bare or following is None or not (joins or following.definite)):
            yield unsaid if word.part is Part.OWNED else _after(word.bare, unsaid)
            placed = True
    if not placed:
        yield unsaid


def _after(preposition: str, noun: str) -> str:
    if preposition not in ("ل", "ب"):
        return f"{preposition} {noun}".strip()
    return "لل" + noun[2:] if preposition == "ل" and noun.startswith("ال") else preposition + noun


def _stretches(words: Words, matter: Matter) -> Iterator[tuple[int, int]]:
    """Yield the stretches that new words may replace: any like them, the subject, the end of any group.

    A subject that is itself of several groups is not replaced whole.
    """
    said, subject = matter.said, matter.subject
    named = next((word for word in words if word.part in (Part.NAMES, Part.LIGHT)), words[0])
    joined = _joined(words[0])
    for place, word in enumerate(said):
        linked = word.part is Part.LINKS and word.folded == words[0].folded
        if _alike(named, word) or linked or (joined and _joined(word) == joined):
            yield place, _end_of_group(said, place)
    whole = not any(word.part is Part.LINKS for word in subject)
    for place in range(len(said)):
        if subject and whole and said[place : place + len(subject)] == subject:
            yield place, place + len(subject)
    for place in reversed(range(len(said))):
        if _end_of_group(said, place) == place + 1 and said[place].part is not Part.LINKS:
            yield place, place + 1


def _alike(word: Word, other: Word) -> bool:
    """Say whether two words are numbers, or one stem; the other may follow a preposition of one letter."""
    numbers = word.folded.isdecimal() and other.folded.isdecimal()
    return numbers or stem(word.folded) in (stem(other.folded), stem(other.folded[1:]))


def _end_of_group(said: Words, start: int) -> int:
    end = start + 1
    while end < len(said) and said[end].part not in (Part.LINKS, Part.ASKS) and not _joined(said[end]):
        end += 1
    return end


def _joined(word: Word) -> str:
    """Return the preposition that is written on to a word's article, if one is."""
    return next((before for before in JOINED if word.text.startswith(before) and word.part is Part.NAMES), "")
