"""Indexes on disk, one folder a generation: built aside, named the current one by a rename, then tidied."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from bot.documents import Difference, ReloadReport
from bot.errors import CorpusError, IndexUnusableError, OvertakenError
from bot.search.builder import Progress
from bot.search.comparing import Files, differing, is_loss, report_of, same_content
from bot.search.corpus import look
from bot.search.index import Index
from bot.search.second_look import second_look
from bot.search.serving import (
    Serving,
    adopt,
    building,
    generation_of,
    new_name,
    offer,
    offered,
    serving,
)
from bot.search.store import Manifest, read_manifest, verify
from bot.search.updating import made

logger = logging.getLogger(__name__)

Noticed = Callable[[Difference], None]
"""Told once how far the corpus is from what serves, before it is taken in."""


class Order(StrEnum):
    """Who wants the corpus taken in."""

    NOBODY = "nobody"
    """A start or the watcher: what was rolled back stays so until the corpus changes."""
    GIVEN = "given"
    CONFIRMED = "confirmed"
    """Somebody who wants it even when more than half is gone."""


def shelf(data_dir: Path, corpus_dir: Path) -> Path:
    """Return the folder that holds the generations for one corpus."""
    path = corpus_dir.resolve()
    mark = hashlib.blake2b(os.fsencode(path), digest_size=6).hexdigest()
    return data_dir / "index" / f"{path.name or 'corpus'}-{mark}"


@dataclass(frozen=True, slots=True)
class _Sight:
    """What stood on a shelf, and what the corpus held a moment later: one look at either."""

    state: Serving
    before: Manifest | None
    """Of what serves, if that can be opened."""
    waiting: Path | None
    seen: Files

    @classmethod
    def of(cls, corpus_dir: Path, folder: Path) -> _Sight:
        """Look.  Raises CorpusError when there is no corpus."""
        state = serving(folder)
        return cls(state, _manifest(folder, state.name), offered(folder), look(corpus_dir))

    def stands(self, folder: Path) -> bool:
        """Say whether nobody has put anything on the shelf since."""
        return (self.state, self.waiting) == (serving(folder), offered(folder))

    def is_of(self, manifest: Manifest) -> bool:
        """Say whether the corpus looks as it did when an index was built."""
        return differing(self.seen, manifest) == 0


def refresh(
    corpus_dir: Path,
    folder: Path,
    progress: Progress | None = None,
    order: Order = Order.GIVEN,
    noticed: Noticed | None = None,
) -> ReloadReport:
    """Bring the index up to date with the corpus: nothing is built when nothing changed.

    A suspicious loss is built and offered, which the report says, but does not serve before somebody says
    yes.  Raises CorpusError when nothing can be served or written; the generation that served still does.
    """
    started = time.perf_counter()
    try:
        sight = _Sight.of(corpus_dir, folder)  # without the lock: who finds nothing to do waits for no build
        unchanged = _unchanged(sight, folder, order, started)
        if unchanged is not None:
            return unchanged
        with building(folder) as at_once:
            if not (at_once and sight.stands(folder)):  # whoever was building may have built just this
                sight = _Sight.of(corpus_dir, folder)
                unchanged = _unchanged(sight, folder, order, started)
            return unchanged or _built(corpus_dir, folder, sight, _Build(order, progress, noticed, started))
    except OSError as error:
        raise CorpusError(f"تعذرت كتابة الفهرس (the index cannot be written): {error}") from None


@dataclass(frozen=True, slots=True)
class _Build:
    """For whom something is built, who hears of it, and when that began."""

    order: Order
    progress: Progress | None
    noticed: Noticed | None
    started: float


def _unchanged(sight: _Sight, folder: Path, order: Order, started: float) -> ReloadReport | None:
    """Return the report when what the corpus holds serves, was rolled back, or waits for a word already."""
    state, before, waiting = sight.state, sight.before, sight.waiting
    if before is None:
        return None
    left = _manifest(folder, state.left) if order is Order.NOBODY else None
    if sight.is_of(left or before):
        return report_of(before, before, started)
    if waiting is None or order is Order.CONFIRMED:
        return None
    held = _manifest(folder, waiting.name)
    if held is None or not sight.is_of(held):
        return None
    return replace(report_of(held, before, started), offer=waiting.name)


def _built(corpus_dir: Path, folder: Path, sight: _Sight, build: _Build) -> ReloadReport:
    name, before, order, started = sight.state.name, sight.before, build.order, build.started
    if name is not None and before is not None and build.noticed is not None:
        build.noticed(Difference(generation_of(folder / name), differing(sight.seen, before)))
    ready = _ready(folder, sight)
    generation, now = ready or _made(corpus_dir, folder, sight, build.progress)
    if now is before:
        return report_of(now, before, started)
    if before is not None and order is Order.NOBODY and _was_left(folder, now):
        shutil.rmtree(generation, ignore_errors=True)
        return report_of(before, before, started)
    report = _looked_at(folder, generation, report_of(now, before, started))
    try:
        if name is not None and order is not Order.CONFIRMED and before is not None and is_loss(before, now):
            offer(folder, generation, name)
            return replace(report, offer=generation.name)
        adopt(folder, generation, name)
    except (OSError, OvertakenError):
        if ready is None:
            shutil.rmtree(generation, ignore_errors=True)
        raise
    return report


def _made(corpus_dir: Path, folder: Path, sight: _Sight, progress: Progress | None) -> tuple[Path, Manifest]:
    """Build a generation and write it, but give back the one before when it holds this very corpus."""
    generation, old, name, before = folder / new_name(), None, sight.state.name, sight.before
    try:
        if name is not None:
            verify(folder / name)  # what is taken over from it is summed up anew
            old = Index.open(folder / name)
    except IndexUnusableError as error:
        logger.warning("%s: built again from the corpus", error)
    try:
        now = made(corpus_dir, sight.seen, old, generation, progress)
    except OSError:
        shutil.rmtree(generation, ignore_errors=True)
        raise
    is_old = old is not None and now is old.manifest
    return generation, before if before is not None and is_old else now


def _looked_at(folder: Path, generation: Path, report: ReloadReport) -> ReloadReport:
    """Return a report with what a second look at the documents of new and changed files found."""
    fresh = (*report.added, *report.changed)
    if not fresh:
        return report
    found = second_look(Index.open(folder / generation.name), fresh)
    return replace(report, remarks=(*report.remarks, *found.remarks), repeated=found.repeated)


def _was_left(folder: Path, now: Manifest) -> bool:
    """Say whether a corpus is what a rollback left, though its files look younger."""
    left = _manifest(folder, serving(folder).left)
    return left is not None and same_content(left, now)


def _ready(folder: Path, sight: _Sight) -> tuple[Path, Manifest] | None:
    """Return a generation that was built from this very corpus already: offered, rolled back, or earlier."""
    state, waiting = sight.state, sight.waiting
    names = [waiting.name if waiting is not None else None, state.left, *state.names[1:]]
    for name in names:
        manifest = _manifest(folder, name)
        if name is not None and manifest is not None and sight.is_of(manifest):
            return folder / name, manifest
    return None


def _manifest(folder: Path, name: str | None) -> Manifest | None:
    """Return the manifest of a generation that can be opened."""
    if name is None:
        return None
    try:
        return read_manifest(folder / name)
    except IndexUnusableError:
        return None
