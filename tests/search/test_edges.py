"""Corpora of one document, and questions that say nothing, are answered soundly."""

from __future__ import annotations

from bot.documents import Document
from bot.journey import answer
from bot.records import Silence
from bot.search.builder import build_from


def test_one_document_answers() -> None:
    index = build_from(
        [Document("a.md", "المكتبة", "افتتحت المكتبة العامة في وسط المدينة القديمة عام 1990 للقراء جميعًا.")]
    )
    found = answer("متى افتتحت المكتبة؟", index)
    assert found.passages[0].text.endswith("1990 للقراء جميعًا.")


def test_an_unknown_word_finds_nothing_and_emoji_ask_nothing() -> None:
    index = build_from([Document("a.md", "عنوان", "جملة عن القهوة العربية وآدابها.")])
    assert answer("زقزقنط؟", index).silence is Silence.NOT_FOUND
    assert answer("😀😀", index).silence is Silence.NO_WORDS


def test_equal_sentences_keep_the_order_of_the_corpus() -> None:
    index = build_from([Document(f"{n}.md", "قهوة", "القهوة شراب يصنع من البن المحمص.") for n in "abc"])
    assert [passage.document for passage in answer("القهوة", index).passages] == ["a.md", "b.md", "c.md"]
