"""What a reaction says of an answer, where it says anything."""

from __future__ import annotations

from collections.abc import Iterable

from bot.memory import Vote

# Laughter, tears and thoughtful faces may mean either.
_GOOD = frozenset(
    [
        "👍",
        "❤",
        "❤\u200d🔥",
        "🔥",
        "👏",
        "🎉",
        "💯",
        "🙏",
        "👌",
        "🏆",
        "🤝",
        "🤩",
        "😍",
        "🥰",
        "⚡",
        "🫡",
        "🆒",
    ]
)
_BAD = frozenset(["👎", "💩", "🤮", "🤬", "😡", "🤡", "🖕", "🥱"])
_COLOUR = "\ufe0f"  # asks for the coloured form of a sign; some clients send it


def opinion(emojis: Iterable[str]) -> Vote | None:
    """Return the opinion in somebody's reactions, the last one of them that has any."""
    said = None
    for emoji in emojis:
        bare = emoji.replace(_COLOUR, "")
        if bare in _GOOD:
            said = Vote.GOOD
        elif bare in _BAD:
            said = Vote.BAD
    return said
