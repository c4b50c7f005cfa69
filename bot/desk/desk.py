"""The desk as a whole."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import replace

from bot.acquisitions.acquisitions import Acquisitions
from bot.buttons import Outcome, Reaction, Tap
from bot.desk.archive import Archive
from bot.desk.commands import Commands
from bot.desk.forgetting import Forgetting
from bot.desk.handovers import Messenger
from bot.desk.intake import Intake
from bot.desk.news import News
from bot.desk.people import People
from bot.desk.reloads import Reloads
from bot.desk.stock import Stock
from bot.desk.taps import Taps
from bot.dialogue.callbacks import parse_command
from bot.dialogue.handing_over import KEEP
from bot.dialogue.language import Language, spoken
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
        acquisitions: Acquisitions,
        reloads: Reloads,
        retention_days: int | None = None,
        people: People | None = None,
    ) -> None:
        """`admins` are the ids of those who look after the bot; turns older than the days are deleted.

        `people` takes questions to those who can answer them; None: nobody can be asked.
        """
        self.admins = frozenset(admins)
        self.people = people
        self._archive = archive
        self.reloads = reloads
        self.news = News(acquisitions.data_dir / "told.json")
        stock = Stock(
            library=journey.library, reloads=self.reloads, archive=archive, acquisitions=acquisitions
        )
        self.intake = Intake(
            library=journey.library, stock=stock, acquisitions=acquisitions, admins=self.admins
        )
        hand_over = people.hand_over if people is not None else None
        self.forgetting = Forgetting(
            archive=archive,
            corpus=acquisitions.collection,
            reloads=reloads,
            intake=self.intake,
            hand_over=hand_over,
            changing=stock.changing,
            writing=people.writing if people is not None else asyncio.Lock(),
        )
        self.commands = Commands(
            journey=journey,
            archive=archive,
            reloads=self.reloads,
            admins=admins,
            retention_days=retention_days,
            stock=stock,
            intake=self.intake,
            forgetting=self.forgetting,
            people=people is not None,
        )
        self._taps = Taps(library=journey.library, archive=archive, hand_over=hand_over)

    async def meet(self, message: Message) -> Message:
        """Return a message with the language that its sender chose."""
        return replace(message, chosen_language=await self._chosen(message.sender_id))

    async def take(self, tap: Tap, messenger: Messenger) -> Outcome:
        """Do what a button is for.  Raises SessionLogError."""
        tap = replace(tap, person_language=await self._chosen(tap.person_id) or tap.person_language)
        press = parse_command(tap.data)
        if press is None:
            return await self._taps.take(tap, messenger)
        if press.command == KEEP and self.people is not None:
            return await self.people.operators.keep(tap, press, messenger)
        return await self.commands.take(tap, press, messenger)

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

    async def language(self, person_id: int) -> Language:
        """Return the language to speak to a person in of whom we know no more than the number."""
        return spoken(await self._chosen(person_id))

    async def chosen_language(self, person_id: int) -> Language | None:
        """Return the language that a person chose, if they did."""
        chosen = await self._chosen(person_id)
        return None if chosen is None else Language(chosen)

    async def _chosen(self, person_id: int) -> str | None:
        try:
            return await self._archive.language(person_id)
        except SessionLogError as error:  # then they are spoken to as a stranger is
            logger.error("the language of a person is not known: %s", error)
            return None
