"""A call is made again while the network is to blame, and given up when it is not."""

import asyncio
from collections.abc import Callable, Sequence

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.chat.endurance import Endurance


class Call:
    """A call that meets each trouble in turn, and then goes through."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.tries = 0

    async def __call__(self) -> str:
        self.tries += 1
        if self.troubles:
            raise self.troubles.pop(0)
        return "done"


def endurance(reachable: Callable[[], bool], delays: Sequence[float] = (0.001,)) -> Endurance:
    return Endurance(reachable=reachable, in_a_line=str, delays=delays, patience=0.01)


@pytest.mark.parametrize("trouble", [NetworkError("reset"), TimedOut(), InvalidToken("401")])
async def test_failures_that_pass_are_outlasted(trouble: Exception) -> None:
    call = Call(*[trouble] * 5)
    assert await endurance(lambda: True).outlast(call, "reply") == "done"
    assert call.tries == 6


async def test_no_night_is_too_long_while_telegram_cannot_be_reached() -> None:
    call = Call(*[NetworkError("no route")] * 300)
    assert await endurance(lambda: False).outlast(call, "reply") == "done"
    assert call.tries == 301


async def test_what_fails_for_ever_while_telegram_answers_everything_else_is_given_up() -> None:
    call = Call(*[NetworkError("500")] * 300)
    with pytest.raises(NetworkError):
        await endurance(lambda: True).outlast(call, "reply")
    assert call.tries < 20


@pytest.mark.parametrize("refusal", [BadRequest("no"), Forbidden("blocked"), TelegramError("?")])
async def test_a_refusal_is_not_tried_again(refusal: Exception) -> None:
    call = Call(refusal)
    with pytest.raises(type(refusal)):
        await endurance(lambda: False).outlast(call, "reply")
    assert call.tries == 1


async def test_whoever_waits_can_be_cancelled() -> None:
    waiting = asyncio.create_task(
        endurance(lambda: False, delays=[60]).outlast(Call(NetworkError("x")), "reply")
    )
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_once_closed_no_call_is_tried_again_and_who_waits_for_a_try_is_cancelled() -> None:
    enduring = endurance(lambda: False, delays=[3600])
    waiting, late = Call(NetworkError("x")), Call(NetworkError("x"))
    task = asyncio.create_task(enduring.outlast(waiting, "reply"))
    await asyncio.sleep(0)
    enduring.close()
    for outlasting in (task, enduring.outlast(late, "reply")):
        with pytest.raises(asyncio.CancelledError):
            await outlasting
    assert (waiting.tries, late.tries) == (1, 1)
    assert await enduring.outlast(Call(), "reply") == "done"


async def test_a_long_trouble_is_two_lines_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="bot")
    await endurance(lambda: False).outlast(Call(*[NetworkError("no route")] * 50), "reply in chat 5")
    assert [record.getMessage() for record in caplog.records] == [
        "reply in chat 5 is tried again: no route",
        "reply in chat 5 went through after 51 tries",
    ]
