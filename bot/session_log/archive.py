"""The session log as the desk reads it: turns given back, and what people say about them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.memory import KeptTurn, Reason, Vote
from bot.session_log import recall, votes
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

    async def vote_of(self, turn_id: int, person_id: int) -> Vote | None:
        """Return a person's opinion of a turn."""
        return await self._log.transact(lambda connection: votes.of(connection, turn_id, person_id))
