"""One message, from its arrival to the log, in the order in which it happens.

`take` is asynchronous and touches the world; `answer` is a pure function of the question, the talk before
it and an index, so the command line, the golden tests and the quality bench run exactly what a Telegram
user gets.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Protocol, TypeVar

from bot.buttons import Keyboard
from bot.dialogue.addressing import addressed
from bot.dialogue.admission import Admission, Door
from bot.dialogue.composer import compose
from bot.dialogue.follow_up import answer_in_context
from bot.dialogue.handing_over import Offer, nobody_to_ask, offered
from bot.dialogue.keyboards import under_answer
from bot.dialogue.language import language_of
from bot.dialogue.render import render
from bot.dialogue.replies import not_answered
from bot.dialogue.topic import topic_of
from bot.errors import SessionLogError
from bot.memory import Answered, Topic, Turn
from bot.records import Addressed, Answer, Delivery, Identity, Markup, Message, Target
from bot.search.confidence import decide
from bot.search.correction import correct
from bot.search.highlight import highlight
from bot.search.index import Index
from bot.search.library import Library
from bot.search.ranker import rank
from bot.search.retriever import retrieve
from bot.text.analyzer import Query

logger = logging.getLogger(__name__)

KEY_BYTES = 12
"""Of chance in the name of a turn, which the buttons under its reply carry."""


class Sender(Protocol):
    """Hand a reply over to the messenger."""

    async def send(self, target: Target, parts: Sequence[Markup], keyboard: Keyboard = ()) -> Delivery:
        """Send the parts in order, as one reply, the buttons under the last.

        Report what became of it and never raise.
        """


class Reviser(Sender, Protocol):
    """Hand a reply over that takes the place of an earlier one."""

    async def revise(
        self, target: Target, earlier: Sequence[int], parts: Sequence[Markup], keyboard: Keyboard = ()
    ) -> Delivery:
        """Put the parts in the place of the messages of an earlier reply, or send them should those be gone.

        Report what became of it and never raise.
        """


Told = TypeVar("Told")
Offering = Callable[[Message, Answer], Awaitable[Offer]]
Deliver = Callable[[Sequence[Markup], Keyboard], Awaitable[Delivery]]


class TurnLog(Protocol):
    """Keep what was asked and answered, and tell what the talk was about."""

    async def topics(self, message: Message) -> Sequence[Topic]:
        """Return what a message may go on from, the nearest first.

        That is the answer it replies to, else its sender's last turns in this chat and forum topic.
        Raises SessionLogError.
        """

    async def answered(self, message: Message) -> Answered | None:
        """Return how a message was answered last, if it was.  Raises SessionLogError."""

    async def keep(self, turn: Turn) -> None:
        """Store the turn and take its update out of the inbox, together.  Raises SessionLogError."""

    async def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Let the sessions of a group be those of the supergroup it became.  Raises SessionLogError."""


def answer(question: str, index: Index, *, topic: Topic | None = None, top: int = 10) -> Answer:
    """Answer a question from an index; `top` passages are listed, best first.

    After a topic, a question that does not stand alone is completed with it.
    """
    started = time.perf_counter()
    found = answer_in_context(question, topic, lambda query: look_for(query, index, top=top))
    return replace(found, question=question, elapsed_ms=(time.perf_counter() - started) * 1000)


def look_for(query: Query, index: Index, *, top: int) -> Answer:
    """Answer a query, whatever was asked before."""
    started = time.perf_counter()
    question, query = query.text, correct(query, index)
    candidates = retrieve(query, index)
    ranking = rank(query, candidates, index)
    verdict = decide(query, ranking, index)
    passages = index.passages(ranking, top)
    quote = index.quote(int(ranking.sentences[0])) if passages else None
    answers = quote if verdict.silence is None else None
    span = highlight(query.text, answers.sentence) if answers is not None else None
    elapsed_ms = (time.perf_counter() - started) * 1000
    searched = query.text if query.corrections else None
    return compose(question, query.folded, passages, verdict, quote, span, elapsed_ms, searched)


