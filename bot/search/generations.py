"""Indexes on disk, one folder a generation: built aside, named the current one by a rename, then tidied."""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import time
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from bot.documents import ReloadReport
from bot.errors import CorpusError, IndexUnusableError, OvertakenError
from bot.search.builder import Progress
from bot.search.corpus import CorpusFile, look
from bot.search.index import Index
from bot.search.second_look import second_look
from bot.search.serving import adopt, building, new_name, offer, offered, serving
from bot.search.store import Manifest, read_manifest, verify
from bot.search.updating import made

logger = logging.getLogger(__name__)


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


def refresh(
    corpus_dir: Path, folder: Path, progress: Progress | None = None, order: Order = Order.GIVEN
) -> ReloadReport:
    """Bring the index up to date with the corpus: nothing is built when nothing changed.

    A suspicious loss is built and offered, which the report says, but does not serve before somebody says
    yes.  Raises CorpusError when nothing can be served or written; the generation that served still does.
    """
    started = time.perf_counter()
    try:
        unchanged = _unchanged(corpus_dir, folder, order, started)
        if unchanged is not None:
            return unchanged
        with building(folder):  # whoever builds already may have built just this
            unchanged = _unchanged(corpus_dir, folder, order, started)
            return unchanged or _built(corpus_dir, folder, progress, order, started)
    except OSError as error:
        raise CorpusError(f"تعذرت كتابة الفهرس (the index cannot be written): {error}") from None


def _unchanged(corpus_dir: Path, folder: Path, order: Order, started: float) -> ReloadReport | None:
    """Return the report when what the corpus holds serves, was rolled back, or waits for a word already."""
    state, waiting = serving(folder), offered(folder)
    before = _manifest(folder, state.name)
    if before is None:
        return None
    left = _manifest(folder, state.left) if order is Order.NOBODY else None
    if not _touched(corpus_dir, left or before):
        return _report(before, before, started)
    if waiting is None or order is Order.CONFIRMED:
        return None
    held = _manifest(folder, waiting.name)
    if held is None or _touched(corpus_dir, held):
        return None
    return replace(_report(held, before, started), offer=waiting.name)


def _built(
    corpus_dir: Path, folder: Path, progress: Progress | None, order: Order, started: float
) -> ReloadReport:
    name = serving(folder).name
    before = _manifest(folder, name)
    ready = _ready(corpus_dir, folder)
    generation, now = ready or _made(corpus_dir, folder, name, before, progress)
    if now is before:
        return _report(now, before, started)
    if before is not None and order is Order.NOBODY and _was_left(folder, now):
        shutil.rmtree(generation, ignore_errors=True)
        return _report(before, before, started)
    report = _looked_at(folder, generation, _report(now, before, started))
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


def _made(
    corpus_dir: Path, folder: Path, name: str | None, before: Manifest | None, progress: Progress | None
) -> tuple[Path, Manifest]:
    """Build a generation and write it, but give back the one before when it holds this very corpus."""
    generation, old = folder / new_name(), None
    try:
        if name is not None:
            verify(folder / name)  # what is taken over from it is summed up anew
            old = Index.open(folder / name)
    except IndexUnusableError as error:
        logger.warning("%s: built again from the corpus", error)
    try:
        now = made(corpus_dir, old, generation, progress)
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
    return replace(report, remarks=(*report.remarks, *found))


def _was_left(folder: Path, now: Manifest) -> bool:
    """Say whether a corpus is what a rollback left, though its files look younger."""
    left = _manifest(folder, serving(folder).left)
    return left is not None and _digests(left.files) == _digests(now.files)


def _ready(corpus_dir: Path, folder: Path) -> tuple[Path, Manifest] | None:
    """Return a generation that was built from this very corpus already: offered, rolled back, or earlier."""
    state, waiting = serving(folder), offered(folder)
    names = [waiting.name if waiting is not None else None, state.left, *state.names[1:]]
    for name in names:
        manifest = _manifest(folder, name)
        if name is not None and manifest is not None and not _touched(corpus_dir, manifest):
            return folder / name, manifest
    return None


def is_loss(before: Manifest, now: Manifest) -> bool:
    """Say whether more than half of what served has gone: files, documents or sentences.

    A file that was renamed has not gone.
    """
    old, new = _served(before), _served(now)
    kept = set(new.values())
    gone = [name for name, digest in old.items() if name not in new and digest not in kept]
    pairs = ((before.documents, now.documents), (before.sentences, now.sentences))
    return 2 * len(gone) > len(old) or any(2 * after < served for served, after in pairs)


def _manifest(folder: Path, name: str | None) -> Manifest | None:
    """Return the manifest of a generation that can be opened."""
    if name is None:
        return None
    try:
        return read_manifest(folder / name)
    except IndexUnusableError:
        return None


def _touched(corpus_dir: Path, before: Manifest) -> bool:
    known = {file.name: file for file in before.files}
    unread = {refusal.file for refusal in before.refused if not refusal.partial} - known.keys()
    seen = look(corpus_dir)
    return (
        bool(unread)
        or seen.keys() != known.keys()
        or not all(known[name].looks_like(state) for name, state in seen.items())
    )


def _digests(files: tuple[CorpusFile, ...]) -> dict[str, str]:
    return {file.name: file.digest for file in files}


def _served(manifest: Manifest) -> dict[str, str]:
    refused = {refusal.file for refusal in manifest.refused if not refusal.partial}
    return {name: digest for name, digest in _digests(manifest.files).items() if name not in refused}


def _report(now: Manifest, before: Manifest | None, started: float) -> ReloadReport:
    new, old = _served(now), _served(before) if before is not None else {}
    return ReloadReport(
        files=len(new),
        documents=now.documents,
        sentences=now.sentences,
        added=tuple(name for name in new if name not in old),
        changed=tuple(name for name in new if name in old and new[name] != old[name]),
        removed=tuple(name for name in old if name not in new),
        refused=now.refused,
        seconds=time.perf_counter() - started,
        remarks=now.remarks,
        documents_before=before.documents if before is not None else 0,
        sentences_before=before.sentences if before is not None else 0,
    )
