"""Check an address as Telegram checks the targets of links and buttons."""

from urllib.parse import urlsplit

_SCHEMES = ("http", "https", "tg", "ton", "tonsite")


def checked_link(address: str) -> str | None:
    """Return the address as Telegram would store it, or None where it would not take it.

    A missing scheme becomes http, a bare host gets its slash, and a host without a dot is refused.
    """
    address = address.strip()
    if not address or any(character.isspace() for character in address):
        return None
    if "://" not in address and not address.lower().startswith("tg:"):
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES:
        return None
    if parts.scheme not in {"http", "https"}:
        return address
    host = parts.hostname or ""
    if "." not in host.strip("."):
        return None
    return address if parts.path or parts.query or parts.fragment else f"{address}/"
