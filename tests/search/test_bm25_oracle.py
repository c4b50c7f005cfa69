"""The postings give rank-bm25's own scores."""

from __future__ import annotations

import numpy as np
import pytest

from bot.journey import answer
from bot.records import Document, Silence
from bot.search.bm25 import K1, B, LuceneBM25, fit
from bot.search.builder import build_from
from bot.search.corpus import read_corpus
from bot.text.analyzer import content_words
from tests.golden.questions import CORPUS


def test_postings_score_as_rank_bm25_does() -> None:
    texts = [content_words(document.text) for document in read_corpus(CORPUS).documents]
    model, postings = LuceneBM25(texts, k1=K1, b=B), fit(texts)
    for text in texts:
        wanted = [*text[:5], *text[:2], "لاوجودلها"]
        np.testing.assert_allclose(postings.scores(wanted), model.get_scores(wanted), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("texts", [[], [[]], [[], []]])
def test_nothing_to_fit_scores_nothing(texts: list[list[str]]) -> None:
    assert fit(texts).scores(["كلمة"]).tolist() == [0.0] * len(texts)


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
