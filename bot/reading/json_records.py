"""Records in JSON and JSON lines: articles, questions with answers, rows of any kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading.columns import Role, roles
from bot.reading.decoding import decode
from bot.reading.rows import Record, Rows

_BROKEN = "JSON معطوب (broken JSON)"
_NOT_A_RECORD = "ليس سجلًا من مفاتيح وقيم (not a JSON object)"


def read_json_lines(content: bytes, name: str) -> Reading:
    """Return the records of a file with one a line; a wrong line is refused alone.  Raises DocumentError."""
    decoded = decode(content)
    rows = Rows(name)
    for line, written in enumerate(decoded.text.split("\n"), 1):
        if not written.strip():
            continue
        try:
            found = json.loads(written)
            record = _flat(found) if isinstance(found, dict) else None
        except (ValueError, RecursionError):
            rows.refuse(_BROKEN, line)
            continue
        if record is not None:
            rows.add(record, line)
        else:
            rows.refuse(_NOT_A_RECORD, line)
    return rows.reading(decoded.remarks(name))


def read_json(content: bytes, name: str) -> Reading:
    """Return the records of a JSON file: a list of them, one key of an object that holds it, or one record.

    An object of texts alone is read as titles, or questions, with their texts.  Raises DocumentError.
    """
    decoded = decode(content)
    try:
        found = json.loads(decoded.text)
    except json.JSONDecodeError as error:
        raise DocumentError(_BROKEN, error.lineno) from None
    except (ValueError, RecursionError):
        raise DocumentError(_BROKEN) from None
    rows = Rows(name)
    for number, record in enumerate(_records(found), 1):
        if isinstance(record, dict):
            rows.add(_flat(record))
        else:
            rows.refuse(f"السجل {number}: {_NOT_A_RECORD}", None)
    return rows.reading(decoded.remarks(name))


def _records(found: object) -> Iterator[object]:
    if isinstance(found, list):
        yield from found
        return
    if not isinstance(found, dict):
        raise DocumentError(_NOT_A_RECORD)
    lists = [value for value in found.values() if isinstance(value, list) and _are_records(value)]
    known = roles(found)
    if len(lists) == 1 and Role.TEXT not in known:
        yield from lists[0]
    elif known or not all(isinstance(value, str) for value in found.values()):
        yield found
    else:
        yield from ({"title": title, "text": text} for title, text in found.items())


def _are_records(values: list[object]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _flat(record: Mapping[str, object]) -> Record:
    """Return a record with every value as text; an object inside it has its keys put before."""
    flat: dict[str, str] = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat |= {f"{key} {inner}": _text(each) for inner, each in value.items()}
        else:
            flat[key] = _text(value)
    return flat


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "، ".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return "، ".join(f"{key}: {text}" for key, each in value.items() if (text := _text(each)))
    return json.dumps(value)
