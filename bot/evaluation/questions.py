"""Questions whose answers are known, as they stand in a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the answers accepted (none: it should be refused), and where they stand, if known."""

    text: str
    answers: tuple[str, ...]
    document: str | None = None
    """The name of the document, as the corpus has it."""
    context: str | None = None
    """The paragraph that answers."""
    place: str = ""
    """Where the question stands in its file."""

    @property
    def answerable(self) -> bool:
        """Say whether the documents are meant to answer."""
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that a file of questions brings along, and the name of its article, if known."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """What a file holds: the questions in order, and each different paragraph once."""

    questions: tuple[Question, ...]
    paragraphs: tuple[Paragraph, ...]
