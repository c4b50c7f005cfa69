"""Make an index of what the corpus holds now, out of the last one and of what has changed since.

Work follows change: a file that looks as it did (size and time) is not opened, one that holds what it held
is not read; of both, what was found the last time is taken over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from bot.documents import Refusal
from bot.search.analysing import Taken, Wanted, analysed
from bot.search.builder import Progress
from bot.search.comparing import Files
from bot.search.corpus import CorpusFile, check_served
from bot.search.index import Index
from bot.search.joining import Run
from bot.search.merging import STEPS, merged
from bot.search.part import Part
from bot.search.recipe import recipe
from bot.search.store import Manifest, write

_MERGE = 0.06
"""What merging takes, as a share of what reading and analysing takes for the same files."""


def made(
    corpus_dir: Path, seen: Files, before: Index | None, folder: Path, progress: Progress | None = None
) -> Manifest:
    """Write the index of what the corpus was `seen` to hold into a new folder.

    When the index `before` holds just that, nothing is written and its manifest is returned; when other
    code made it, nothing is taken over from it.
    Raises CorpusError when not one document can be served, OSError when the index cannot be written.
    """
    if before is not None and before.manifest.recipe != recipe():
        before = None
    known = {} if before is None else {file.name: file for file in before.manifest.files}
    wanted = [
        Wanted(name, state, known.get(name))
        for name, state in seen.items()
        if name not in known or not known[name].looks_like(state)
    ]
    bar = _Bar(wanted, known, progress)
    taken = analysed(corpus_dir, wanted, bar.move)
    manifest, runs = _put_together(seen, known, taken)
    if before is not None and _holds_the_same(before.manifest, manifest):
        return before.manifest
    check_served(manifest.documents, manifest.refused)
    parts = [*([] if before is None else [Part.of_index(before.arrays)]), *taken.parts]
    sentences = sum(end - first for first, end in (parts[run.part].sentences(run.documents) for run in runs))
    manifest = replace(manifest, sentences=sentences)
    write(folder, merged(parts, runs, bar.merge), manifest)
    return manifest


def _put_together(
    names: Iterable[str], known: Mapping[str, CorpusFile], taken: Taken
) -> tuple[Manifest, list[Run]]:
    """Return what the corpus holds but for the number of sentences, and the documents in their order.

    The first part is the index before, if there is one, then come those that were taken.
    """
    ends = accumulate(file.documents for file in known.values())
    places = {
        name: (end - file.documents, end) for (name, file), end in zip(known.items(), ends, strict=True)
    }
    files: list[CorpusFile] = []
    refused: list[Refusal] = []
    runs: list[Run] = []
    for name in names:
        found = taken.files.get(name)
        state = known[name] if found is None else found.reading.state
        refused += known[name].refused if found is None else found.reading.refused
        if state is None:
            continue
        files.append(state)
        if found is None or found.reading.is_known:
            _append(runs, Run(0, places[name]))
        else:
            _append(runs, Run(found.part + bool(known), found.documents))
    documents = sum(file.documents for file in files)
    remarks = tuple(remark for file in files for remark in file.remarks)
    return Manifest(tuple(files), tuple(refused), documents, 0, remarks, recipe()), runs


def _append(runs: list[Run], run: Run) -> None:
    """Add documents to runs, to the last run where they go on."""
    first, end = run.documents
    if first == end:
        return
    if runs and runs[-1].part == run.part and runs[-1].documents[1] == first:
        runs[-1] = Run(run.part, (runs[-1].documents[0], end))
    else:
        runs.append(run)


def _holds_the_same(before: Manifest, now: Manifest) -> bool:
    digests = [{file.name: file.digest for file in each.files} for each in (before, now)]
    return digests[0] == digests[1] and before.refused == now.refused


class _Bar:
    """How far the work has come: bytes of files read and analysed, then steps of the merge."""

    def __init__(
        self, wanted: Sequence[Wanted], known: Mapping[str, CorpusFile], progress: Progress | None
    ) -> None:
        self._told = progress or (lambda _done, _of: None)
        self._done = 0
        reading = sum(each.size for each in wanted)
        self._step = max(int(_MERGE * (reading + sum(file.size for file in known.values())) / STEPS), 1)
        self._all = reading + STEPS * self._step

    def move(self, size: int) -> None:
        """Hear of files that are done."""
        self._done += size
        self._told(self._done, self._all)

    def merge(self) -> None:
        """Hear of a step of the merge."""
        self.move(self._step)
