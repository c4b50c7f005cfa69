"""Measure how much of PDFs is read letter for letter: `python -m tests.reading.pdf_accuracy FOLDER`.

The folder holds, for each NAME.pdf, the text that was printed, NAME.txt.
"""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from bot.errors import DocumentError
from bot.reading.pdf.reader import read_pdf


@dataclass(frozen=True)
class Accuracy:
    """Words of the source, those read alike and in order; paragraphs, and those alike; what was not alike."""

    words: int
    alike: int
    paragraphs: int
    whole: int
    slips: tuple[str, ...]


def words(text: str) -> list[str]:
    """Return words as they are compared: canonically equal spellings of marks are one."""
    text = unicodedata.normalize("NFC", re.sub("[\u200e\u200f\u202a-\u202e]", "", text))
    return [word for word in text.split() if word.strip("#")]


def compare(source: str, read: str) -> Accuracy:
    """Compare a text with what was read of it."""
    expected, got = words(source), words(read)
    slips: list[str] = []
    alike = 0
    for kind, a, b, c, d in SequenceMatcher(None, expected, got, autojunk=False).get_opcodes():
        if kind == "equal":
            alike += b - a
        else:
            slips.append(f"{' '.join(expected[a:b])} -> {' '.join(got[c:d])}")
    found = {" ".join(words(block)) for block in read.split("\n\n")}
    blocks = [" ".join(words(block)) for block in source.split("\n\n")]
    return Accuracy(len(expected), alike, len(blocks), sum(b in found for b in blocks), tuple(slips))


def main(folder: Path) -> None:
    """Print a line a file and the sum."""
    total: list[Accuracy] = []
    for path in sorted(folder.glob("*.pdf")):
        began = time.perf_counter()
        try:
            read = read_pdf(path.read_bytes(), path.name).documents[0].text
        except DocumentError as error:
            print(f"{path.name}: refused: {error.reason}")
            continue
        seconds = time.perf_counter() - began
        found = compare(path.with_suffix(".txt").read_text("utf-8"), read)
        total.append(found)
        print(f"{path.name}: {_shares(found)} in {seconds:.2f} s")
        for slip in found.slips[:5]:
            print("   ", slip[:150])
    if total:
        print("all:", _shares(_sum(total)))


def _sum(each: list[Accuracy]) -> Accuracy:
    return Accuracy(
        sum(one.words for one in each),
        sum(one.alike for one in each),
        sum(one.paragraphs for one in each),
        sum(one.whole for one in each),
        (),
    )


def _shares(found: Accuracy) -> str:
    alike = f"{found.alike / found.words:.4%} of {found.words:,} words"
    return f"{alike}, {found.whole}/{found.paragraphs} paragraphs whole"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
