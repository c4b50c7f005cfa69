"""The rows of buttons under a reply.

Telegram lays a row out from left to right whatever the language, so for Arabic readers a row begins at its
other end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.buttons import Button, Keyboard
from bot.dialogue.callbacks import Act, CommandPress, Press
from bot.dialogue.direction import isolated
from bot.dialogue.handing_over import Offer, offer_button
from bot.dialogue.language import Language
from bot.dialogue.markup import link
from bot.dialogue.nearest import nearest, others
from bot.dialogue.phrases import number, phrase
from bot.dialogue.render import shortened
from bot.memory import Reason, Vote
from bot.records import Answer, Passage

PAGE = 3
"""How many further answers are shown at once."""
_LONGEST_NAME = 40  # code points of a title or heading; a phone shows fewer


def under_answer(
    answer: Answer, key: str, language: Language, vote: Vote | None = None, offer: Offer = Offer.NONE
) -> Keyboard:
    """Return the buttons under a reply: its sources, opinions and more, or the nearest headings.

    `key` is the one of the turn; `vote` is marked as the reader's opinion; `offer` is to ask people.
    """
    to_people = offer_button(key, language, offer)
    if answer.silence is not None:
        headings = [
            [Button(_heading(passage), str(Press(Act.OPEN, key, rank)))] for rank, passage in nearest(answer)
        ]
        return laid_out([*headings, to_people], language)
    opinions = [
        Button(_marked("👍", vote is Vote.GOOD), str(Press(Act.GOOD, key))),
        Button(_marked("👎", vote is Vote.BAD), str(Press(Act.BAD, key))),
    ]
    if others(answer):
        opinions.append(Button(phrase("button_more", language), str(Press(Act.MORE, key, 1))))
    return laid_out([_sources(answer, key, language), opinions, to_people], language)


def under_passage(passage: Passage, key: str, language: Language, page: int = 0) -> Keyboard:
    """Return the buttons under a passage that was opened: to its source, and back to where it was found."""
    row = [_back(key, language, page)]
    if link(passage.url):
        row.insert(0, Button(phrase("button_link", language), url=passage.url))
    return laid_out([row], language)


def under_more(answer: Answer, page: int, key: str, language: Language) -> Keyboard:
    """Return the buttons under a page of further answers: to open each, to turn pages, and back."""
    opening = [
        Button(_numbered("button_answer_number", place, language), str(Press(Act.OPEN, key, rank, page)))
        for place, (rank, _) in enumerate(more_on(answer, page), (page - 1) * PAGE + 1)
    ]
    turning = []
    if page > 1:
        turning.append(Button(phrase("button_previous", language), str(Press(Act.MORE, key, page - 1))))
    if page < pages(answer):
        turning.append(Button(phrase("button_next", language), str(Press(Act.MORE, key, page + 1))))
    return laid_out([opening, [*turning, _back(key, language)]], language)


def under_complaint(key: str, language: Language, offer: Offer = Offer.NONE) -> Keyboard:
    """Return the buttons that ask what was wrong with an answer, and offer to ask people."""
    reasons = [
        Button(phrase(f"reason_{reason}", language), str(Press(Act.REASON, key, reason=reason)))
        for reason in Reason
    ]
    skip = Button(phrase("button_no_reason", language), str(Press(Act.BACK, key)))
    return laid_out([reasons[:2], reasons[2:], [skip], offer_button(key, language, offer)], language)


def under_pages(command: str, page: int, pages: int, language: Language) -> Keyboard:
    """Return the buttons that turn the pages of what a command lists; pages count from 1."""
    row = []
    if page > 1:
        row.append(Button(phrase("button_previous", language), str(CommandPress(command, str(page - 1)))))
    if page < pages:
        row.append(Button(phrase("button_next", language), str(CommandPress(command, str(page + 1)))))
    return laid_out([row], language)


def pages(answer: Answer) -> int:
    """Return how many pages of further answers there are."""
    return -(-len(others(answer)) // PAGE)


def more_on(answer: Answer, page: int) -> list[tuple[int, Passage]]:
    """Return the further answers on a page, with their ranks; pages count from 1."""
    return others(answer)[(page - 1) * PAGE : page * PAGE]


def laid_out(rows: Iterable[Sequence[Button]], language: Language) -> Keyboard:
    """Return rows in the order in which a reader of the language meets their buttons; none that is empty."""
    backwards = language is Language.ARABIC
    return tuple(tuple(reversed(row) if backwards else row) for row in rows if row)


def _sources(answer: Answer, key: str, language: Language) -> list[Button]:
    """Return a button for each citation, to the best passage of its document."""
    ranks: dict[str, int] = {}
    for rank, passage in enumerate(answer.passages, 1):
        ranks.setdefault(passage.document, rank)
    alone = len(answer.citations) == 1
    return [
        Button(
            phrase("button_source", language)
            if alone
            else _numbered("button_source_number", citation.number, language),
            str(Press(Act.OPEN, key, ranks[citation.document])),
        )
        for citation in answer.citations
        if citation.document in ranks
    ]


def _back(key: str, language: Language, page: int = 0) -> Button:
    place = Press(Act.MORE, key, page) if page else Press(Act.BACK, key)
    return Button(phrase("button_back", language), str(place))


def _numbered(key: str, place: int, language: Language) -> str:
    return phrase(key, language, number=number(place, language))


def _marked(label: str, chosen: bool) -> str:  # noqa: FBT001 - private, and called twice above
    return f"{label} ✓" if chosen else label


def _heading(passage: Passage) -> str:
    """Return what a passage is about; the heading first, as clients cut long labels."""
    names = [passage.heading or passage.title, passage.title]
    return " — ".join(isolated(shortened(name, _LONGEST_NAME)) for name in dict.fromkeys(names))
