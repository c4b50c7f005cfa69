"""Make the next calls fail on demand, as networks and servers do."""

from dataclasses import dataclass

from bot.loopback.refusals import ApiError, too_many_requests

RESET = "reset"
TIMEOUT = "timeout"
LOST = "lost"
TRUNCATED = "truncated"
SLOW = "slow"
DONE = frozenset({LOST, TRUNCATED, SLOW})
"""What befalls the answer of a call that is done all the same."""

_PHRASES = {
    401: "Unauthorized",
    403: "Forbidden",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass
class Front:
    """One kind of failure, waiting for the calls it is meant for."""

    status: int | str
    method: str | None = None
    chat_id: int | None = None
    retry_after: int = 1
    seconds: float = 1.0
    times: int = 1
    description: str | None = None

    def meets(self, method: str, chat_id: object) -> bool:
        """Say whether a call is one of those."""
        if self.method is not None and self.method.lower() != method.lower():
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)

    def error(self) -> ApiError:
        """Return the refusal that the call gets."""
        if self.status == 429:  # noqa: PLR2004  the HTTP status itself says it best
            return too_many_requests(self.retry_after)
        status = int(self.status)
        return ApiError(status, self.description or _PHRASES.get(status, "Internal Server Error"))


class Weather:
    """The failures ordered for the calls to come."""

    def __init__(self) -> None:
        self._fronts: list[Front] = []

    def order(self, front: Front) -> None:
        """Have the next matching calls fail."""
        self._fronts.append(front)

    def strike(self, method: str, chat_id: object) -> Front | None:
        """Return the failure that a call meets, and count it as spent."""
        for front in self._fronts:
            if front.meets(method, chat_id):
                front.times -= 1
                if front.times <= 0:
                    self._fronts.remove(front)
                return front
        return None
