"""Inline mode: answers offered while a person types, and the log of the one that was chosen.

What was asked elsewhere is not looked at, and what is typed is not kept: only a chosen answer is a turn.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.language import Language
from bot.dialogue.offers import MOST, Offer, offers
from bot.errors import SessionLogError
from bot.journey import Library, TurnLog, answer
from bot.memory import Turn
from bot.records import Addressed, AddressedBy, ChatKind, Delivery, DeliveryStatus, Message
from bot.search.index import Index

logger = logging.getLogger(__name__)

SOME_CHAT = 0
"""Stands for the chat in which an answer was chosen: Telegram does not say which it was."""
_MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Choice:
    """A person has sent one of the offers."""

    update_id: int
    person_id: int
    person_language: str | None
    question: str
    key: str
    chosen_at: datetime


class Inline:
    """Makes offers for words, and keeps them for as long as the same index serves."""

    def __init__(
        self,
        *,
        library: Library,
        log: TurnLog,
        threads: Executor,
        noticed: Callable[[Turn], None] = lambda _: None,
    ) -> None:
        """`noticed` is told of every turn, logged or not."""
        self._library = library
        self._log = log
        self._threads = threads
        self._noticed = noticed
        self._index: Index | None = None
        self._made: OrderedDict[tuple[str, Language], tuple[Offer, ...]] = OrderedDict()

    async def offers(self, question: str, language: Language) -> tuple[Offer, ...]:
        """Return up to five answers to choose from; for no words, those to the sample questions."""
        index = self._library.index
        if index is not self._index:
            self._index = index
            self._made.clear()
        wanted = (" ".join(question.split()), language)
        if wanted not in self._made:
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._threads, _made, *wanted, index)
            if index is not self._index:
                return made
            self._made[wanted] = made
        self._made.move_to_end(wanted)
        if len(self._made) > _MOST_KEPT:
            self._made.popitem(last=False)
        return self._made[wanted]

    async def chosen(self, choice: Choice, language: Language) -> Turn | None:
        """Log a chosen answer as a turn; return None for one that the documents no longer give."""
        made = await self.offers(choice.question, language)
        offer = next((each for each in made if each.key == choice.key), None)
        if offer is None:
            return None
        turn = _turn(choice, offer)
        self._noticed(turn)
        try:
            await self._log.keep(turn)
        except SessionLogError as error:  # the person has the answer; only the record is lost
            logger.error("turn of update %s is not in the log: %s", choice.update_id, error)
        return turn


def _made(question: str, language: Language, index: Index) -> tuple[Offer, ...]:
    if question:
        return offers(answer(question, index), language)
    samples = (offers(answer(sample, index), language)[:1] for sample in index.sample_questions(MOST))
    return tuple(offer for best in samples for offer in best)


def _turn(choice: Choice, offer: Offer) -> Turn:
    message = Message(
        update_id=choice.update_id,
        chat_id=SOME_CHAT,
        chat_kind=ChatKind.PRIVATE,
        thread_id=None,
        message_id=0,
        sender_id=choice.person_id,
        sender_language=choice.person_language,
        text=choice.question,
        sent_at=choice.chosen_at,
    )
    addressed = Addressed(AddressedBy.INLINE, offer.answer.question)
    sent = Delivery(DeliveryStatus.DELIVERED)
    return Turn(message, addressed, offer.answer, sent, choice.chosen_at, offer.answer.elapsed_ms)
