"""Parse Telegram's HTML into plain text and entities, refusing it at the byte where Telegram would.

The grammar and the wording of the refusals follow the behaviour of Telegram's own parser; the offsets in
the refusals count UTF-8 bytes, those of the entities UTF-16 code units.
"""

import re
from dataclasses import dataclass, field

from bot.loopback.character_references import decode_reference
from bot.loopback.links import checked_link
from bot.loopback.wire import Json

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_UNTIL_SPACE_OR_END = re.compile(r"[^\s>]*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_SPACE = re.compile(r"\s*")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


class MarkupError(Exception):
    """A text is not the HTML that Telegram takes; the message is Telegram's."""


@dataclass
class _OpenTag:
    name: str
    attributes: dict[str, str]
    offset: int
    text_position: int


@dataclass
class _Parser:
    source: str
    position: int = 0
    units: int = 0
    text: list[str] = field(default_factory=list)
    open_tags: list[_OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def byte_offset(self, position: int) -> int:
        return len(self.source[:position].encode())

    def peek(self) -> str:
        return self.source[self.position : self.position + 1]

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.position)
        found = match.group() if match else ""
        self.position += len(found)
        return found

    def append(self, character: str) -> None:
        self.text.append(character)
        self.units += 2 if character > "\uffff" else 1

    def run(self) -> None:
        while self.position < len(self.source):
            if self.peek() == "<":
                self.tag()
            else:
                self.append(self.character())
        if self.open_tags:
            name = self.open_tags[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')

    def character(self) -> str:
        """Take one character, or one of the references that Telegram knows."""
        if self.peek() == "&":
            decoded, end = decode_reference(self.source, self.position)
            if decoded:
                self.position = end
                return decoded
        self.position += 1
        return self.source[self.position - 1]

    def tag(self) -> None:
        begin = self.position
        self.position += 1
        if self.peek() == "/":
            self.position += 1
            self.end_tag(begin)
        else:
            self.start_tag(begin)

    def start_tag(self, begin: int) -> None:
        where = self.byte_offset(begin)
        name = self.take(_UNTIL_SPACE_OR_END).lower()
        if not self.peek():
            raise MarkupError(f"Unclosed start tag at byte offset {where}")
        if name not in _KINDS:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {where}')
        attributes: dict[str, str] = {}
        while True:
            self.take(_SPACE)
            if self.peek() == ">":
                break
            key, value = self.attribute(name, where)
            attributes[key] = value
        self.position += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.open_tags.append(_OpenTag(name, attributes, self.units, len(self.text)))

    def attribute(self, tag: str, where: int) -> tuple[str, str]:
        key = self.take(_ATTRIBUTE_NAME)
        if not key:
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
        self.take(_SPACE)
        if tag == "blockquote" and key.lower() == "expandable" and self.peek() != "=":
            return "expandable", ""
        if self.peek() != "=":
            raise MarkupError(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}" '
                f"at byte offset {where}"
            )
        self.position += 1
        self.take(_SPACE)
        value = self.quoted() if self.peek() in {'"', "'"} else self.name_token()
        if not self.peek():
            raise MarkupError(f"Unclosed start tag at byte offset {where}")
        return key.lower(), value

    def name_token(self) -> str:
        begin = self.position
        value = self.take(_NAME_TOKEN).lower()
        if self.peek() and not self.peek().isspace() and self.peek() != ">":
            raise MarkupError(f"Unexpected end of name token at byte offset {self.byte_offset(begin)}")
        return value

    def quoted(self) -> str:
        mark = self.peek()
        self.position += 1
        value: list[str] = []
        while self.peek() and self.peek() != mark:
            value.append(self.character())
        self.position += 1
        return "".join(value)

    def end_tag(self, begin: int) -> None:
        where = self.byte_offset(begin)
        if not self.open_tags:
            raise MarkupError(f"Unexpected end tag at byte offset {where}")
        name = self.take(_UNTIL_SPACE_OR_END).lower()
        self.take(_SPACE)
        if self.peek() != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {where}")
        self.position += 1
        tag = self.open_tags.pop()
        if name not in {"", tag.name}:
            raise MarkupError(
                f'Unmatched end tag at byte offset {where}, expected "</{tag.name}>", found "</{name}>"'
            )
        if self.units > tag.offset:
            self.close(tag)

    def close(self, tag: _OpenTag) -> None:
        entity: Json = {"type": _KINDS[tag.name], "offset": tag.offset, "length": self.units - tag.offset}
        if tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "tg-emoji":
            emoji = tag.attributes.get("emoji-id", "")
            if not emoji.isdecimal() or int(emoji) == 0:
                raise MarkupError("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = emoji
        elif tag.name == "a":
            self.close_link(tag, entity)
            return
        elif tag.name in {"pre", "code"} and self.join_code(tag, entity):
            return
        self.entities.append(entity)

    def close_link(self, tag: _OpenTag, entity: Json) -> None:
        address = tag.attributes.get("href") or "".join(self.text[tag.text_position :])
        user = _USER_LINK.fullmatch(address)
        if user:
            self.entities.append({**entity, "type": "text_mention", "user": {"id": int(user.group(1))}})
            return
        checked = checked_link(address)
        if checked:
            self.entities.append({**entity, "url": checked})

    def join_code(self, tag: _OpenTag, entity: Json) -> bool:
        """Make one entity of a `pre` and a `code` that hold the same text, as Telegram does."""
        language = tag.attributes.get("class", "").removeprefix("language-") if tag.name == "code" else ""
        inner = self.entities[-1] if self.entities else None
        same = inner is not None and (inner["offset"], inner["length"]) == (
            entity["offset"],
            entity["length"],
        )
        if (
            inner is not None
            and same
            and tag.name == "pre"
            and inner["type"] == "code"
            and "language" in inner
        ):
            inner["type"] = "pre"
            return True
        if inner is not None and same and language and inner["type"] == "pre":
            inner["language"] = language
            return True
        if language:
            entity["language"] = language
        return False


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the plain text of a Telegram HTML text and its entities.

    Raises:
        MarkupError: where Telegram would refuse it, in Telegram's words.

    """
    parser = _Parser(source)
    parser.run()
    for entity in parser.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(parser.text), parser.entities
