"""The loopback server's README is right: its example runs, and it names all there is."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

import bot.loopback
from bot.loopback.client_api import ClientApi
from bot.loopback.control_api import ControlApi
from bot.loopback.method_table import METHODS
from bot.loopback.sample import empty_world

README = (Path(bot.loopback.__file__).parent / "README.md").read_text(encoding="utf-8")
ROUTES = [route.path for api in (ClientApi, ControlApi) for route in api(empty_world()).routes()]


async def test_the_example_passes_as_it_stands() -> None:
    [example] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(example, "README.md", "exec"), names)  # noqa: S102  the README's own code is what is tested
    test: Callable[[], Awaitable[None]] = names["test_the_bot_greets"]
    await test()


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_is_named(name: str) -> None:
    assert re.search(rf"\b{name}\b", README)


@pytest.mark.parametrize("path", sorted(ROUTES))
def test_every_route_of_the_peoples_side_is_named(path: str) -> None:
    assert f"`{path}`" in README
