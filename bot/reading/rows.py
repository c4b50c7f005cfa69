"""One record of a table or a list to one document: its text, what is known of it, and its other columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from bot.documents import Document, Reading, Refusal, Remark
from bot.errors import DocumentError
from bot.reading.columns import Role, roles

Record = Mapping[str, str]
"""The value of each column by its name, as it is written."""

LONGEST_LINE = 350
"""The columns of a record stand on one line up to this many code points, else on one line each."""
_LONGEST_TITLE = 120
_LONGEST_ID = 80
_SAMPLE = "sample_question"


class Rows:
    """Gathers the records of one file: those that are taken in, and those that are not, with their lines."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._documents: list[Document] = []
        self._refused: list[Refusal] = []
        self._ids: set[str] = set()

    @property
    def wrong(self) -> int:
        """Return how many records were refused."""
        return len(self._refused)

    def add(self, record: Record, line: int | None = None) -> None:
        """Take a record in as a document, or refuse it with its line."""
        number = len(self._documents) + len(self._refused) + 1
        try:
            self._documents.append(document_of(record, self._file, self._id(record, number)))
        except DocumentError as error:
            self.refuse(error.reason, line)

    def refuse(self, reason: str, line: int | None) -> None:
        """Refuse a record that cannot be read."""
        self._refused.append(Refusal(self._file, reason, line, partial=True))

    def reading(self, remarks: Iterable[Remark]) -> Reading:
        """Return all of it.  Raises DocumentError when no record could be taken in."""
        if not self._documents and self._refused:
            raise DocumentError(self._refused[0].reason, self._refused[0].line)
        return Reading(tuple(self._documents), tuple(self._refused), tuple(remarks))

    def _id(self, record: Record, number: int) -> str:
        """Return what tells a record from the others of its file: its own id, or else its number."""
        column = roles(record).get(Role.ID)
        own = " ".join(record[column].replace("#", " ").split())[:_LONGEST_ID] if column else ""
        found = own if own and own.isprintable() else str(number)
        while found in self._ids:
            found = f"{found}-{number}"
        self._ids.add(found)
        return found


def document_of(record: Record, file: str, number: str) -> Document:
    """Return a record as a document, named by its file and number; one that names no source has its file's.

    Raises DocumentError for one without a word.
    """
    role = roles(record)
    told = {each: record[column].strip() for each, column in role.items() if record[column].strip()}
    text = _text(record, role, told)
    if not any(map(str.isalnum, text)):
        raise DocumentError("سجل لا نص فيه (a record without text)")
    title = told.get(Role.TITLE) or told.get(Role.QUESTION) or _first_value(record)
    sample = record.get(_SAMPLE)
    return Document(
        name=f"{file}#{number}",
        title=_shortened(_one_line(title or f"{PurePosixPath(file).stem} {number}")),
        text=text,
        url=told.get(Role.URL),
        date=told.get(Role.DATE),
        author=told.get(Role.AUTHOR),
        source=told.get(Role.SOURCE) or PurePosixPath(file).stem,
        language=told.get(Role.LANGUAGE),
        extra={_SAMPLE: sample} if sample else {},
    )


def _text(record: Record, role: Mapping[Role, str], told: Mapping[Role, str]) -> str:
    """Return the text of a record, or all of its columns read out where none is a text.

    A question that is not the title stands as the heading of its answer.
    """
    texts = [told[each] for each in (Role.ANSWER, Role.TEXT) if each in told]
    if not texts:
        aside = {role.get(Role.URL), role.get(Role.LANGUAGE), _SAMPLE}
        return _read_out({column: value for column, value in record.items() if column not in aside})
    asked = told.get(Role.QUESTION) if Role.TITLE in told else None
    known = {*role.values(), _SAMPLE}
    rest = _read_out({column: value for column, value in record.items() if column not in known})
    return "\n\n".join(filter(None, [f"# {_one_line(asked)}" if asked else "", *texts, rest]))


def _read_out(columns: Record) -> str:
    """Return columns as a person would quote them: each value after the name of its column."""
    pairs = [f"{_one_line(name)}: {_one_line(value)}" for name, value in columns.items() if value.strip()]
    line = "، ".join(pairs)
    return line if len(line) <= LONGEST_LINE else "\n".join(pairs)


def _first_value(record: Record) -> str | None:
    return next((value.strip() for value in record.values() if any(map(str.isalpha, value))), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rstrip() + "…"
