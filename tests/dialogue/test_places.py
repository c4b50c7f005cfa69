"""A citation names the heading and the page, in the reader's language and digits."""

from __future__ import annotations

import pytest

from bot.dialogue.language import Language
from bot.dialogue.render import render
from bot.dialogue.views import opened
from bot.records import Quote

from .samples import answer, cite, passage

QUOTE = Quote("", "نص.", "")


@pytest.mark.parametrize(
    ("language", "page"), [(Language.ARABIC, "\u2068ص ٤٢\u2069"), (Language.ENGLISH, "\u2068p. 42\u2069")]
)
def test_the_heading_and_the_page_follow_the_title(language: Language, page: str) -> None:
    (said,) = render(answer(QUOTE, cite(heading="التاريخ", page=42, date="2020")), language)
    assert said.plain.endswith(f"عمّان\u2069 — \u2068التاريخ\u2069 — {page} — \u20682020\u2069")
    (shown,) = opened(passage("a.pdf", 1.0, heading="التاريخ", page=42), None, language)
    assert f" — \u2068التاريخ\u2069 — {page}" in shown.plain


def test_a_heading_that_is_the_title_is_not_said_twice() -> None:
    (said,) = render(answer(QUOTE, cite(title="عمّان", heading="عمّان")), Language.ARABIC)
    assert said.plain.count("عمّان") == 1
