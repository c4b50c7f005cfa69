"""Compare what the corpus holds with what an index was built from, and one index with another."""

from __future__ import annotations

import time
from collections.abc import Mapping

from bot.documents import ReloadReport
from bot.search.corpus import CorpusFile
from bot.search.store import Manifest

Files = Mapping[str, CorpusFile | None]
"""What one look at the corpus found, by name."""


def differing(seen: Files, before: Manifest) -> int:
    """Count the files that are new, gone, or not as large and as old as an index knows them.

    One that could not be read then is tried again, so it counts.
    """
    known = {file.name: file for file in before.files}
    same = there = 0
    for name, state in seen.items():
        file = known.get(name)
        if file is not None:
            there += 1
            same += file.looks_like(state)
    unread = {refusal.file for refusal in before.refused if not refusal.partial} - known.keys() - seen.keys()
    return (len(seen) - same) + (len(known) - there) + len(unread)


def same_content(one: Manifest, other: Manifest) -> bool:
    """Say whether two indexes were built from files that hold the same, however old these are."""
    return _digests(one) == _digests(other)


def is_loss(before: Manifest, now: Manifest) -> bool:
    """Say whether more than half of what served has gone: files, documents or sentences.

    A file that was renamed has not gone.
    """
    old, new = _served(before), _served(now)
    kept = set(new.values())
    gone = [name for name, digest in old.items() if name not in new and digest not in kept]
    pairs = ((before.documents, now.documents), (before.sentences, now.sentences))
    return 2 * len(gone) > len(old) or any(2 * after < served for served, after in pairs)


def report_of(now: Manifest, before: Manifest | None, started: float) -> ReloadReport:
    """Return what a build found, and how that differs from the index before."""
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


def _digests(manifest: Manifest) -> dict[str, str]:
    return {file.name: file.digest for file in manifest.files}


def _served(manifest: Manifest) -> dict[str, str]:
    refused = {refusal.file for refusal in manifest.refused if not refusal.partial}
    return {name: digest for name, digest in _digests(manifest).items() if name not in refused}
