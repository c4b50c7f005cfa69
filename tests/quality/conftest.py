"""The development corpus, indexed once for all tests of a process."""

from __future__ import annotations

import pytest

from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.index import Index
from tests.quality.test_dev_questions import EVAL


@pytest.fixture(scope="session")
def dev_index() -> Index:
    return build(read_corpus(EVAL / "dev" / "corpus"))
