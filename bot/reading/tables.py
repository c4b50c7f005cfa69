"""Tables in CSV and TSV: one record a row; a wrong row is refused with its line, the others serve."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.columns import roles
from bot.reading.decoding import decode
from bot.reading.rows import Rows

_DELIMITERS = ",;\t|،"
_LISTED = "sep="  # the first line by which Excel is told the delimiter
_PAIR = 2
_ASKS = ("؟", "?")

Row = tuple[int, list[str] | None, str]
"""The line that a row begins on, its cells, and why it has none otherwise."""


def read_csv(content: bytes, name: str) -> Reading:
    """Return the records of a table, whatever parts its cells.  Raises DocumentError."""
    return _read(content, name, None)


def read_tsv(content: bytes, name: str) -> Reading:
    """Return the records of a table whose cells tabs part.  Raises DocumentError."""
    return _read(content, name, "\t")


def _read(content: bytes, name: str, delimiter: str | None) -> Reading:
    decoded = decode(content)
    csv.field_size_limit(limits.FIELD_CHARACTERS)
    lines = decoded.text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[first].lower().startswith(_LISTED) and len(lines[first]) == len(_LISTED) + 1:
        delimiter, first = lines[first][-1], first + 1
    table = _rows(lines, delimiter or _delimiter(lines[first]), first)
    line, header, reason = next(table, (1, [], ""))
    if header is None:
        raise DocumentError(reason, line)
    names = _names(header)
    rows = Rows(name)
    if _is_pair(header):
        names = ["question", "answer"]
        rows.add(dict(zip(names, header, strict=True)), line)
    for row in table:
        _take(row, names, rows)
        if rows.wrong > limits.WRONG_ROWS:
            raise DocumentError(f"أكثر من {limits.WRONG_ROWS} سطر خطأ (too many wrong lines)", row[0])
    return rows.reading(decoded.remarks(name))


def _take(row: Row, names: Sequence[str], rows: Rows) -> None:
    line, cells, reason = row
    if cells is None:
        rows.refuse(reason, line)
    elif any(map(str.strip, cells[len(names) :])):
        told = f"في السطر {len(cells)} خلايا وفي الرأس {len(names)} (more cells than the header)"
        rows.refuse(told, line)
    elif any(map(str.strip, cells)):
        rows.add(dict(zip(names, cells, strict=False)), line)


def _rows(lines: Sequence[str], delimiter: str, first: int) -> Iterator[Row]:
    """Yield the rows; after one whose quotes go wrong, reading goes on with the line below its first."""
    place = first
    while place < len(lines):
        begun = opened = place
        below = (f"{lines[number]}\n" for number in range(place, len(lines)))
        reader = csv.reader(below, delimiter=delimiter, strict=True)
        place = len(lines)
        try:
            for cells in reader:
                yield begun + 1, cells, ""
                begun = opened + reader.line_num
        except csv.Error as error:
            yield begun + 1, None, _why(str(error))
            place = begun + 1


def _why(error: str) -> str:
    if "field limit" in error or "field larger" in error:
        return f"خلية أطول من {limits.FIELD_CHARACTERS} محرف (a cell that is too long)"
    return "علامات الاقتباس لا تستقيم (quotes that do not match)"


def _delimiter(line: str) -> str:
    """Return what parts the cells of a first line: the commonest sign outside quotes, or else a comma."""
    outside = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _names(header: Sequence[str]) -> list[str]:
    """Return the names of the columns, each once; one without a name is called by its number."""
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = " ".join(cell.split()) or str(place)
        names.append(name if name not in names else f"{name} {place}")
    return names


def _is_pair(first: Sequence[str]) -> bool:
    """Say whether a table has no header: its first row is a question and its answer."""
    return len(first) == _PAIR and not roles(first) and first[0].rstrip().endswith(_ASKS)
