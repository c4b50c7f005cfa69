"""The desk as a whole."""

from __future__ import annotations

from collections.abc import Collection

from bot.buttons import Outcome, Tap
from bot.desk.archive import Archive
from bot.desk.commands import Commands
from bot.desk.taps import Taps
from bot.dialogue.callbacks import parse_command
from bot.journey import Journey


class Desk:
    """All that is no question: commands, and taps on buttons."""

    def __init__(self, *, journey: Journey, archive: Archive, admins: Collection[int]) -> None:
        """`admins` are the ids of the people who look after the bot."""
        self.admins = frozenset(admins)
        self.commands = Commands(journey=journey, archive=archive, admins=admins)
        self._taps = Taps(library=journey.library, archive=archive)

    async def take(self, tap: Tap) -> Outcome:
        """Do what a button is for.  Raises SessionLogError."""
        press = parse_command(tap.data)
        return await (self._taps.take(tap) if press is None else self.commands.take(tap, press))
