"""What the hand-over to people needs of its edges: the session log, the messenger, the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.buttons import Reply
from bot.journey import Reviser
from bot.memory import Claim, HandedOver, HumanAnswer, Post
from bot.records import Delivery, Message


class Messenger(Reviser, Protocol):
    """Send, revise, and change one message."""

    async def edit(self, chat_id: int, message_id: int, look: Reply) -> Delivery:
        """Give a message of ours another look, of one part; report what became of it and never raise."""


class Handovers(Protocol):
    """Keep what is handed over and answered.  Every method raises SessionLogError."""

    async def found_nothing_before(self, message: Message) -> bool:
        """Say whether the sender's turn before a message, there and of late, found no answer."""

    async def claim(self, turn_id: int, update_id: int) -> Claim:
        """Let one update hand a question over, the same one again after a kill."""

    async def release(self, turn_id: int) -> None:
        """Let a question that did not reach the operators be handed over again."""

    async def posted(self, turn_id: int, chat_id: int, message_ids: Sequence[int]) -> None:
        """Note the messages that ask the operators."""

    async def post(self, chat_id: int, message_id: int) -> Post | None:
        """Return what a message of ours in the operators' chat is about; None for any other."""

    async def unanswered(self, chat_id: int) -> Sequence[HandedOver]:
        """Return the questions that were asked in an operators' chat and have no answer, oldest first."""

    async def of_person(self, person_id: int) -> Sequence[HandedOver]:
        """Return all that a person had handed over."""

    async def begin(self, handover_id: int, chat_id: int, message_id: int, text: str) -> HumanAnswer | None:
        """Return the answer that an operator's message is, kept now unless it was before.

        None: the question has been forgotten meanwhile.
        """

    async def answer(self, chat_id: int, message_id: int) -> tuple[HumanAnswer, HandedOver] | None:
        """Return the answer that an operator's message is, with its question."""

    async def answer_by_id(self, answer_id: int) -> tuple[HumanAnswer, HandedOver] | None:
        """Return an answer with its question."""

    async def delivered(self, answer_id: int, text: str, delivery: Delivery) -> None:
        """Keep what became of an answer, and its text as it was sent last."""

    async def told(self, answer_id: int, handover_id: int, chat_id: int, notice_id: int) -> None:
        """Keep which message told the operator what became of an answer."""

    async def documented(self, answer_id: int, document: str | None) -> bool:
        """Keep which file of the corpus an answer went into, or that it went into none.

        Return False when the answer has been forgotten meanwhile.
        """

    async def in_document(self, handover_id: int) -> Sequence[str]:
        """Return the answers to a question that its document holds, in the order in which they came."""

    async def fill(self, folded: str) -> None:
        """Note that the documents now answer a question."""

    async def unfilled(self) -> Sequence[HandedOver]:
        """Return the questions that have a document and were not found to be answered from it."""
