"""The desk as a whole."""

from __future__ import annotations

from bot.desk.archive import Archive
from bot.desk.taps import Taps
from bot.journey import Library


class Desk:
    """Everything that follows an answer, over one library and one session log."""

    def __init__(self, *, library: Library, archive: Archive) -> None:
        self.taps = Taps(library=library, archive=archive)
