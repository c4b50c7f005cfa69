"""What a button tells us when it is tapped, in the 64 bytes that Telegram keeps for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.memory import Reason


class Act(StrEnum):
    """What a button under a reply is for."""

    OPEN = "o"
    MORE = "m"
    BACK = "b"
    GOOD = "g"
    BAD = "x"
    REASON = "r"
    PERSON = "p"
    SEND = "s"


@dataclass(frozen=True, slots=True)
class Press:
    """A button under the reply to one question, named by its turn's key; the rest says which of its sort."""

    act: Act
    key: str
    number: int = 0
    """The rank of a passage, or the page of further answers, from 1."""
    page: int = 0
    """The page of further answers that a passage was opened from; 0 for none."""
    reason: Reason | None = None

    def __str__(self) -> str:
        return ":".join([self.act, self.key, *(str(each) for each in self._details() if each)])

    def _details(self) -> tuple[object, ...]:
        return (self.reason,) if self.reason else (self.number, self.page)


@dataclass(frozen=True, slots=True)
class CommandPress:
    """A button under the reply to a command: the command, and what to do."""

    command: str
    argument: str

    def __str__(self) -> str:
        return f"/{self.command}:{self.argument}"

    @property
    def page(self) -> int:
        """Return the page that is asked for, 0 for none."""
        return int(self.argument) if self.argument.isdecimal() else 0


_COMMAND_PRESS = re.compile(r"/([a-z]{1,16}):([a-z0-9:-]{1,56})", re.ASCII)
_PRESS = re.compile(
    r"([a-z]):([A-Za-z0-9_-]{1,32})(?::([0-9]{1,4}))?(?::([0-9]{1,4}))?(?::([a-z]{1,16}))?", re.ASCII
)


def parse(data: str) -> Press | None:
    """Return what a button told us, or None for data that we never gave to any."""
    found = _PRESS.fullmatch(data)
    if found is None or found[1] not in set(Act):
        return None
    reason = Reason(found[5]) if found[5] in set(Reason) else None
    return Press(Act(found[1]), found[2], int(found[3] or 0), int(found[4] or 0), reason)


def parse_command(data: str) -> CommandPress | None:
    """Return the command whose button was tapped, or None for any other button."""
    found = _COMMAND_PRESS.fullmatch(data)
    return CommandPress(found[1], found[2]) if found is not None else None
