"""Buttons under a reply, and what people do with them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.records import ChatKind, Markup


@dataclass(frozen=True, slots=True)
class Button:
    """A key that tells us its `data` when it is tapped, or opens its `url`."""

    label: str
    data: str = ""
    """1 to 64 bytes."""
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of buttons, each row from left to right as Telegram lays it out."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a reader is shown: messages in order, and the buttons under the last of them."""

    parts: tuple[Markup, ...]
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button; who sends us one may have made up its data, and nothing else."""

    update_id: int
    chat_id: int
    chat_kind: ChatKind
    thread_id: int | None
    message_id: int
    """The message under which the button is."""
    person_id: int
    person_language: str | None
    data: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """A person has changed their reactions to a message, from some emojis to others."""

    chat_id: int
    message_id: int
    person_id: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a tap: a note for the person, in a window of its own or not, and a new look."""

    note: str = ""
    window: bool = False
    look: Reply | None = None
    """What the message shows from now on; None leaves it as it is."""
