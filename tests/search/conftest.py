"""The sample corpus and its index, built once for all tests of the search."""

from __future__ import annotations

import pytest

from bot.search.builder import build
from bot.search.corpus import Corpus, read_corpus
from bot.search.index import Index
from tests.golden.questions import CORPUS


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return read_corpus(CORPUS)


@pytest.fixture(scope="session")
def index(corpus: Corpus) -> Index:
    return build(corpus)
