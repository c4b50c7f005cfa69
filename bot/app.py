"""The one place that builds every part, joins them, starts them and stops them."""

from __future__ import annotations

from collections.abc import Callable

from bot.journey import answer
from bot.records import Answer, ReloadReport
from bot.search.builder import Progress
from bot.search.generations import refresh, shelf
from bot.search.library import open_index
from bot.settings import Settings


def asker(settings: Settings, progress: Progress) -> Callable[[str, int], Answer]:
    """Open the index, built first if need be, and return a function of a question and a top number."""
    index = open_index(settings.corpus_dir, settings.data_dir, progress)
    return lambda question, top: answer(question, index, top=top)


def refresh_index(settings: Settings, progress: Progress) -> ReloadReport:
    """Bring the index up to date.  Raises CorpusError."""
    return refresh(settings.corpus_dir, shelf(settings.data_dir, settings.corpus_dir), progress)
