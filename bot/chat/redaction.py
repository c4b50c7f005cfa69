"""Keep the bot's token, other secrets, and tracebacks, out of every log."""

from __future__ import annotations

import logging
from urllib.parse import quote

HIDDEN = "<token>"
_TALKATIVE = ("httpx", "httpcore")  # at INFO they write every address, and ours hold the token


def scrubbed(text: str, token: str) -> str:
    """Return a text in which no form of the token is left."""
    secret = token.partition(":")[2] or token
    for form in (token, quote(token, safe=""), secret):
        text = text.replace(form, HIDDEN) if form else text
    return text


def redact_logs(*secrets: str) -> None:
    """Make every handler of the root logger scrub the secrets; call it when the handlers are in place."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.addFilter(Redaction(*secrets))


class Redaction(logging.Filter):
    """Scrub the secrets from a record, and put its exception on the same line instead of a traceback.

    Give it to handlers: a filter of a logger does not see what the loggers below it write.
    """

    def __init__(self, *secrets: str) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place and let it through."""
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text} ({named(record.exc_info[1])})"
        for secret in self._secrets:
            text = scrubbed(text, secret)
        record.msg, record.args = text, ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def named(error: BaseException, token: str = "") -> str:
    """Return an exception in one line without the token: its class and its text."""
    return scrubbed(" ".join(f"{type(error).__name__}: {error}".split()), token)
