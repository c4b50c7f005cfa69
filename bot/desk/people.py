"""The way from an asker to the people who run the bot, and back: its parts, joined."""

from __future__ import annotations

from bot.acquisitions.collection import Collection
from bot.desk.answer_keeper import AnswerKeeper
from bot.desk.archive import Archive
from bot.desk.background import Background
from bot.desk.hand_over import HandOver, OperatorsPlace
from bot.desk.handovers import Handovers
from bot.desk.operators import Operators
from bot.desk.reloads import Reloads
from bot.records import Target
from bot.search.library import Library


class People:
    """Takes questions to the operators' chat, their answers back, and these into the corpus."""

    def __init__(
        self,
        *,
        place: Target,
        handovers: Handovers,
        archive: Archive,
        library: Library,
        reloads: Reloads,
        collection: Collection,
        keep_always: bool = False,
    ) -> None:
        """`place` is the operators' chat and topic; `keep_always` makes a document of every answer."""
        self.place = OperatorsPlace(place)
        self.hand_over = HandOver(place=self.place, handovers=handovers, archive=archive)
        self._keeper = AnswerKeeper(
            collection=collection,
            library=library,
            reloads=reloads,
            handovers=handovers,
            archive=archive,
            always=keep_always,
        )
        self.writing = self._keeper.writing
        self._background = Background()
        self.operators = Operators(
            hand_over=self.hand_over,
            handovers=handovers,
            archive=archive,
            keeper=self._keeper,
            background=self._background,
        )

    def begin(self) -> None:
        """Take up what the last run left undone."""
        self._background.begin(self._keeper.catch_up())

    async def finish(self, seconds: float) -> None:
        """Wait for documents that are being kept, at most so long."""
        await self._background.finish(seconds)
