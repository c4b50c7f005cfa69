"""Hold the callback and inline queries that wait for a bot's answer."""

import asyncio
from dataclasses import dataclass, field

from bot.loopback.refusals import QUERY_TOO_OLD, bad_request
from bot.loopback.wire import Json


@dataclass
class Query:
    """One question to a bot: who asked what, and the place for the answer."""

    id: str
    kind: str
    bot_id: int
    answer: "asyncio.Future[Json | None]" = field(repr=False)


@dataclass(frozen=True)
class CachedResults:
    """Inline results that Telegram would give again without asking the bot."""

    results: Json
    until: float


class Queries:
    """The open queries; one that nobody answered in time is gone."""

    def __init__(self) -> None:
        self.inline_cache: dict[tuple[int, int, str, str], CachedResults] = {}
        self.shown_results: dict[tuple[int, str], Json] = {}
        self._open: dict[str, Query] = {}
        self._last = 0

    def open(self, kind: str, bot_id: int) -> Query:
        """Open a query to a bot and return it with its id."""
        self._last += 1
        query = Query(
            str(7_000_000_000 + self._last), kind, bot_id, asyncio.get_running_loop().create_future()
        )
        self._open[query.id] = query
        return query

    async def answered(self, query: Query, seconds: float) -> Json | None:
        """Return the bot's answer, or None when time is up or the server stops; the query is closed then."""
        try:
            async with asyncio.timeout(seconds):
                return await query.answer
        except TimeoutError:
            return None
        finally:
            self._open.pop(query.id, None)

    def settle(self, kind: str, query_id: str, bot_id: int, answer: Json) -> None:
        """Give a query its answer.

        Raises:
            ApiError: no such query of this bot waits.

        """
        query = self._open.get(query_id)
        if query is None or query.kind != kind or query.bot_id != bot_id:
            raise bad_request(QUERY_TOO_OLD)
        if not query.answer.done():
            query.answer.set_result(answer)

    def close(self) -> None:
        """Let go of everyone who waits."""
        for query in self._open.values():
            if not query.answer.done():
                query.answer.set_result(None)
