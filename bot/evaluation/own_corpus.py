"""Make a corpus of the paragraphs that a file of questions brings along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.documents import Document
from bot.evaluation.questions import Paragraph

OPENING = 6
"""Words of a paragraph that name it when nothing else does."""


def documents_of(paragraphs: Sequence[Paragraph]) -> list[Document]:
    """Return one document an article, in the order of the file, its paragraphs apart by an empty line.

    A paragraph of no known article is a document by itself.
    """
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for number, paragraph in enumerate(paragraphs, 1):
        texts[paragraph.article or f"#{number}"].append(paragraph.text)
    return [Document(name, _title(name, parts[0]), "\n\n".join(parts)) for name, parts in texts.items()]


def _title(name: str, text: str) -> str:
    """Return a document's name as people write it: SQuAD's titles are those of Wikipedia's addresses."""
    if name.startswith("#"):
        return " ".join(text.split()[:OPENING])
    return name.removesuffix(".md").removesuffix(".txt").replace("_", " ")
