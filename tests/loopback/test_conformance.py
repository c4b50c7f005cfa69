"""The table of methods says what the official schema says."""

import json
from functools import cache
from pathlib import Path

import pytest

from bot.loopback.method_table import METHODS, NOT_CARRIED, OBJECTS
from bot.loopback.methods import HANDLERS
from bot.loopback.wire import Json

SCHEMA = Path(__file__).parents[3] / "shared" / "telegram" / "api.min.json"


@cache
def schema() -> Json:
    if not SCHEMA.exists():
        pytest.skip(f"NOT COMPARED with Telegram's official schema: there is no {SCHEMA}")
    loaded: Json = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def fields(described: Json) -> set[str]:
    return {field["name"] for field in described.get("fields", [])}


def test_every_method_of_the_table_has_a_handler_and_none_is_beside_it() -> None:
    assert METHODS.keys() == HANDLERS.keys()


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_methods_parameters_are_the_official_ones(method: str) -> None:
    assert METHODS[method] == fields(schema()["methods"][method])


@pytest.mark.parametrize("kind", sorted(OBJECTS))
def test_a_nested_objects_fields_are_known_officially(kind: str) -> None:
    assert OBJECTS[kind] == fields(schema()["types"][kind])


def test_what_is_not_carried_is_telegrams_all_the_same() -> None:
    assert frozenset().union(*METHODS.values()) >= NOT_CARRIED
