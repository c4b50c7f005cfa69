"""Find mentions, commands, links and tags in a text, with UTF-16 offsets, as Telegram's servers do."""

import re
from collections.abc import Iterator

from bot.loopback.wire import Json, utf16_length

# A bare host is a link only under a known top-level domain; these are the ones that chats are full of.
_DOMAINS = (
    "com|org|net|edu|gov|info|biz|io|me|app|dev|ai|co|tv|ly|eg|sa|ae|qa|kw|bh|om|jo|lb|iq|sy|ps|ma|dz|tn|sd|ye|"
    "uk|us|de|fr|ru|eu|tr|ir|in|ca"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"(?<![\w@./])(?:https?|ftp|tg)://[^\s<>\"«»]+", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![\w-])")),
    (
        "url",
        re.compile(
            rf"(?<![\w@./])(?:[A-Za-z0-9-]+\.)+(?:{_DOMAINS})(?![\w-])(?::\d+)?(?:[/?#][^\s<>\"«»]*)?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")),
    ("hashtag", re.compile(r"(?<![\w\u200c#])#(?=[\w\u200c]*[^\W\d_])[\w\u200c]{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
)
_CLOSING = ".,;:!?'\")]}؟،؛…»”"
_OPAQUE = {
    "code",
    "pre",
    "text_link",
    "text_mention",
    "url",
    "mention",
    "bot_command",
    "email",
    "hashtag",
    "cashtag",
}

Span = tuple[int, int]


def detect(text: str, given: list[Json] | None = None) -> list[Json]:
    """Return the given entities and the ones found beside them, in order of offset, longest first.

    Nothing is looked for inside a given code, pre or link.
    """
    kept = list(given or [])
    taken = [_code_points(text, entity) for entity in kept if entity["type"] in _OPAQUE]
    for kind, (start, end) in _found(text, taken):
        kept.append(
            {"type": kind, "offset": utf16_length(text[:start]), "length": utf16_length(text[start:end])}
        )
    return in_order(kept)


def in_order(entities: list[Json]) -> list[Json]:
    """Return entities by offset, the one that holds the others first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _found(text: str, taken: list[Span]) -> Iterator[tuple[str, Span]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = start + len(match.group().rstrip(_CLOSING))
            if end > start and all(
                end <= other_start or start >= other_end for other_start, other_end in taken
            ):
                taken.append((start, end))
                yield kind, (start, end)


def _code_points(text: str, entity: Json) -> Span:
    start = _code_point(text, entity["offset"])
    return start, _code_point(text, entity["offset"] + entity["length"])


def _code_point(text: str, utf16_offset: int) -> int:
    units = 0
    for position, character in enumerate(text):
        if units >= utf16_offset:
            return position
        units += 2 if character > "\uffff" else 1
    return len(text)
