"""The document of a handed-over question: its name, its words, and those without the question."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.dialogue.language import Language, holds_arabic
from bot.dialogue.phrases import phrase
from bot.errors import DocumentError
from bot.memory import HandedOver, KeptDocument
from bot.reading.front_matter import as_front_matter, front_matter
from bot.text.folding import fold

FOLDER = "answers"
"""Where the documents are, below the corpus."""
_STAYING = ("date", "source", "author", "url", "language")
"""What the head of a document may say once its question is forgotten."""
_HEADING_MARK = re.compile(r"^[^\S\n]*#{1,6}[^\S\n]+", re.MULTILINE)
_GAP = re.compile(r"\n\s*\n")
_LINE_END = re.compile(
    r"(?<!\n)\n(?!\n|[^\S\n]*(?:[-*+•>]|\d+[.)-]))"
)  # but not the end before a list's line


def document_name(asked: HandedOver) -> str:
    """Return the file of a question's answers, below the corpus: the same each time, and no word of it.

    Names of files are told in logs and audits, which nobody searches for the words of who is forgotten.
    """
    return f"{FOLDER}/{hashlib.blake2b(asked.key.encode(), digest_size=8).hexdigest()}.md"


def title_of(asked: HandedOver) -> str:
    """Return the title of a question's document: the question on one line."""
    return " ".join(asked.question.split())


def as_document(asked: HandedOver, answers: Sequence[str]) -> str:
    """Return the document of a question: it is the title, each answer a paragraph."""
    title = title_of(asked)
    return _with_head({"title": title, **_made_now(title)}, _joined(answers))


def without_question(written: bytes, kept: KeptDocument) -> tuple[str, str]:
    """Return title and content of a document whose asker is forgotten: the answers, nothing that was asked.

    What somebody changed in the text by hand stays, unless the question stands there, too, or the file is
    no more what was made of it: then the answers are written as they were given.
    """
    try:
        head, body = front_matter(written.decode("utf-8-sig").replace("\r\n", "\n"))
    except (DocumentError, UnicodeDecodeError):
        head, body = {}, ""
    if not body.strip() or not head or kept.asked.folded in " ".join(fold(body).split()):
        body = _joined(kept.answers)
    title = phrase("document_title", _language(body))
    known = {name: head[name] for name in _STAYING if name in head} or _made_now(body)
    return title, _with_head({"title": title, **known}, body)


def _made_now(text: str) -> Mapping[str, str]:
    date = datetime.now(UTC).date().isoformat()
    return {"date": date, "source": phrase("document_source", _language(text))}


def _with_head(head: Mapping[str, str], body: str) -> str:
    return as_front_matter(head) + body


def _joined(answers: Sequence[str]) -> str:
    return "\n\n".join(_paragraphs(each) for each in answers) + "\n"


def _language(text: str) -> Language:
    return Language.ARABIC if holds_arabic(text) else Language.ENGLISH


def _paragraphs(answer: str) -> str:
    """Return an answer as Markdown that says the same: its lines run on, to be quoted together."""
    unmarked = _HEADING_MARK.sub("", answer.strip())
    return _LINE_END.sub(" ", _GAP.sub("\n\n", unmarked))
