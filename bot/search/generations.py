"""Indexes on disk, one folder a generation: built aside, named the current one by a rename, then tidied."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from bot.documents import ReloadReport
from bot.errors import CorpusError, IndexUnusableError
from bot.search.builder import Progress, build
from bot.search.corpus import CorpusFile, list_files, read_corpus
from bot.search.index import Index
from bot.search.store import Manifest, write

KEPT = 3
"""Generations left on disk, the current one included."""

_CURRENT = "current"
_ABANDONED_S = 3600  # a build that has written no manifest for so long will not


def shelf(data_dir: Path, corpus_dir: Path) -> Path:
    """Return the folder that holds the generations for one corpus."""
    path = corpus_dir.resolve()
    mark = hashlib.blake2b(os.fsencode(path), digest_size=6).hexdigest()
    return data_dir / "index" / f"{path.name or 'corpus'}-{mark}"


def current(folder: Path) -> Path | None:
    """Return the generation that serves, or None when nothing was built yet."""
    try:
        return folder / (folder / _CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None


def open_current(folder: Path) -> Index:
    """Open the generation that serves.  Raises IndexUnusableError."""
    generation = current(folder)
    if generation is None:
        raise IndexUnusableError(f"no index was built yet: {folder}")
    return Index.open(generation)


def refresh(corpus_dir: Path, folder: Path, progress: Progress | None = None) -> ReloadReport:
    """Bring the index up to date with the corpus: nothing is built when nothing changed.

    Raises CorpusError when nothing can be served or written; the generation that served still does.
    """
    started = time.perf_counter()
    before = _manifest(folder)
    if before is not None and not _touched(corpus_dir, before):
        return _report(before, before, started)
    corpus = read_corpus(corpus_dir)
    if before is not None and _digests(before.files) == _digests(corpus.files):
        return _report(before, before, started)
    index = build(corpus, progress)
    generation = folder / f"{time.time_ns():020d}-{os.getpid()}"
    try:
        write(generation, index.arrays, index.manifest)
        _name_current(folder, generation)
    except OSError as error:
        shutil.rmtree(generation, ignore_errors=True)
        raise CorpusError(f"تعذرت كتابة الفهرس (the index cannot be written): {error}") from None
    _tidy(folder, generation)
    return _report(index.manifest, before, started)


def _manifest(folder: Path) -> Manifest | None:
    generation = current(folder)
    if generation is None:
        return None
    try:
        return Index.open(generation).manifest
    except IndexUnusableError:  # damaged or of another version: built again from the corpus
        return None


def _touched(corpus_dir: Path, before: Manifest) -> bool:
    refused = {refusal.file for refusal in before.refused if not refusal.partial}
    if set(list_files(corpus_dir)) != {file.name for file in before.files} | refused:
        return True
    try:
        known = {file.name for file in before.files}
        return not refused <= known or any(file.is_touched(corpus_dir) for file in before.files)
    except OSError:
        return True


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
    )


def _name_current(folder: Path, generation: Path) -> None:
    aside = generation / _CURRENT  # its own place, whoever else builds; gone with it if the rename fails
    aside.write_text(generation.name, encoding="utf-8")
    aside.replace(folder / _CURRENT)


def _tidy(folder: Path, serving: Path) -> None:
    """Remove generations no longer needed; a process that still has one mapped keeps its pages."""
    generations = sorted(path for path in folder.iterdir() if path.is_dir() and path != serving)
    whole = [path for path in generations if (path / "manifest.json").exists()]
    for path in whole[: -(KEPT - 1)]:
        shutil.rmtree(path, ignore_errors=True)
    for path in set(generations) - set(whole):
        with suppress(FileNotFoundError):  # another process tidies too
            if time.time() - path.stat().st_mtime > _ABANDONED_S:
                shutil.rmtree(path, ignore_errors=True)
