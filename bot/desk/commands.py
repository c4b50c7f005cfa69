"""The commands that are no questions, and the buttons under their replies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection

from bot.buttons import Outcome, Reply, Tap
from bot.desk.archive import Archive
from bot.desk.decisions import Decisions
from bot.desk.forgetting import Forgetting
from bot.desk.handovers import Messenger
from bot.desk.intake import Intake
from bot.desk.reloads import Reloads
from bot.desk.stock import Stock
from bot.dialogue import holdings, reasons, replies, reports, settling
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.candidates import ADD
from bot.dialogue.curation import DOCS
from bot.dialogue.follow_up import looked_for
from bot.dialogue.language import Language, language_of, spoken
from bot.dialogue.phrases import phrase
from bot.errors import IsnadError
from bot.journey import Journey
from bot.records import ChatKind, Message
from bot.search.apart import UnforeseenError
from bot.search.explanation import explain

logger = logging.getLogger(__name__)

ADMINS_ONLY = frozenset({DOCS, ADD, "gaps", "reload", "rollback", "stats"})
IN_PRIVATE_ONLY = frozenset({DOCS, ADD, "gaps"})
"""What other people asked is nothing for a group to read, and what is removed nothing to vote on."""
STATS_DAYS = 7

Page = Callable[[int, Language], Awaitable[Reply]]
Own = Callable[[Message, Language], Awaitable[Reply]]
Pressed = Callable[[Tap, CommandPress, Language], Awaitable[Outcome]]


class Commands:
    """Replies to commands."""

    def __init__(
        self,
        *,
        journey: Journey,
        archive: Archive,
        reloads: Reloads,
        admins: Collection[int],
        retention_days: int | None,
        stock: Stock,
        intake: Intake,
        forgetting: Forgetting,
        people: bool,
    ) -> None:
        """`admins` are the ids of those who look after the bot; turns older than the days are deleted.

        `people` says whether questions may be sent to people.
        """
        self._me = journey.me
        self._library = journey.library
        self._archive = archive
        decisions = Decisions(reloads)
        self._admins = frozenset(admins)
        self._retention_days = retention_days
        self._stock = stock
        self._forgetting = forgetting
        self._people = people
        self._pages: dict[str, Page] = {
            "sources": self._sources,
            "gaps": self._gaps,
            "stats": self._stats,
        }
        self._own: dict[str, Own] = {
            "start": self._start,
            "help": self._help,
            "why": self._why,
            "lang": self._lang,
            "privacy": self._privacy,
            "forget": self._forget,
            "rollback": decisions.roll_back,
        }
        self._presses: dict[str, Pressed] = {
            "lang": self._choose,
            "reload": decisions.decide,
            DOCS: stock.take,
            ADD: intake.take,
        }

    def knows(self, name: str) -> bool:
        """Say whether a command is one of these."""
        return name in self._own or name in self._pages or name == DOCS

    def is_admin(self, person_id: int) -> bool:
        """Say whether a person is among the admins; the id of a chat, being negative, is nobody."""
        return person_id > 0 and person_id in self._admins

    async def reply(self, message: Message) -> Reply:
        """Return the reply to a command that is known.  Raises SessionLogError."""
        language, name = language_of(message), message.command.name if message.command else ""
        if name in ADMINS_ONLY and not self.is_admin(message.sender_id):
            return Reply(replies.not_admin(language))
        if name in self._own:
            return await self._own[name](message, language)
        if name in IN_PRIVATE_ONLY and message.chat_kind is not ChatKind.PRIVATE:
            return Reply(replies.only_in_private(language))
        if name == DOCS:
            return await self._stock.listed(message.command.arguments if message.command else "", language)
        return await self._pages[name](1, language)

    async def take(self, tap: Tap, press: CommandPress, messenger: Messenger) -> Outcome:
        """Do what a button under the reply to a command is for.  Raises SessionLogError."""
        language = spoken(tap.person_language)
        if press.command == "forget":
            return await self._confirmed(tap, press, messenger, language)
        if (refusal := self._refusal(tap, press)) is not None:
            return Outcome(phrase(refusal, language))
        if press.command in self._presses:
            return await self._presses[press.command](tap, press, language)
        return Outcome(look=await self._pages[press.command](press.page, language))

    def _refusal(self, tap: Tap, press: CommandPress) -> str | None:
        """Return the phrase for a tap that must not be carried out, or None."""
        if press.command not in self._pages and press.command not in self._presses:
            return "note_stale"
        if press.command in ADMINS_ONLY and not self.is_admin(tap.person_id):
            return "not_admin"
        if press.command in IN_PRIVATE_ONLY and tap.chat_kind is not ChatKind.PRIVATE:
            return "only_in_private"
        return None

    async def _start(self, _: Message, language: Language) -> Reply:
        return Reply(replies.start(language))

    async def _help(self, message: Message, language: Language) -> Reply:
        known = self.is_admin(message.sender_id)
        return Reply(replies.help_text(language, self._me.username, admin=known))

    async def _why(self, message: Message, language: Language) -> Reply:
        kept = await self._archive.last_turn(message.chat_id, message.thread_id, message.sender_id)
        if kept is None:
            return Reply(replies.nothing_asked(language))
        explained = await asyncio.to_thread(explain, looked_for(kept.answer), self._library.index)
        return Reply(reasons.why(kept.answer, explained, language))

    async def _lang(self, message: Message, language: Language) -> Reply:
        wanted = message.command.arguments.casefold() if message.command else ""
        if wanted not in settling.LANGUAGES:
            return settling.choose_language(language)
        chosen = settling.LANGUAGES[wanted]
        await self._archive.choose_language(message.sender_id, chosen)
        return settling.language_chosen(chosen)

    async def _choose(self, tap: Tap, press: CommandPress, spoken_before: Language) -> Outcome:
        """Remember the language of whoever taps; in a group the question stays, for others to answer."""
        if press.argument not in set(Language):
            return Outcome(phrase("note_stale", spoken_before))
        language = Language(press.argument)
        await self._archive.choose_language(tap.person_id, language)
        alone = tap.chat_kind is ChatKind.PRIVATE
        return Outcome(
            phrase("lang_chosen", language), look=settling.language_chosen(language) if alone else None
        )

    async def _privacy(self, _: Message, language: Language) -> Reply:
        return settling.privacy(language, self._retention_days, people=self._people)

    async def _forget(self, message: Message, language: Language) -> Reply:
        if message.sender_id < 0:
            return settling.forget_as_yourself(language)
        return settling.ask_forget(message.sender_id, language, people=self._people)

    async def _confirmed(
        self, tap: Tap, press: CommandPress, messenger: Messenger, language: Language
    ) -> Outcome:
        """Forget a person who says so once more, and nobody else."""
        person, _, said = press.argument.partition(":")
        if person != str(tap.person_id):
            return Outcome(phrase("note_not_yours", language))
        if said != "yes":
            return Outcome(look=settling.kept(language))
        try:
            await self._forgetting.forget(tap, messenger, language)
        except (IsnadError, UnforeseenError) as error:
            logger.error("somebody who wants to be forgotten is not yet: %s", error)
            return Outcome(
                phrase("note_not_forgotten", language), look=settling.not_forgotten(tap.person_id, language)
            )
        return Outcome(phrase("forgotten", language), look=settling.forgotten(language))

    async def _sources(self, page: int, language: Language) -> Reply:
        listed = await asyncio.to_thread(self._library.sources)  # of many documents the first list takes time
        return holdings.sources(listed, page, language)

    async def _gaps(self, page: int, language: Language) -> Reply:
        page = max(page, 1)
        found, total = await self._archive.gaps((page - 1) * reports.GAPS_PAGE, reports.GAPS_PAGE)
        if not found and page > 1:  # fewer than there were
            return await self._gaps(1, language)
        return reports.gaps(found, page, total, language)

    async def _stats(self, _page: int, language: Language) -> Reply:
        return reports.stats(*await self._archive.figures(STATS_DAYS), language)
