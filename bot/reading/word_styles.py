"""What the styles and lists of a Word document make of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from bot.reading.archive import Archive
from bot.reading.markup import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = "word/styles.xml"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc \d|toc heading|contents? \d", re.IGNORECASE)
_MOST_BASES = 20  # a style is based on another, and so on; a circle is not followed for ever
_BODY_LEVEL = 9  # the outline level that says: no heading


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    outline: int | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of paragraphs by their ids."""

    known: dict[str, _Style] = field(default_factory=dict)

    @classmethod
    def of(cls, archive: Archive) -> Styles:
        """Return the styles that a document defines.  Raises DocumentError."""
        if _PART not in archive:
            return cls()
        found = {}
        for style in parse_xml(archive.read(_PART)).iter(f"{W}style"):
            properties = style.find(f"{W}pPr")
            found[style.get(f"{W}styleId") or ""] = _Style(
                name=value_of(style.find(f"{W}name")) or "",
                based_on=value_of(style.find(f"{W}basedOn")),
                outline=_outline(properties),
                listed=_number(properties) is not None,
            )
        return cls(found)

    def heading_level(self, paragraph: Element) -> int | None:
        """Return the level of a heading, 1 for a document's title, or None for another paragraph."""
        own = _outline(paragraph.find(f"{W}pPr"))
        if own is not None:
            return own + 1 if own < _BODY_LEVEL else None
        for style in self._of(paragraph):
            named = _HEADING.fullmatch(style.name)
            if named is not None:
                return int(named.group(1))
            if style.name.lower() == "title":
                return 1
            if style.outline is not None:
                return style.outline + 1 if style.outline < _BODY_LEVEL else None
        return None

    def list_depth(self, paragraph: Element) -> int | None:
        """Return how deep in a list a paragraph is, 0 for the outermost, or None for one in no list."""
        own = _number(paragraph.find(f"{W}pPr"))
        if own is not None:
            return own if own >= 0 else None
        return 0 if any(style.listed for style in self._of(paragraph)) else None

    def is_contents(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self._of(paragraph))

    def _of(self, paragraph: Element) -> list[_Style]:
        """Return the style of a paragraph and those that it is based on."""
        found: list[_Style] = []
        name = value_of(paragraph.find(f"{W}pPr/{W}pStyle"))
        while name is not None and name in self.known and len(found) < _MOST_BASES:
            found.append(self.known[name])
            name = found[-1].based_on
        return found


def value_of(element: Element | None) -> str | None:
    """Return what an element of Word's says in its attribute `val`."""
    return element.get(f"{W}val") if element is not None else None


def _outline(properties: Element | None) -> int | None:
    written = value_of(properties.find(f"{W}outlineLvl")) if properties is not None else None
    return int(written) if written is not None and written.isdecimal() else None


def _number(properties: Element | None) -> int | None:
    """Return the level of a list that properties name: -1 where they take a paragraph out of its list."""
    number = properties.find(f"{W}numPr") if properties is not None else None
    if number is None:
        return None
    if value_of(number.find(f"{W}numId")) == "0":
        return -1
    level = value_of(number.find(f"{W}ilvl")) or "0"
    return min(int(level), 8) if level.isdecimal() else 0
