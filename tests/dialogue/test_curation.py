"""/docs, as those who look after the documents see it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buttons import Reply
from bot.dialogue import candidates, curation
from bot.dialogue.callbacks import CommandPress, parse_command
from bot.dialogue.direction import FSI, PDI
from bot.dialogue.language import Language
from bot.dialogue.shelves import Shelf, mark_of, parse_shelf, shelf_for
from bot.documents import Candidate, Holding, Offered, Refusal, Removed, Source
from bot.memory import Action, AuditEntry

from .samples import only, units

AR, EN = Language.ARABIC, Language.ENGLISH
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SOURCE = Source("ports/tyre.md", "ميناء صور", "2024-05-01", "https://example.org/tyre")
HELD = Holding(SOURCE, "ports/tyre.md", 1, 12, "يقع ميناء صور على الساحل.")
KEY = "0123456789ab"


def many(count: int, title: str = "عنوان") -> list[Source]:
    return [Source(f"folder/{n}.md", title, "2024", None) for n in range(count)]


def text(reply: Reply) -> str:
    return only(reply.parts).text


def labels(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.keyboard]


def presses(reply: Reply) -> list[CommandPress | None]:
    return [parse_command(button.data) for row in reply.keyboard for button in row if button.url is None]


def replies(language: Language) -> list[Reply]:
    """Return every look there is, with long names in it."""
    long, refused = "كلمة طويلة " * 90, [Refusal("file" * 90, "سبب " * 90, 3)] * 9
    candidate = Candidate(
        long, 3, 40, long, long, long, long * 3, (long,) * 9, None, replaces=True, twin=long
    )
    entries = [AuditEntry(action, long, NOON, 7, long) for action in Action] * 2
    held = Holding(Source(long, long, long, "https://example.org/" + "a" * 900), long, 4, 9, long * 3)
    return [
        curation.docs(many(25, long), refused, Shelf(1), 3, language),
        curation.docs(many(25, long), refused, Shelf(2, "ا" * 20), 3, language),
        curation.docs([], [], shelf_for("لا شيء"), 0, language),
        curation.holding(held, Shelf(99, "ا" * 20), language),
        curation.ask_removal(held, Shelf(99, "ا" * 20), language),
        curation.removed(long, "0" * 16, 3, language),
        curation.restored(long, 3, language),
        curation.failed(long, language),
        curation.trash([Removed("0" * 16, long, NOON)] * 25, 2, language),
        curation.trash([], 1, language),
        curation.audit(entries, 2, 35, 7, language),
        curation.audit([], 1, 0, 7, language),
        candidates.offered(Offered((candidate,)), KEY, language),
        candidates.offered(Offered((candidate,) * 20, tuple(refused) * 3, (long,) * 9), KEY, language),
        candidates.offered(Offered((), tuple(refused)), KEY, language),
        candidates.added([long] * 20, long, 3, language),
        candidates.not_added(long, language),
        candidates.too_large(20, language),
    ]


@pytest.mark.parametrize("language", Language)
def test_every_look_is_one_message_whose_buttons_fit_and_are_understood(language: Language) -> None:
    for reply in replies(language):
        assert units(text(reply)) <= 4096
        for row in reply.keyboard:
            for button in row:
                assert button.url or 1 <= len(button.data.encode()) <= 64
        assert None not in presses(reply)


def test_a_page_of_documents_has_a_button_for_each_laid_out_from_the_right() -> None:
    first = curation.docs(many(12), [], Shelf(), 0, AR)
    assert labels(first)[:3] == [list("54321"), ["10", "9", "8", "7", "6"], ["التالي"]]
    assert labels(curation.docs(many(12), [], Shelf(), 0, EN))[0] == list("12345")
    second = curation.docs(many(12), [], Shelf(2), 0, AR)
    assert labels(second)[:2] == [["12", "11"], ["السابق"]]
    assert "folder/11.md" in text(second)


def test_what_was_refused_is_told_on_the_first_page_of_all_with_file_line_and_reason() -> None:
    refused = [Refusal("bad.md", "not UTF-8", 3)] * 2
    assert "رُفض ملفان:" in text(curation.docs(many(12), refused, Shelf(), 0, AR))
    assert f"{FSI}bad.md:3{PDI} — {FSI}not UTF-8{PDI}" in text(
        curation.docs(many(12), refused, Shelf(), 0, AR)
    )
    for shelf in (Shelf(2), Shelf(1, "عنوان")):
        assert "bad.md" not in text(curation.docs(many(12), refused, shelf, 0, AR))


def test_the_trash_is_offered_when_something_is_in_it() -> None:
    assert not any(
        "المحذوفات" in label for row in labels(curation.docs([], [], Shelf(), 0, AR)) for label in row
    )
    assert any("(3)" in label for row in labels(curation.docs([], [], Shelf(), 3, AR)) for label in row)


def test_a_document_shows_what_is_known_of_it_and_quotes_its_opening() -> None:
    shown = curation.holding(HELD, Shelf(3), AR)
    for known in ("ميناء صور", "ports/tyre.md", "2024-05-01", "12 جملةً", "يقع ميناء صور على الساحل."):
        assert known in text(shown)
    assert CommandPress("docs", "p:3:") in presses(shown)
    assert CommandPress("docs", f"r:{mark_of('ports/tyre.md')}:3:") in presses(shown)


def test_a_removal_is_asked_about_with_how_much_goes_with_the_file() -> None:
    asked = curation.ask_removal(Holding(SOURCE, "ports.zip", 3, 12, ""), Shelf(), AR)
    assert "ports.zip" in text(asked)
    assert "في الملف 3 وثائق" in text(asked)


def test_who_did_what_is_told_by_number_to_others_and_as_you_to_oneself() -> None:
    entries = [
        AuditEntry(Action.ADD, "a.md", NOON, 7),
        AuditEntry(Action.REMOVE, "b.md", NOON, 8),
        AuditEntry(Action.RELOAD, "c", NOON, None, "سبب"),
    ]
    first, second, third = text(curation.audit(entries, 1, 3, 7, AR)).split("\n")[1:]
    assert "أنت: إضافة" in first
    assert f"{FSI}8{PDI}: حذف" in second
    assert "من الخادم: تحديث" in third
    assert "سبب" in third


def test_an_offer_of_one_file_says_what_it_gives_and_what_it_replaces() -> None:
    seen = Candidate(
        "تقرير.md", 1, 3, "تقرير", None, None, "أول جملة.", ("قصير جدًّا (very short)",), replaces=True
    )
    offer = candidates.offered(Offered((seen,)), KEY, AR)
    for known in ("تقرير.md", "3 جمل", "أول جملة.", "very short", "يحلّ محل"):
        assert known in text(offer)
    assert labels(offer) == [["لا", "نعم، أضفه"]]
    assert presses(offer) == [CommandPress("add", f"{KEY}:no"), CommandPress("add", f"{KEY}:yes")]


def test_what_cannot_be_added_is_told_with_its_reason_and_no_question() -> None:
    offer = candidates.offered(Offered((), (Refusal("صورة.png", "نوع غير مدعوم"),)), KEY, AR)
    assert "نوع غير مدعوم" in text(offer)
    assert offer.keyboard == ()


@given(st.text(max_size=60), st.integers(1, 999))
def test_words_come_back_from_a_button_as_they_were_folded(words: str, page: int) -> None:
    shelf = Shelf(page, shelf_for(words).words)
    assert parse_shelf(str(shelf)) == shelf
    assert parse_command(str(CommandPress("docs", f"s:{KEY}:{shelf}"))) is not None


@pytest.mark.parametrize("forged", ["", ":", "x", "-1:", "1:!!!!", "99999999999:", "1:a"])
def test_a_shelf_that_was_never_given_is_the_first_of_all_or_empty(forged: str) -> None:
    assert parse_shelf(forged).page == 1
