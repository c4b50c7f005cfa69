"""What the desk needs of the session log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.memory import AuditEntry, Day, Figures, Gap, KeptDocument, KeptTurn, Reason, Unasked, Vote


class Archive(Protocol):
    """Give back turns, and keep what people say about them.  Every method raises SessionLogError."""

    async def turn(self, key: str) -> KeptTurn | None:
        """Return the turn of a key, if it is still kept."""

    async def vote(self, turn_id: int, person_id: int, vote: Vote, reason: Reason | None = None) -> None:
        """Keep a person's opinion of a turn in place of the one before; the same twice is one."""

    async def turn_of_reply(self, chat_id: int, message_id: int) -> int | None:
        """Return the id of the turn whose reply a message is part of."""

    async def take_back(self, turn_id: int, person_id: int, vote: Vote) -> None:
        """Forget a person's opinion of a turn if it is still this one."""

    async def vote_of(self, turn_id: int, person_id: int) -> Vote | None:
        """Return a person's opinion of a turn."""

    async def gaps(self, skip: int, most: int) -> tuple[Sequence[Gap], int]:
        """Return unanswered questions, those asked last first, and how many there are in all."""

    async def figures(self, days: int) -> tuple[Figures, Sequence[Day]]:
        """Return the figures of all time, and those of the last days, today first."""

    async def last_turn(self, chat_id: int, thread_id: int | None, person_id: int) -> KeptTurn | None:
        """Return a person's last turn in a chat and topic."""

    async def language(self, person_id: int) -> str | None:
        """Return the language that a person chose."""

    async def choose_language(self, person_id: int, language: str) -> None:
        """Remember the language that a person chose."""

    async def note(self, entry: AuditEntry) -> None:
        """Keep what was done with the documents."""

    async def audit(self, skip: int, most: int) -> tuple[Sequence[AuditEntry], int]:
        """Return what was done with the documents, the last first, and how many entries there are in all."""

    async def documents_of(self, person_id: int) -> Sequence[KeptDocument]:
        """Return the documents that were made of answers to a person's questions."""

    async def forget(self, person_id: int, update_id: int, unasked: Sequence[Unasked] = ()) -> bool:
        """Delete all that is kept of a person, and leave no byte of it; the update is done with that.

        Return False, and delete nothing, while there is a document of theirs that is not among `unasked`.
        """

    async def outdated(self) -> Sequence[KeptDocument]:
        """Return the documents that say a question of before the time that turns are kept."""

    async def expire(self, unasked: Sequence[Unasked]) -> None:
        """Delete turns of before the time that they are kept, those included that documents said till now."""
