"""No log shows the token or a traceback."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.chat.redaction import Redaction, redact_logs, scrubbed
from bot.loopback.client import Client, Person
from bot.loopback.server import LoopbackServer

from .conftest import Run
from .corpus import CAPITAL

TOKEN = "123456:AAE-secret_part"


def written(*arguments: object, exc_info: object = None) -> str:
    record = logging.LogRecord("x", logging.ERROR, "f", 1, arguments[0], arguments[1:], exc_info)  # type: ignore[arg-type]  # as logging makes them
    assert Redaction(TOKEN).filter(record)
    return logging.Formatter().format(record)


@pytest.mark.parametrize("form", [TOKEN, "123456%3AAAE-secret_part", "AAE-secret_part"])
def test_every_form_of_the_token_is_scrubbed_from_message_and_arguments(form: str) -> None:
    assert scrubbed(f"POST /bot{form}/getMe", TOKEN) == "POST /bot<token>/getMe"
    assert "secret" not in written("url %s", f"/bot{form}/")
    assert "secret" not in written(f"url /bot{form}/")


def test_an_exception_becomes_one_line_without_the_token() -> None:
    error = ValueError(f"bad\naddress {TOKEN}")
    line = written("it failed", exc_info=(ValueError, error, None))
    assert line == "it failed (ValueError: bad address <token>)"


@pytest.fixture
def root_log() -> Iterator[io.StringIO]:
    """Write the root logger, as talkative as it can be, to a string."""
    root, stream = logging.getLogger(), io.StringIO()
    handler = logging.StreamHandler(stream)
    levels = {name: logging.getLogger(name).level for name in ("", "httpx", "httpcore")}
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


async def test_a_whole_run_in_bad_weather_never_logs_the_token_or_a_traceback(
    root_log: io.StringIO, run: Run, server: LoopbackServer, client: Client, suad: Person
) -> None:
    redact_logs(server.token)
    await client.weather(502, method="getMe")
    await client.post("weather", status=500, method="sendMessage", description=f"at /bot{server.token}/x")
    async with run():
        question = await suad.send(text=CAPITAL)
        await client.weather("reset", method="getUpdates")
        await suad.wait_for(reply_to=question["message_id"])
    logged = root_log.getvalue()
    assert "tried again" in logged
    assert "<token>" in logged
    assert server.token.partition(":")[2] not in logged
    assert "Traceback" not in logged
