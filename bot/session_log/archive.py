"""The session log as the desk reads it: turns given back, and what people say about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.memory import AuditEntry, Day, Figures, Gap, KeptDocument, KeptTurn, Reason, Unasked, Vote
from bot.session_log import audit, figures, gaps, human_answers, people, recall, votes
from bot.session_log.store import SessionLog


class SessionArchive:
    """Read and complete the turns of a session log; satisfies the desk's Archive.

    Every method raises SessionLogError.
    """

    def __init__(self, log: SessionLog) -> None:
        self._log = log

    async def turn(self, key: str) -> KeptTurn | None:
        """Return the turn of a key, if it is still kept."""
        return await self._log.transact(lambda connection: recall.by_key(connection, key))

    async def vote(self, turn_id: int, person_id: int, vote: Vote, reason: Reason | None = None) -> None:
        """Keep a person's opinion of a turn in place of the one before; the same twice is one."""
        now = datetime.now(UTC)
        await self._log.transact(
            lambda connection: votes.put(connection, turn_id, person_id, vote, reason, now)
        )

    async def turn_of_reply(self, chat_id: int, message_id: int) -> int | None:
        """Return the id of the turn whose reply a message is part of."""
        found = await self._log.transact(lambda connection: recall.of_reply(connection, chat_id, message_id))
        return found.id if found is not None else None

    async def take_back(self, turn_id: int, person_id: int, vote: Vote) -> None:
        """Forget a person's opinion of a turn if it is still this one."""
        await self._log.transact(lambda connection: votes.take_back(connection, turn_id, person_id, vote))

    async def vote_of(self, turn_id: int, person_id: int) -> Vote | None:
        """Return a person's opinion of a turn."""
        return await self._log.transact(lambda connection: votes.of(connection, turn_id, person_id))

    async def gaps(self, skip: int, most: int) -> tuple[list[Gap], int]:
        """Return unanswered questions, those asked last first, and how many there are in all."""
        return await self._log.transact(
            lambda connection: (gaps.latest(connection, skip, most), gaps.count(connection))
        )

    async def figures(self, days: int) -> tuple[Figures, list[Day]]:
        """Return the figures of all time, and those of the last days, today first."""
        today = datetime.now(UTC).date()
        return await self._log.transact(
            lambda connection: (figures.in_all(connection), figures.by_day(connection, today, days))
        )

    async def last_turn(self, chat_id: int, thread_id: int | None, person_id: int) -> KeptTurn | None:
        """Return a person's last turn in a chat and topic."""
        return await self._log.transact(
            lambda connection: recall.last_of(connection, chat_id, thread_id, person_id)
        )

    async def language(self, person_id: int) -> str | None:
        """Return the language that a person chose."""
        return await self._log.transact(lambda connection: people.language(connection, person_id))

    async def choose_language(self, person_id: int, language: str) -> None:
        """Remember the language that a person chose."""
        await self._log.transact(lambda connection: people.choose_language(connection, person_id, language))

    async def note(self, entry: AuditEntry) -> None:
        """Keep what was done with the documents."""
        await self._log.transact(lambda connection: audit.note(connection, entry))

    async def audit(self, skip: int, most: int) -> tuple[list[AuditEntry], int]:
        """Return what was done with the documents, the last first, and how many entries there are in all."""
        return await self._log.transact(
            lambda connection: (audit.latest(connection, skip, most), audit.count(connection))
        )

    async def documents_of(self, person_id: int) -> list[KeptDocument]:
        """Return the documents that were made of answers to a person's questions."""
        return await self._log.transact(lambda connection: human_answers.documents_of(connection, person_id))

    async def forget(self, person_id: int, update_id: int, unasked: Sequence[Unasked] = ()) -> bool:
        """Delete all that is kept of a person, and leave no byte of it; the update is done with that.

        Return False, and delete nothing, while there is a document of theirs that is not among `unasked`.
        """
        return await self._log.forget(person_id, update_id, unasked)

    async def outdated(self) -> list[KeptDocument]:
        """Return the documents that say a question of before the time that turns are kept."""
        return await self._log.outdated()

    async def expire(self, unasked: Sequence[Unasked]) -> None:
        """Delete turns of before the time that they are kept, those included that documents said till now."""
        await self._log.expire(unasked)
