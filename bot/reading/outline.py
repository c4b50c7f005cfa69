"""Walk the elements of a page, HTML's or those that trafilatura leaves of it, into blocks of text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from bot.reading.blocks import Blocks

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset(("ul", "ol", "dl", "menu", "list"))
_ITEMS = frozenset(("li", "item", "dt", "dd"))
_TABLE, _ROWS, _CELLS = "table", ("tr", "row"), frozenset(("td", "th", "cell"))
_BREAKS = frozenset(("br", "lb", "hr"))
_PARTS = """p div section article main body figure figcaption caption blockquote quote pre address details
center form fieldset header footer aside nav head summary"""
_BLOCKS = frozenset((*_HEADINGS, *_LISTS, *_ITEMS, _TABLE, *_PARTS.split()))
_UNSEEN = frozenset(
    ("title", "script", "style", "template", "noscript", "svg", "math", "button", "select", "iframe")
)
_A_QUESTION = 3  # the level of a heading that says none: what folds a part of a page away
_PAGE_BREAK = "pagebreak"


class Outline:
    """Walks one page; `places` maps the words of headings to the ids that a link can open them at.

    `linked`: a link can open it at ids and words.
    """

    def __init__(self, blocks: Blocks, places: dict[str, str], *, linked: bool) -> None:
        self._blocks = blocks
        self._places = places
        self._linked = linked

    def walk(self, element: Element) -> None:
        """Add what an element shows, block by block."""
        inline: list[str] = [element.text or ""]
        for child in element:
            if not _is_seen(child):
                pass
            elif _is_page_break(child):
                self._paragraph(inline)
                self._turn_page(child)
            elif _holds_blocks(child):
                self._paragraph(inline)
                self._block(child)
            else:
                inline += _inline(child)
            inline.append(child.tail or "")
        self._paragraph(inline)

    def _block(self, element: Element) -> None:
        tag = element.tag
        if tag in _HEADINGS or tag in {"head", "summary"}:
            words = text_of(element)
            level = _HEADINGS.get(element.get("rend") or str(tag), _A_QUESTION)
            place = place_of(element) or self._places.get(words)
            self._blocks.heading(level, words, place if self._linked else None)
        elif tag in _LISTS:
            self._list(element, 0)
        elif tag == _TABLE:
            cells = [[cell for cell in row if cell.tag in _CELLS] for row in element.iter(*_ROWS)]
            self._blocks.table([_spread(row) for row in cells], header=_header(cells))
        else:
            self.walk(element)

    def _list(self, element: Element, depth: int) -> None:
        term = ""
        for child in element:
            kind = (child.get("rend") or str(child.tag))[:2]
            if child.tag in _LISTS:
                self._list(child, depth + 1)
            elif child.tag not in _ITEMS:
                self.walk(child) if _is_seen(child) and _holds_blocks(child) else None
            elif kind == "dt":
                term = text_of(child)
            else:
                words = text_of(child, without=_LISTS)
                if kind == "dd" and term:
                    self._blocks.item(f"{term}: {words}", depth)
                else:
                    self._blocks.item(words, depth, quoted=self._linked)
                for inner in child.iter(*_LISTS):
                    if _list_above(inner) is element:
                        self._list(inner, depth + 1)

    def _paragraph(self, inline: list[str]) -> None:
        self._blocks.paragraph("".join(inline), quoted=self._linked)
        inline.clear()

    def _turn_page(self, element: Element) -> None:
        number = element.get("title") or element.get("aria-label") or text_of(element)
        if number.strip().isdecimal():
            self._blocks.page(int(number))


def text_of(element: Element, *, without: frozenset[str] = frozenset()) -> str:
    """Return the words of an element as one line."""
    return " ".join("".join(_inline(element, without)).split())


def place_of(heading: Element) -> str | None:
    """Return the id that opens a page at a heading: its own, that of a mark inside it, or its section's."""
    inside = (each.get("id") or (each.get("name") if each.tag == "a" else None) for each in heading.iter())
    found = next(filter(None, inside), None)
    above = heading.getparent()
    if found is None and above is not None and above.tag == "section" and above.index(heading) == 0:
        return above.get("id")
    return found


def _inline(element: Element, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the text of an element and of all in it, a space for every break between blocks."""
    if element.tag in _BREAKS:
        yield " "
    yield element.text or ""
    for child in element:
        if _is_seen(child) and child.tag not in without:
            apart = child.tag in _BLOCKS or child.tag in _CELLS
            yield " " if apart else ""
            yield from _inline(child, without)
            yield " " if apart else ""
        yield child.tail or ""


def _is_seen(element: Element) -> bool:
    if not isinstance(element.tag, str):  # a comment or a processing instruction
        return False
    return (
        element.tag not in _UNSEEN and element.get("hidden") is None and element.get("aria-hidden") != "true"
    )


def _holds_blocks(element: Element) -> bool:
    return element.tag in _BLOCKS or next(element.iter(*_BLOCKS), None) is not None


def _is_page_break(element: Element) -> bool:
    return _PAGE_BREAK in (element.get("epub:type") or "") or element.get("role") == "doc-pagebreak"


def _list_above(element: Element) -> Element | None:
    return next(element.iterancestors(*_LISTS), None)


def _header(rows: list[list[Element]]) -> bool | None:
    """Say whether the first row of a table is its header; None where a table marks no cell as a name."""
    named = [[cell.tag == "th" or cell.get("role") == "head" for cell in row] for row in rows]
    if not any(map(any, named)):
        return None
    return all(named[0]) and len(named) > 1


def _spread(row: list[Element]) -> list[str]:
    """Return the texts of a row's cells, each as often as the columns it spans."""
    return [text for cell in row for text in [text_of(cell)] * _span(cell)]


def _span(cell: Element) -> int:
    written = cell.get("colspan") or cell.get("span") or "1"
    return min(int(written), 50) if written.isdecimal() and int(written) else 1
