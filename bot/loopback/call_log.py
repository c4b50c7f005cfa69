"""Remember every Bot API call, so that a test can ask what the bot did."""

from collections import Counter, deque
from dataclasses import asdict, dataclass

from bot.loopback.wire import Json

KEPT = 20_000


@dataclass(frozen=True)
class Call:
    """One Bot API call and its outcome. Uploads appear by their file names, tokens never."""

    number: int
    bot_id: int
    method: str
    params: Json
    time: float
    status: int
    result: object
    weather: str | None = None
    """What befell the answer of a call that was done."""

    def as_json(self) -> Json:
        """Return the call for /client/calls."""
        return asdict(self)


class CallLog:
    """The newest calls, and how many of each method there ever were."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._calls: deque[Call] = deque(maxlen=KEPT)

    def add(
        self,
        *,
        bot_id: int,
        method: str,
        params: Json,
        time: float,
        status: int,
        result: object,
        weather: str | None = None,
    ) -> None:
        """Record a call when it ends."""
        self.counts[method] += 1
        number = self.counts.total()
        self._calls.append(Call(number, bot_id, method, params, time, status, result, weather))

    def of(self, method: str | None = None) -> list[Call]:
        """Return the calls kept, oldest first, of one method or of all."""
        return [call for call in self._calls if method is None or call.method == method]
