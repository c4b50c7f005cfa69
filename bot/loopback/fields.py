"""Read the fields of a client-side request, refusing what is missing or of the wrong kind."""

from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json


class Fields:
    """The fields of one request body."""

    def __init__(self, values: Json) -> None:
        self._values = values

    def integer(self, name: str) -> int:
        """Return a whole number that must be there; digits in a text count."""
        value = self.optional_integer(name)
        if value is None:
            raise bad_request(f'"{name}" must be a whole number')
        return value

    def optional_integer(self, name: str) -> int | None:
        """Return a whole number, None where it is missing."""
        value = self._values.get(name)
        if value is None or isinstance(value, bool):
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            raise bad_request(f'"{name}" must be a whole number') from None

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        value = self._values.get(name)
        if not isinstance(value, str):
            raise bad_request(f'"{name}" must be a text')
        return value

    def optional_text(self, name: str) -> str | None:
        """Return a text, None where it is missing."""
        return None if self._values.get(name) is None else self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a boolean."""
        value = self._values.get(name)
        return default if value is None else value is True or value == "true"

    def integers(self, name: str) -> list[int]:
        """Return a list of whole numbers, empty where it is missing."""
        value = self._values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, int) for each in value):
            raise bad_request(f'"{name}" must be a list of whole numbers')
        return value

    def objects(self, name: str) -> list[Json] | None:
        """Return a list of objects, None where it is missing."""
        value = self._values.get(name)
        if value is not None and not (
            isinstance(value, list) and all(isinstance(each, dict) for each in value)
        ):
            raise bad_request(f'"{name}" must be a list of objects')
        return value

    def object(self, name: str) -> Json:
        """Return an object, empty where it is missing."""
        value = self._values.get(name) or {}
        if not isinstance(value, dict):
            raise bad_request(f'"{name}" must be an object')
        return value

    def text_or_integer(self, name: str) -> str | int:
        """Return a value that is one of the two."""
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise bad_request(f'"{name}" must be a text or a whole number')
        return value
