"""The desk as a whole."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from bot.buttons import Outcome, Reaction, Tap
from bot.desk.archive import Archive
from bot.desk.commands import Commands
from bot.desk.taps import Taps
from bot.dialogue.callbacks import parse_command
from bot.dialogue.opinions import opinion
from bot.errors import SessionLogError
from bot.journey import Journey
from bot.records import Message

logger = logging.getLogger(__name__)


class Desk:
    """All that is no question: commands, and taps on buttons."""

    def __init__(
        self,
        *,
        journey: Journey,
        archive: Archive,
        admins: Collection[int],
        retention_days: int | None = None,
    ) -> None:
        """`admins` are the ids of those who look after the bot; turns older than the days are deleted."""
        self.admins = frozenset(admins)
        self._archive = archive
        self.commands = Commands(
            journey=journey, archive=archive, admins=admins, retention_days=retention_days
        )
        self._taps = Taps(library=journey.library, archive=archive)

    async def meet(self, message: Message) -> Message:
        """Return a message with the language that its sender chose."""
        return replace(message, chosen_language=await self._chosen(message.sender_id))

    async def take(self, tap: Tap) -> Outcome:
        """Do what a button is for.  Raises SessionLogError."""
        tap = replace(tap, person_language=await self._chosen(tap.person_id) or tap.person_language)
        press = parse_command(tap.data)
        return await (self._taps.take(tap) if press is None else self.commands.take(tap, press))

    async def react(self, reaction: Reaction) -> None:
        """Keep what a reaction says of an answer; taken back, it says nothing.  Raises SessionLogError."""
        before, after = opinion(reaction.before), opinion(reaction.after)
        if before is after:
            return
        turn_id = await self._archive.turn_of_reply(reaction.chat_id, reaction.message_id)
        if turn_id is None:
            return
        if after is not None:
            await self._archive.vote(turn_id, reaction.person_id, after)
        elif before is not None:
            await self._archive.take_back(turn_id, reaction.person_id, before)

    async def _chosen(self, person_id: int) -> str | None:
        try:
            return await self._archive.language(person_id)
        except SessionLogError as error:  # then they are spoken to as a stranger is
            logger.error("the language of a person is not known: %s", error)
            return None
