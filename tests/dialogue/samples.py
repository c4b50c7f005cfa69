"""Records to start from, and an independent reader of Telegram's HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from bot.records import Answer, ChatKind, Citation, Identity, Markup, Mention, Message, Passage, Quote

US = Identity(user_id=7000, username="IsnadBot")
AHMAD = 42
_ALLOWED = {"a", "b", "u", "blockquote"}


def message(text: str = "ما عاصمة الأردن؟", **changes: Any) -> Message:
    """Return a private message, with some of its fields changed."""
    plain = Message(
        update_id=1,
        chat_id=AHMAD,
        chat_kind=ChatKind.PRIVATE,
        thread_id=None,
        message_id=10,
        sender_id=AHMAD,
        sender_language="ar",
        text=text,
        sent_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return replace(plain, **changes)


def group(text: str, **changes: Any) -> Message:
    """Return a message in a group."""
    return message(text, **{"chat_kind": ChatKind.GROUP, "chat_id": -100, **changes})


def mention_of(text: str, name: str) -> Mention:
    """Return the mention of a name that stands in a text as `@name`."""
    start = text.index("@" + name)
    return Mention(start, start + 1 + len(name), name)


def passage(document: str, score: float, **changes: Any) -> Passage:
    """Return a passage of a document."""
    plain = Passage(document, f"عنوان {document}", None, None, None, "نص.", 0, 4, score)
    return replace(plain, **changes)


def answer(quote: Quote | None, *citations: Citation, **changes: Any) -> Answer:
    """Return an answered question."""
    plain = Answer("سؤال", "سؤال", (), 0.9, quote, None, citations, None, 1.0)
    return replace(plain, **changes)


def cite(number: int = 1, title: str = "عمّان", **changes: Any) -> Citation:
    """Return a citation."""
    return replace(Citation(number, "amman.md", title, None, None, None), **changes)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, found another way than the bot does."""
    return len(text.encode("utf-16-le")) // 2


class TelegramHtml(HTMLParser):
    """Read the HTML of a message, failing where a tag is unknown, crossed or left open."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.links: list[tuple[str, str]] = []
        self.folded = False
        self.inside: dict[str, str] = dict.fromkeys(_ALLOWED, "")
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ALLOWED, tag
        names = [name for name, _ in attrs]
        assert names == (["href"] if tag == "a" else []) or (tag, names) == ("blockquote", ["expandable"])
        self.folded |= "expandable" in names
        self._open.append(tag)
        if tag == "a":
            self.links.append((attrs[0][1] or "", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"nothing to close: {tag}"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for tag in set(self._open):
            self.inside[tag] += data
        if "a" in self._open:
            address, words = self.links[-1]
            self.links[-1] = (address, words + data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def only(parts: tuple[Markup, ...]) -> TelegramHtml:
    """Return the one message that the parts must be, read."""
    (part,) = parts
    return TelegramHtml(part.html)
