"""Name the JSON shapes that travel, and count text as Telegram counts it."""

from typing import Any

Json = dict[str, Any]


def present(**fields: Any) -> Json:
    """Return the fields that hold something: Telegram leaves out what is null or false."""
    return {name: value for name, value in fields.items() if value is not None and value is not False}


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, the unit of every Telegram limit and offset."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return the part of a text that an entity's offset and length name, both in UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")
