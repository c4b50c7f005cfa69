"""Clear a page of what is not its content, and call by their names the parts that pages misuse tags for."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_AROUND = frozenset(("nav", "footer", "aside"))
_AROUND_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "dialog", "search"))
# Words in the class or id of small boxes that are about the site.
_COOKIES, _SITE = (
    ("cookie", "cookies", "consent", "gdpr"),
    ("newsletter", "subscribe", "breadcrumb", "breadcrumbs"),
)
_OTHERS = ("share", "sharing", "social", "popup", "advert", "ads", "editsection", "noprint")
_BOXES = frozenset((*_COOKIES, *_SITE, *_OTHERS))
_LONGEST_BOX = 600  # code points of text; what is longer is no small box, whatever it is called
_WORD = re.compile(r"[a-z]+")
_MARK = re.compile(r"\s*\[[^\]]{1,20}\]\s*")  # of a note: [1]
_HEADING = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_FOLDS = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle", "data-target")
_FEWEST_WORDS = 3  # of a button that names what it unfolds
_LONGEST_CELL = 400  # code points; a cell with more is a part of the page and no value
_MENU = 0.9  # the share of its letters that are links
_PARTS = ("table", "h1", "h2", "h3", "h4", "ul", "ol", "article", "section")


def clear(root: HtmlElement) -> None:
    """Take small boxes and note marks out of a page, and make plain parts of layout tables and folds."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        if _is_note_mark(element) or _is_box(element):
            element.drop_tree()
        elif element.tag == "button":
            _unfold(element)
        elif element.tag == "table" and _is_layout(element):
            _take_apart(element)


def drop_surroundings(body: HtmlElement) -> None:
    """Take menus, banners, footers and dialogs out of a page."""
    for element in list(body.iter()):
        around = element.tag in _AROUND or element.get("role") in _AROUND_ROLES
        if around and element is not body and element.getparent() is not None:
            element.drop_tree()


def _is_note_mark(element: HtmlElement) -> bool:
    return element.tag == "sup" and _MARK.fullmatch(element.text_content()) is not None


def _is_box(element: HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if element.tag in {"html", "body", "main", "article"} or _BOXES.isdisjoint(_WORD.findall(named)):
        return False
    return len(element.text_content()) <= _LONGEST_BOX and next(element.iter("h1", "article"), None) is None


def _unfold(button: HtmlElement) -> None:
    """Make a heading of a button that unfolds a part of the page, as a question does its answer."""
    words = button.text_content().split()
    folds = any(button.get(name) is not None for name in _FOLDS) and len(words) >= _FEWEST_WORDS
    if folds or (words and words[-1].endswith(("؟", "?"))):
        inside = next(button.iterancestors(*_HEADING), None) is not None
        button.tag = "span" if inside else "h4"


def _is_layout(table: HtmlElement) -> bool:
    """Say whether a table only lays the page out: it has no header, and a cell is a part of the page."""
    if table.get("role") == "presentation":
        return True
    cells = [cell for cell in table.iter("td", "th") if next(cell.iterancestors("table"), None) is table]
    if any(cell.tag == "th" for cell in cells):
        return False
    return any(
        len(cell.text_content()) > _LONGEST_CELL or next(cell.iter(*_PARTS), None) is not None
        for cell in cells
    )


def _take_apart(table: HtmlElement) -> None:
    """Make plain parts of a layout table's cells, and leave out those of links alone, which are menus."""
    parts = list(table.iter("tbody", "thead", "tfoot", "tr", "td", "th"))
    for part in [part for part in parts if next(part.iterancestors("table"), None) is table]:
        menu = part.tag == "td" and _is_menu(part)
        part.tag = "div"
        if menu:
            part.drop_tree()
    table.tag = "div"


def _is_menu(cell: HtmlElement) -> bool:
    links = [len("".join(link.text_content().split())) for link in cell.iter("a")]
    return len(links) > 1 and sum(links) >= _MENU * len("".join(cell.text_content().split()))
