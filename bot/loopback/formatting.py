"""Turn what a bot or a person wrote into the text and entities that Telegram would keep."""

import re

from bot.loopback.entities import detect, in_order
from bot.loopback.html_markup import MarkupError, parse_html
from bot.loopback.links import checked_link
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json, utf16_length, utf16_slice

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100

Formatted = tuple[str, list[Json]]

# Telegram drops line and paragraph separators, bidi embeddings and overrides, and three combining lines; it
# keeps isolates, and of a run of direction marks only the last: the others become zero-width non-joiners.
_STRIPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROLS = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REPEATED_MARK = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_INVISIBLE = re.compile("[\\s\u200b-\u200f\u202e\ufeff]*")
_MARKUP = {"html": True, "markdown": False, "markdownv2": False}


def from_bot(text: str, parse_mode: str, entities: list[Json] | None) -> Formatted:
    """Return the text and entities of a bot's message.

    Raises:
        ApiError: the markup is refused, or is one that loopback does not parse.

    """
    if parse_mode:
        if parse_mode.lower() not in _MARKUP:
            raise bad_request("unsupported parse_mode")
        if not _MARKUP[parse_mode.lower()]:
            raise bad_request(f"loopback does not parse {parse_mode}; send HTML or entities")
        try:
            text, entities = parse_html(text)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    return _tidy(text, entities or [])


def from_person(text: str, entities: list[Json] | None = None) -> Formatted:
    """Return the text and entities of a person's message, as a client would send it."""
    return _tidy(text, entities or [])


def fits_message(formatted: Formatted) -> Formatted:
    """Return the text if it is a message's; refuse an empty or too long one."""
    text, _ = formatted
    if _INVISIBLE.fullmatch(text):
        raise bad_request("text must be non-empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return formatted


def fits_caption(formatted: Formatted) -> Formatted:
    """Return the text if it is a caption's; refuse a too long one."""
    if utf16_length(formatted[0]) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return formatted


def _tidy(text: str, entities: list[Json]) -> Formatted:
    cleaned = _CONTROLS.sub(" ", text)
    if _STRIPPED.search(cleaned):
        cleaned, entities = _strip(cleaned, entities)
    trimmed, entities = _trim(_REPEATED_MARK.sub("\u200c", cleaned), entities)
    valid = [entity for entity in map(_checked, entities) if entity]
    return trimmed, detect(trimmed, in_order(valid))[:ENTITY_LIMIT]


def _strip(text: str, entities: list[Json]) -> Formatted:
    """Take the stripped characters out and move the entities' ends with them."""

    def moved(offset: int) -> int:
        return offset - len(_STRIPPED.findall(utf16_slice(text, 0, offset)))

    shifted = []
    for entity in entities:
        start, end = moved(entity["offset"]), moved(entity["offset"] + entity["length"])
        shifted.append({**entity, "offset": start, "length": end - start})
    return _STRIPPED.sub("", text), shifted


def _trim(text: str, entities: list[Json]) -> Formatted:
    """Drop white space at the end, and at the start as far as the first entity."""
    text = text.rstrip(" \n")
    first = min((entity["offset"] for entity in entities), default=len(text))
    lead = min(len(text) - len(text.lstrip(" \n")), first)
    text = text[lead:]
    total = utf16_length(text)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] - lead + entity["length"], total)
        if end > start and utf16_slice(text, start, end - start).strip(" \n"):
            kept.append({**entity, "offset": start, "length": end - start})
    return text, kept


def _checked(entity: Json) -> Json | None:
    if entity.get("type") == "text_link" and "url" in entity:
        address = checked_link(str(entity["url"]))
        return {**entity, "url": address} if address else None
    return entity
