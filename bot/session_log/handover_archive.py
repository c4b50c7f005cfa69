"""The session log as the hand-over to people reads and completes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection

from bot.memory import Claim, HandedOver, HumanAnswer, Post
from bot.records import Delivery, Message
from bot.session_log import handovers, human_answers
from bot.session_log.store import SessionLog


class SessionHandovers:
    """Keep what is handed over and answered; satisfies the desk's Handovers.

    Every method raises SessionLogError.
    """

    def __init__(self, log: SessionLog) -> None:
        self._log = log

    async def found_nothing_before(self, message: Message) -> bool:
        """Say whether the sender's turn before a message, there and of late, found no answer."""
        return await self._log.transact(
            lambda connection: handovers.found_nothing_before(connection, message)
        )

    async def claim(self, turn_id: int, update_id: int) -> Claim:
        """Let one update hand a question over, the same one again after a kill."""
        now = datetime.now(UTC)
        return await self._log.transact(
            lambda connection: handovers.claim(connection, turn_id, update_id, now)
        )

    async def release(self, turn_id: int) -> None:
        """Let a question that did not reach the operators be handed over again."""
        await self._log.transact(lambda connection: handovers.release(connection, turn_id))

    async def posted(self, turn_id: int, chat_id: int, message_ids: Sequence[int]) -> None:
        """Note the messages that ask the operators."""
        await self._log.transact(
            lambda connection: handovers.posted(connection, turn_id, chat_id, message_ids)
        )

    async def post(self, chat_id: int, message_id: int) -> Post | None:
        """Return what a message of ours in the operators' chat is about; None for any other."""
        return await self._log.transact(lambda connection: handovers.of_post(connection, chat_id, message_id))

    async def unanswered(self, chat_id: int) -> list[HandedOver]:
        """Return the questions that were asked in an operators' chat and have no answer, oldest first."""
        return await self._log.transact(lambda connection: handovers.unanswered(connection, chat_id))

    async def of_person(self, person_id: int) -> list[HandedOver]:
        """Return all that a person had handed over."""
        return await self._log.transact(lambda connection: handovers.of_person(connection, person_id))

    async def begin(self, handover_id: int, chat_id: int, message_id: int, text: str) -> HumanAnswer | None:
        """Return the answer that an operator's message is, kept now unless it was before.

        None: the question has been forgotten meanwhile.
        """
        return await self._log.transact(
            lambda connection: human_answers.begin(connection, handover_id, chat_id, message_id, text)
        )

    async def answer(self, chat_id: int, message_id: int) -> tuple[HumanAnswer, HandedOver] | None:
        """Return the answer that an operator's message is, with its question."""
        return await self._log.transact(
            lambda connection: human_answers.of_message(connection, chat_id, message_id)
        )

    async def answer_by_id(self, answer_id: int) -> tuple[HumanAnswer, HandedOver] | None:
        """Return an answer with its question."""
        return await self._log.transact(lambda connection: human_answers.by_number(connection, answer_id))

    async def delivered(self, answer_id: int, text: str, delivery: Delivery) -> None:
        """Keep what became of an answer, and its text as it was sent last."""
        await self._log.transact(
            lambda connection: human_answers.delivered(connection, answer_id, text, delivery)
        )

    async def told(self, answer_id: int, handover_id: int, chat_id: int, notice_id: int) -> None:
        """Keep which message told the operator what became of an answer."""

        def both(connection: Connection) -> None:
            human_answers.told(connection, answer_id, notice_id)
            handovers.noticed(connection, handover_id, chat_id, notice_id)

        await self._log.transact(both)

    async def documented(self, answer_id: int, document: str | None) -> bool:
        """Keep which file of the corpus an answer went into, or that it went into none.

        Return False when the answer has been forgotten meanwhile.
        """
        return await self._log.transact(
            lambda connection: human_answers.documented(connection, answer_id, document)
        )

    async def in_document(self, handover_id: int) -> Sequence[str]:
        """Return the answers to a question that its document holds, in the order in which they came."""
        return await self._log.transact(lambda connection: human_answers.in_document(connection, handover_id))

    async def fill(self, folded: str) -> None:
        """Note that the documents now answer a question."""
        now = datetime.now(UTC)
        await self._log.transact(lambda connection: handovers.fill(connection, folded, now))

    async def unfilled(self) -> list[HandedOver]:
        """Return the questions that have a document and were not found to be answered from it."""
        return await self._log.transact(human_answers.unfilled)
