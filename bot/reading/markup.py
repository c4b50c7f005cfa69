"""Parse markup that may be hostile: no entity is expanded, nothing is fetched, no tree is too deep."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.etree import _Element as Element
from lxml.html import HtmlElement

from bot.errors import DocumentError

# Control characters, as they are or by their numbers: XML has none, and the tools for it break on them.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|127|6553[45])(?!\d);?"
    r"|&#x0*(?:[0-8bcef]|1[0-9a-f]|7f|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)


def parse_html(text: str) -> HtmlElement | None:
    """Return a page's root element, or None for a text without any element or word."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_CONTROL.sub(" ", text).encode(errors="replace"), parser=parser)
    except etree.ParserError:  # an empty document
        return None


def parse_xml(content: bytes) -> Element:
    """Return the root element of an XML part of a document.  Raises DocumentError."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"XML معطوب (broken XML: {error.msg})") from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and next(iter(dtd.entities()), None) is not None:
        raise DocumentError("XML يعرّف كيانات تتضخم (XML that defines entities)")
    return root
