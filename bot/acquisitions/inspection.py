"""Look at a file as the index would take it in, without taking it in."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents import Candidate, Document
from bot.errors import DocumentError
from bot.reading.provenance import Origin, attributed
from bot.reading.reading import Reader
from bot.search.chunker import Chunk, chunk

OPENING = 400
"""Code points of the first passages that are shown; one passage is never cut."""
_FEW = 3
_LEAST_ARABIC = 0.2


def inspected(content: bytes, name: str, origin: Origin | None, read: Reader) -> Candidate:
    """Return what a file would give, or why it would give nothing; `read` is a worker's."""
    try:
        reading = read(content, name)
    except DocumentError as error:
        return Candidate(name, refusal=str(error))
    documents = attributed(reading.documents, origin)
    told = [remark.text for remark in reading.remarks]
    told += [each.reason if each.line is None else f"{each.line}: {each.reason}" for each in reading.refused]
    pieces = [(document, chunk(document.text).passages) for document in documents]
    passages = sum(len(found) for _, found in pieces)
    if not passages:
        return Candidate(name, refusal="لا جملة فيه تُقتبس (no sentence in it to quote)")
    first, cuts = next((document, found) for document, found in pieces if found)
    return Candidate(
        file=name,
        documents=len(documents),
        passages=passages,
        title=first.title,
        date=first.date,
        url=first.url,
        opening=opening(first.text, cuts),
        remarks=(*told, *_remarks(documents, passages)),
    )


def opening(text: str, passages: Sequence[Chunk]) -> str:
    """Return the first passages of a text, verbatim, as many whole ones as fit; the first in any case."""
    end = passages[0].end
    for passage in passages[1:]:
        if passage.end - passages[0].start > OPENING:
            break
        end = passage.end
    return text[passages[0].start : end]


def _remarks(documents: Sequence[Document], passages: int) -> list[str]:
    """Return what is odd about a file that can be read."""
    remarks = []
    letters = [letter for document in documents for letter in document.text if letter.isalpha()]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in letters)
    if letters and arabic < _LEAST_ARABIC * len(letters):
        remarks.append("أكثره ليس بالعربية (most of it is not in Arabic)")
    if passages < _FEW:
        remarks.append("قصير جدًّا (very short)")
    if any("\ufffd" in document.text for document in documents):
        remarks.append("فيه حروف تالفة (it holds damaged characters)")
    return remarks
