"""Electronic books (EPUB): their chapters in the order of reading, as one document."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from urllib.parse import unquote

from lxml.etree import _Element as Element

from bot.documents import Document, Reading
from bot.errors import DocumentError
from bot.reading.archive import Archive
from bot.reading.blocks import Blocks
from bot.reading.decoding import decode
from bot.reading.markup import parse_html, parse_xml
from bot.reading.outline import Outline

_CONTAINER = "META-INF/container.xml"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def read_epub(content: bytes, name: str) -> Reading:
    """Return the one document of a book.  Raises DocumentError."""
    archive = Archive(content)
    if _CONTAINER not in archive:
        raise DocumentError("ليس كتاب EPUB (not an EPUB book)")
    root_file = parse_xml(archive.read(_CONTAINER)).find("{*}rootfiles/{*}rootfile")
    package_name = (root_file.get("full-path") or "") if root_file is not None else ""
    package = parse_xml(archive.read(package_name))
    blocks = Blocks()
    for chapter in _chapters(package, posixpath.dirname(package_name)):
        root = parse_html(decode(archive.read(chapter)).text)
        body = root.find("body") if root is not None else None
        if body is not None:
            Outline(blocks, {}, linked=False).walk(body)
    known = _known(package)
    document = Document(
        name=name,
        title=known.get("title") or PurePosixPath(name).stem,
        text=blocks.text,
        date=(known.get("date") or "")[:10] or None,
        author=known.get("creator"),
        source=known.get("publisher"),
        language=known.get("language"),
        anchors=blocks.anchors,
    )
    return Reading((document,))


def _chapters(package: Element, folder: str) -> list[str]:
    """Return the files of the chapters as the spine orders them, without what is read aside from it."""
    files = {item.get("id"): item.get("href") or "" for item in package.iterfind("{*}manifest/{*}item")}
    contents = {
        item.get("id")
        for item in package.iterfind("{*}manifest/{*}item")
        if "nav" in (item.get("properties") or "").split()
    }
    read = [item for item in package.iterfind("{*}spine/{*}itemref") if item.get("linear") != "no"]
    wanted = [item.get("idref") for item in read if item.get("idref") not in contents]
    names = (unquote(files[each]) for each in wanted if each in files)
    return [posixpath.normpath(posixpath.join(folder, name)) for name in names]


def _known(package: Element) -> dict[str, str]:
    """Return what a book says of itself, the first of several values."""
    found: dict[str, str] = {}
    for element in package.iterfind("{*}metadata/*"):
        if isinstance(element.tag, str) and element.tag.startswith(_DUBLIN) and element.text:
            found.setdefault(element.tag.removeprefix(_DUBLIN), " ".join(element.text.split()))
    return found
