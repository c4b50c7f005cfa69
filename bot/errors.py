"""The tree of errors that Isnad raises on purpose; the edges turn them into words and exit codes."""

from __future__ import annotations


class IsnadError(Exception):
    """Something a person can mend; its text is one clear line, without a traceback or a token."""


class SettingsError(IsnadError):
    """A setting is missing or wrong."""


class PhrasesError(IsnadError):
    """The operator's file of phrases cannot be read, or words one in a way that cannot be said."""


class CorpusError(IsnadError):
    """The corpus as a whole cannot be served: no folder, no file, or no file that can be read."""


class DocumentError(IsnadError):
    """One file of the corpus cannot be read; `reason` says why, `line` where (1-based, if known)."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"line {line}: {reason}")
        self.reason = reason
        self.line = line


class AcquisitionError(IsnadError):
    """Something cannot enter or leave the corpus: an address that is not fetched, a name, a full disk."""


class IndexUnusableError(IsnadError):
    """The index on disk is missing, damaged, or of another version: build it again."""


class ReloadBusyError(IsnadError):
    """A reload was asked for while another one runs."""


class LossError(IsnadError):
    """More than half of what serves would go: it is taken in only when somebody says yes."""


class OvertakenError(CorpusError):
    """While an index was built, somebody put another one in service than it was compared with."""


class OfferGoneError(IsnadError):
    """An index that waited for somebody's yes no longer does."""


class NoEarlierIndexError(IsnadError):
    """There is no earlier index to go back to."""


class QuestionsError(IsnadError):
    """A file of evaluation questions cannot be read."""


class ReportError(IsnadError):
    """A report of an evaluation cannot be written."""


class SessionLogError(IsnadError):
    """The database of sessions cannot be opened or migrated."""


class TelegramError(IsnadError):
    """Telegram cannot be used at all: a wrong token, or no answer from the API address."""


class PortError(IsnadError):
    """A port we must listen on is taken or not allowed."""


class NotTakingError(IsnadError):
    """An update came while the bot starts or stops: Telegram shall send it again."""
