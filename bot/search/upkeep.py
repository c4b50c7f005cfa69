"""Change what serves from the terminal; a bot on the same data folder follows by itself."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path

from bot.documents import Generation, ReloadReport
from bot.errors import CorpusError, LossError, ReloadBusyError
from bot.search.builder import Progress
from bot.search.expunging import expunge
from bot.search.generations import Order, refresh, shelf
from bot.search.serving import roll_back

BUSY_TRIES, BUSY_SECONDS = 60, 1.0
"""How often, and after how long, it is tried again to get past a builder; the bot does the same."""


def take_in(
    corpus_dir: Path, data_dir: Path, progress: Progress | None = None, *, confirmed: bool = False
) -> ReloadReport:
    """Bring the index up to date.

    Raises CorpusError, and LossError when more than half is gone and that was not `confirmed`.
    """
    order = Order.CONFIRMED if confirmed else Order.GIVEN
    report = refresh(corpus_dir, shelf(data_dir, corpus_dir), progress, order)
    if report.offer is not None:
        raise LossError(
            "ذهب أكثر من النصف (more than half is gone): "
            f"{report.documents} documents and {report.sentences} sentences instead of "
            f"{report.documents_before} and {report.sentences_before}; the index before serves; "
            "to take the loss in: isnad reload --yes"
        )
    return report


def go_back(corpus_dir: Path, data_dir: Path) -> Generation:
    """Let the index before this one serve again.  Raises NoEarlierIndexError, CorpusError."""
    try:
        return roll_back(shelf(data_dir, corpus_dir))
    except OSError as error:
        raise CorpusError(f"تعذر تبديل الفهرس (the index cannot be changed): {error}") from None


def drop_indexes(corpus_dir: Path, data_dir: Path, files: Collection[str]) -> int:
    """Delete every index but the one that serves in which a file is not as the corpus has it now.

    Return how many.  Raises ReloadBusyError when somebody builds for long, CorpusError.
    """
    tries = 0
    while True:
        tries += 1
        try:
            return expunge(corpus_dir, shelf(data_dir, corpus_dir), files)
        except ReloadBusyError:
            if tries == BUSY_TRIES:
                raise
            time.sleep(BUSY_SECONDS)
        except OSError as error:
            raise CorpusError(f"تعذر حذف الفهرس القديم (an old index cannot be deleted): {error}") from None