class Journey:
    """Carry one message at a time, or many side by side, to its reply."""

    def __init__(
        self,
        *,
        me: Identity,
        library: Library,
        log: TurnLog,
        threads: Executor,
        door: Door | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        noticed: Callable[[Turn], None] = lambda _: None,
        offer: Offering = nobody_to_ask,
    ) -> None:
        """`now` is the clock that dates messages; `noticed` is told of every turn, logged or not.

        `offer` tells how an asker is offered to have the question sent to people.
        """
        self.me = me
        self.library = library
        self.log = log
        self.threads = threads
        self.door = door or Door()
        self.now = now
        self.noticed = noticed
        self.offer = offer

    async def take(self, message: Message, sender: Sender) -> Turn | None:
        """Answer a message that is for us and log the turn; return None for one that is not answered."""
        call = addressed(message, self.me)
        if call is None or not await self._admitted(message, message.sent_at, sender):
            return None
        return await self._reply(message, call, partial(sender.send, _target(message)))

    async def take_again(self, message: Message, edited_at: datetime, sender: Reviser) -> Turn | None:
        """Answer a message that its writer changed, in the place of the answer that it had.

        The turn before stays in the log; this is another one.  What was not answered then is taken as new,
        and what asks the same as before is left alone.
        """
        call = addressed(message, self.me)
        earlier = await self._told(self.log.answered(message), message, "is answered anew")
        if call is None or (earlier is not None and earlier.question == call.question):
            return None
        if not await self._admitted(message, edited_at, sender):
            return None
        deliver: Deliver = partial(sender.send, _target(message))
        if earlier is not None and earlier.message_ids:
            deliver = partial(sender.revise, _target(message), earlier.message_ids)
        return await self._reply(message, call, deliver)

    async def follow(self, old_chat_id: int, new_chat_id: int) -> None:
        """Go on in a supergroup where it was a group, with the same sessions and permissions."""
        self.door.move(old_chat_id, new_chat_id)
        try:
            await self.log.move(old_chat_id, new_chat_id)
        except SessionLogError as error:  # the group is answered all the same, in new sessions
            logger.error("sessions of chat %s do not follow it to %s: %s", old_chat_id, new_chat_id, error)

    async def look_up(self, question: str, topic: Topic | None = None) -> Answer:
        """Answer a question off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(
            self.threads, partial(answer, question, self.library.index, topic=topic)
        )

    async def keep(self, turn: Turn) -> None:
        """Count a turn and log it; a log that cannot be written costs nobody the reply."""
        self.noticed(turn)
        try:
            await self.log.keep(turn)
        except SessionLogError as error:  # the reader has the reply already; only the record is lost
            logger.error("turn of update %s is not in the log: %s", turn.message.update_id, error)

    async def _admitted(self, message: Message, asked_at: datetime, sender: Sender) -> bool:
        """Say whether a question is answered, and tell the asker if it is not."""
        admission = self.door.admit(replace(message, sent_at=asked_at), self.now())
        if admission is not Admission.GRANTED:
            await sender.send(_target(message), not_answered(admission, language_of(message)))
        return admission is Admission.GRANTED

    async def _reply(self, message: Message, call: Addressed, deliver: Deliver) -> Turn:
        received_at, started = datetime.now(UTC), time.perf_counter()
        found = await self.look_up(call.question, await self._topic(message))
        key, language = secrets.token_urlsafe(KEY_BYTES), language_of(message)
        reply, offer = render(found, language), await self.offer(message, found)
        shown = offered(reply, language) if offer is Offer.IN_WORDS else reply
        delivery = await deliver(shown, under_answer(found, key, language, offer=offer))
        total_ms = (time.perf_counter() - started) * 1000
        turn = Turn(message, call, found, delivery, received_at, total_ms, key, language, reply[-1].html)
        await self.keep(turn)
        return turn

    async def _topic(self, message: Message) -> Topic | None:
        told = await self._told(self.log.topics(message), message, "is answered without its context")
        return topic_of(told or ())

    async def _told(self, asked: Awaitable[Told], message: Message, effect: str) -> Told | None:
        """Return what the log tells; a log that cannot be read costs the reader no reply."""
        try:
            return await asked
        except SessionLogError as error:
            logger.error("update %s %s: %s", message.update_id, effect, error)
            return None


def _target(message: Message) -> Target:
    return Target(message.chat_id, message.thread_id, message.message_id)
