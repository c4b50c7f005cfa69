"""Read one call's parameters, which arrive as text, as JSON inside text, or as JSON."""

import json
from collections.abc import Mapping
from typing import Any

from bot.loopback.files import Upload
from bot.loopback.method_table import METHODS, NOT_CARRIED, OBJECTS
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json


def check_object(value: object, kind: str) -> Json:
    """Return a nested object whose fields are all Telegram's.

    Raises:
        ApiError: it is no object, or has a field that Telegram does not know.

    """
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {kind}: expected an Object")
    for name in value:
        if name not in OBJECTS[kind]:
            raise bad_request(f'unknown field "{name}" of {kind}')
    return value


class Parameters:
    """The parameters of one call of one method."""

    def __init__(self, method: str, values: Mapping[str, Any], uploads: Mapping[str, Upload]) -> None:
        self.values = dict(values)
        self.uploads = dict(uploads)
        self._check(method)

    def _check(self, method: str) -> None:
        attached = {str(value).removeprefix("attach://") for value in self.values.values()}
        for name in [*self.values, *(name for name in self.uploads if name not in attached)]:
            if name not in METHODS[method]:
                raise bad_request(f'unknown parameter "{name}" of {method}')
            if name in NOT_CARRIED and (self.values.get(name) or name in self.uploads):
                raise bad_request(f'loopback does not carry "{name}"')

    def text(self, name: str) -> str:
        """Return a text, empty where it is missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def optional(self, name: str) -> str | None:
        """Return a text, None where it is missing or empty."""
        return self.text(name) or None

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is no number counts as missing, as on Telegram."""
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Return a boolean."""
        return self.text(name).lower() in {"true", "yes", "1"}

    def parsed(self, name: str) -> Any:
        """Return a value that may come as JSON inside text; None where it is missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def object(self, name: str, kind: str) -> Json | None:
        """Return a nested object of a kind."""
        value = self.parsed(name)
        return None if value is None else check_object(value, kind)

    def array(self, name: str) -> list[Any] | None:
        """Return a nested array."""
        value = self.parsed(name)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {name.replace('_', ' ')}: expected an Array")
        return value

    def entities(self, name: str) -> list[Json] | None:
        """Return explicit entities."""
        given = self.array(name)
        if given is None:
            return None
        for entity in given:
            check_object(entity, "MessageEntity")
            if not all(isinstance(entity.get(field), int) for field in ("offset", "length")):
                raise bad_request("can't parse MessageEntity: expected Integer offset and length")
        return given

    def upload(self, name: str) -> Upload | None:
        """Return a file sent with the call, directly or as attach://name."""
        reference = self.text(name)
        if reference.startswith("attach://"):
            return self.uploads.get(reference.removeprefix("attach://"))
        return self.uploads.get(name)


def for_the_log(values: Mapping[str, Any], uploads: Mapping[str, Upload]) -> Json:
    """Return parameters for the log: JSON decoded, an upload by its name."""
    shown = {name: _decoded(value) for name, value in values.items()}
    return shown | {name: f"upload: {upload.name}" for name, upload in uploads.items()}


def _decoded(value: object) -> object:
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
