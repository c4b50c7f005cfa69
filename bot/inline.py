"""Answers in chats that the bot is not in: offered while a person types, or given as a guest.

What was asked elsewhere is not looked at, and what is only typed is not kept: an answer that was chosen or
given is a turn, in no chat that we know.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue.addressing import asked_in_passing
from bot.dialogue.admission import Admission
from bot.dialogue.language import Language, language_of
from bot.dialogue.offers import MOST, Offer, offers
from bot.dialogue.render import render
from bot.journey import Journey, answer
from bot.memory import Turn
from bot.records import (
    Addressed,
    AddressedBy,
    ChatKind,
    Delivery,
    DeliveryStatus,
    Markup,
    Message,
)
from bot.search.index import Index

SOME_CHAT = 0
"""Stands for a chat that we are not in: Telegram does not say which, or by an id that another may have."""
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

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._index: Index | None = None
        self._made: OrderedDict[tuple[str, Language], tuple[Offer, ...]] = OrderedDict()

    async def offers(self, question: str, language: Language) -> tuple[Offer, ...]:
        """Return up to five answers to choose from; for no words, those to the sample questions."""
        index = self._journey.library.index
        if index is not self._index:
            self._index = index
            self._made.clear()
        wanted = (" ".join(question.split()), language)
        if wanted not in self._made:
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._journey.threads, _made, *wanted, index)
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
        await self._journey.keep(turn)
        return turn

    async def answer_guest(
        self, message: Message, reply: Callable[[Markup], Awaitable[Delivery]]
    ) -> Turn | None:
        """Answer a message that names us in a chat of others; return None for one that is not answered."""
        started = time.perf_counter()
        now = self._journey.now()
        if self._journey.door.admit(message, now) is not Admission.GRANTED:
            return None  # there is one reply, and it is for answers
        question = asked_in_passing(message, self._journey.me)
        found = await self._journey.look_up(question)
        said = replace(found, passages=())  # no buttons there, so nothing near is pointed to
        delivery = await reply(render(said, language_of(message))[0])
        total_ms = (time.perf_counter() - started) * 1000
        elsewhere = replace(message, chat_id=SOME_CHAT, thread_id=None)
        asked = Addressed(AddressedBy.GUEST, question)
        turn = Turn(elsewhere, asked, found, delivery, now, total_ms)
        await self._journey.keep(turn)
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
