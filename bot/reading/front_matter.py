"""YAML front matter: what a text file says of itself before its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from bot.errors import DocumentError

_FENCE = "---"
_BROKEN = "ترويسة YAML معطوبة (broken YAML front matter)"
_LONGEST = 100_000  # code points
_NOTHING = {"", "~", "null"}


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Split YAML front matter from the body; a text that does not open with a fence has none."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return {}, text
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
    if closing is None:
        raise DocumentError(f"الترويسة بلا سطر إغلاق {_FENCE} (front matter is not closed)", 1)
    if sum(map(len, lines[1:closing])) > _LONGEST:
        raise DocumentError(f"الترويسة أطول من {_LONGEST} محرف (front matter that is too long)", 1)
    head = _parsed("\n".join(lines[1:closing]))
    if head and not isinstance(head, dict):
        raise DocumentError("ترويسة YAML ليست مفاتيح وقيمًا (front matter is not a mapping)", 2)
    values = {key: _as_text(value) for key, value in head.items()} if head else {}
    known = {key: value for key, value in values.items() if value.lower() not in _NOTHING}
    return known, "\n".join(lines[closing + 1 :])


def as_front_matter(values: Mapping[str, str]) -> str:
    """Return the front matter that says these values, with both of its fences."""
    written = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_FENCE}\n{written}{_FENCE}\n"


class _Loader(yaml.BaseLoader):
    """Builds strings, lists and mappings only; an alias is refused, for many of them grow without end."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "an alias", mark)
        return super().compose_node(parent, index)


def _parsed(head: str) -> Any:
    """Parse front matter with every value as it is written: 12:30 is no number and 2024-02-31 no error."""
    try:
        return yaml.load(head, Loader=_Loader)  # noqa: S506  # a BaseLoader
    except yaml.reader.ReaderError as error:
        line = head.count("\n", 0, error.position) + 2
        raise DocumentError(_BROKEN, line) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise DocumentError(_BROKEN, 1 if mark is None else mark.line + 2) from None
    except RecursionError:
        raise DocumentError(_BROKEN, 1) from None


def _as_text(value: object) -> str:
    if isinstance(value, list):
        return "، ".join(map(str, value))
    return str(value).strip()
