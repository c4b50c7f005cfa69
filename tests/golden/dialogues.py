"""The golden dialogues, held through the whole journey: the log remembers, the next question goes on."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from bot.buttons import Keyboard
from bot.journey import Journey
from bot.records import Answer, ChatKind, Delivery, DeliveryStatus, Identity, Markup, Message, Target
from bot.search.library import DiskLibrary
from bot.session_log.store import SessionLog

DIALOGUES = Path(__file__).with_name("dialogues.jsonl")
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of a dialogue: what was expected, and what was answered."""

    dialogue: str
    expected: dict[str, Any]
    answer: Answer

    @property
    def right(self) -> bool:
        """Say whether the quoted sentence holds the word and stands in the document, or both are silent."""
        if self.expected["holds"] is None:
            return not self.answer.answered
        quote, cited = self.answer.quote, self.answer.citations
        return quote is not None and self._fits(quote.sentence, cited[0].document)

    @property
    def carried(self) -> bool:
        """Say whether the question was completed."""
        return self.answer.searched is not None

    def _fits(self, sentence: str, document: str) -> bool:
        return self.expected["holds"] in sentence and document == self.expected["document"]


class Mailbox:
    """A messenger that takes every reply."""

    def __init__(self) -> None:
        self._ids = count(1_000_000)

    async def send(self, target: Target, parts: Sequence[Markup], keyboard: Keyboard = ()) -> Delivery:  # noqa: ARG002  # the Protocol's signature
        return Delivery(DeliveryStatus.DELIVERED, tuple(next(self._ids) for _ in parts))


def dialogues() -> list[dict[str, Any]]:
    """Return every dialogue: its id, its kind, and its turns."""
    return [json.loads(line) for line in DIALOGUES.read_text(encoding="utf-8").splitlines()]


async def held(library: DiskLibrary, log: SessionLog) -> AsyncIterator[Said]:
    """Hold every dialogue, each with a person of its own, and yield its turns."""
    with ThreadPoolExecutor(1) as threads:
        us = Identity(1, "isnad_bot")
        journey = Journey(me=us, library=library, log=log, threads=threads, now=lambda: NOON)
        ids, mailbox = count(1), Mailbox()
        for person, dialogue in enumerate(dialogues(), start=1):
            for expected in dialogue["turns"]:
                number = next(ids)
                turn = await journey.take(_message(number, person, expected["ask"]), mailbox)
                assert turn is not None
                yield Said(dialogue["id"], expected, turn.answer)


def _message(number: int, person: int, text: str) -> Message:
    return Message(
        update_id=number,
        chat_id=person,
        chat_kind=ChatKind.PRIVATE,
        thread_id=None,
        message_id=number,
        sender_id=person,
        sender_language="ar",
        text=text,
        sent_at=NOON + timedelta(seconds=number),
    )
