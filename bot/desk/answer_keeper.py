"""Answers of people as documents: a file below the corpus for each question, taken in at once."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.acquisitions.collection import Collection
from bot.desk.archive import Archive
from bot.desk.handovers import Handovers
from bot.dialogue.direction import isolated
from bot.dialogue.language import Language, holds_arabic
from bot.dialogue.phrases import phrase
from bot.errors import AcquisitionError, IsnadError, ReloadBusyError
from bot.journey import answer
from bot.memory import Action, AuditEntry, HandedOver, HumanAnswer
from bot.reading.front_matter import as_front_matter
from bot.search.library import Library

logger = logging.getLogger(__name__)

FOLDER = "answers"
"""Where the documents are, below the corpus."""
BUSY_TRIES, BUSY_PAUSE = 60, 1.0
"""How often, and after how many seconds, a reload is asked for again while another one runs."""
_HEADING_MARK = re.compile(r"^[^\S\n]*#{1,6}[^\S\n]+", re.MULTILINE)
_GAP = re.compile(r"\n\s*\n")
_LINE_END = re.compile(
    r"(?<!\n)\n(?!\n|[^\S\n]*(?:[-*+•>]|\d+[.)-]))"
)  # but not the end before a list's line
_LONGEST_NAME = 60  # code points, two bytes each; a file's name has at most 255 bytes


class AnswerKeeper:
    """Writes what people answered into the corpus and has it taken in."""

    def __init__(
        self,
        *,
        collection: Collection,
        library: Library,
        handovers: Handovers,
        archive: Archive,
        always: bool = False,
    ) -> None:
        """Take the edges; `always` says that every answer is kept, without being asked to."""
        self.always = always
        self._collection = collection
        self._library = library
        self._handovers = handovers
        self._archive = archive
        self._writing = asyncio.Lock()

    async def keep(self, given: HumanAnswer, asked: HandedOver, person_id: int, language: Language) -> str:
        """Put an answer into the document of its question, take that in, and tell what came of it.

        Twice the same is once.  Raises SessionLogError.
        """
        name = document_name(asked)
        async with (
            self._writing
        ):  # of two answers to one question, the second must not write without the first
            await self._handovers.documented(given.id, name)
            texts = await self._handovers.in_document(asked.id)
            try:
                written = as_document(asked, texts).encode()
                await asyncio.to_thread(self._collection.place, name, written)
            except AcquisitionError as error:
                await self._handovers.documented(given.id, None)
                await self._note(name, person_id, str(error))
                return phrase("kept_not", language, reason=isolated(str(error)))
        if given.document is None:  # else it is kept anew: changed, or taken up after a kill
            await self._note(name, person_id)
        return phrase(await self._taken_in(name, asked), language, name=isolated(name))

    async def catch_up(self) -> None:
        """See whether the documents kept before a restart fill their gaps.  Raises SessionLogError."""
        for asked in await self._handovers.unfilled():
            await self._fills(document_name(asked), asked)

    async def _taken_in(self, name: str, asked: HandedOver) -> str:
        """Reload, and return the key of the phrase that says whether the question is answered from it."""
        if not await self._reloaded() or not await asyncio.to_thread(self._serves, name):
            return "kept_later"
        return "kept_answers" if await self._fills(name, asked) else "kept_unfound"

    async def _fills(self, name: str, asked: HandedOver) -> bool:
        """Say whether a question is now answered from its document; then it is a gap no more."""
        found = await asyncio.to_thread(answer, asked.question, self._library.index)
        if not found.answered or found.passages[0].document != name:
            return False
        await self._handovers.fill(asked.folded)
        return True

    def _serves(self, name: str) -> bool:
        """Say whether a document is in the index that serves: a reload may be held back."""
        return any(source.document == name for source in self._library.sources())

    async def _reloaded(self) -> bool:
        for _ in range(BUSY_TRIES):
            try:
                await self._library.reload()
            except ReloadBusyError:
                await asyncio.sleep(BUSY_PAUSE)
            except IsnadError as error:
                logger.warning("an answer is kept, but not taken in: %s", error)
                return False
            else:
                return True
        return False

    async def _note(self, name: str, person_id: int, failure: str | None = None) -> None:
        await self._archive.note(AuditEntry(Action.ADD, name, datetime.now(UTC), person_id, failure))


def document_name(asked: HandedOver) -> str:
    """Return the file of a question's answers, below the corpus: the same each time, and nobody's name."""
    words = "-".join(re.findall(r"\w+", asked.folded))[:_LONGEST_NAME].strip("-")
    mark = hashlib.blake2b(asked.key.encode(), digest_size=4).hexdigest()
    return f"{FOLDER}/{words}-{mark}.md" if words else f"{FOLDER}/{mark}.md"


def as_document(asked: HandedOver, answers: Sequence[str]) -> str:
    """Return the document of a question: it is the title, each answer a paragraph."""
    title = " ".join(asked.question.split())
    language = Language.ARABIC if holds_arabic(title) else Language.ENGLISH
    head = {
        "title": title,
        "date": datetime.now(UTC).date().isoformat(),
        "source": phrase("document_source", language),
    }
    return as_front_matter(head) + "\n\n".join(_paragraphs(each) for each in answers) + "\n"


def _paragraphs(answer: str) -> str:
    """Return an answer as Markdown that says the same: its lines run on, to be quoted together."""
    unmarked = _HEADING_MARK.sub("", answer.strip())
    return _LINE_END.sub(" ", _GAP.sub("\n\n", unmarked))
