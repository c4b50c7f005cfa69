"""Where a sentence can be opened travels with it: its page, and an address that opens there."""

from __future__ import annotations

import pytest

from bot.documents import Anchor, Document
from bot.records import Passage
from bot.search.builder import build_from

FIRST = "افتتحت المكتبة العامة في وسط المدينة القديمة عام 1990 وفيها قاعة كبيرة للقراء."
SECOND = "انتشرت القهوة من اليمن في القرن الخامس عشر وحملها التجار إلى مصر والحجاز قديمًا."
URL = "https://docs.example/file"


def passages(*anchors: Anchor, url: str | None = URL) -> list[Passage]:
    text = f"{FIRST}\n\n{SECOND}"
    document = Document("file.pdf", "ملف", text, url=url, anchors=anchors)
    other = Document("other.md", "غيره", FIRST)
    return list(build_from([other, document]).all_passages())[1:]


def test_a_sentence_is_on_the_page_of_the_last_anchor_before_it() -> None:
    found = passages(Anchor(0, page=3), Anchor(len(FIRST) + 2, page=4))
    assert [(each.page, each.url) for each in found] == [(3, f"{URL}#page=3"), (4, f"{URL}#page=4")]


def test_a_sentence_that_begins_before_every_anchor_has_no_place() -> None:
    first, second = passages(Anchor(5, page=1, fragment="coffee"))
    assert (first.page, first.url) == (None, URL)
    assert (second.page, second.url) == (1, f"{URL}#coffee")


@pytest.mark.parametrize("url", [None, "https://docs.example/app#/file"])
def test_nothing_is_added_to_no_address_nor_to_one_that_has_a_fragment(url: str | None) -> None:
    assert [each.url for each in passages(Anchor(0, page=2), url=url)] == [url, url]


def test_a_document_without_anchors_has_its_plain_address_and_no_page() -> None:
    assert [(each.page, each.url) for each in passages()] == [(None, URL), (None, URL)]
