"""Decode the few HTML character references that Telegram knows."""

import re

_LAST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,6})|#(?P<dec>[0-9]{1,7})|(?P<name>[A-Za-z]+));?")


def decode_reference(source: str, position: int) -> tuple[str, int]:
    """Return the character that a reference stands for and where the reference ends.

    The character is empty where the text at the position is no reference that Telegram knows.
    """
    match = _REFERENCE.match(source, position)
    if match is None:
        return "", position
    return _character(match), match.end()


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED.get(match["name"], "")
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if code == 0 or code >= _LAST_CODE_POINT or code in _SURROGATES:
        return ""
    return chr(code)
