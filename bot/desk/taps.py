"""One tap on a button under a reply, from its arrival to what is shown and kept.

Nothing is remembered between two taps: the button names the turn, and the turn is in the session log.  So a
button works after a restart, and twice the same tap shows the same.
"""

from __future__ import annotations

import asyncio

from bot.buttons import Outcome, Reply, Tap
from bot.desk.archive import Archive
from bot.desk.hand_over import HandOver, as_handed_over, as_shown
from bot.desk.handovers import Messenger
from bot.dialogue import views
from bot.dialogue.callbacks import Act, Press, parse
from bot.dialogue.handing_over import Offer
from bot.dialogue.keyboards import pages, under_answer, under_complaint, under_more, under_passage
from bot.dialogue.language import Language, spoken
from bot.dialogue.phrases import phrase
from bot.memory import KeptTurn, Vote
from bot.records import Passage, Quote, Silence
from bot.search.library import Library

LOG_SECONDS = 0.5
"""A quick finger is faster than the log: so long after a reply its turn may not be kept yet."""


class Taps:
    """Carry taps to their outcome."""

    def __init__(self, *, library: Library, archive: Archive, hand_over: HandOver | None = None) -> None:
        """`hand_over` takes questions to people; None: nobody is there to be asked."""
        self._library = library
        self._archive = archive
        self._hand_over = hand_over

    async def take(self, tap: Tap, messenger: Messenger) -> Outcome:
        """Do what a button is for.  Raises SessionLogError."""
        language = spoken(tap.person_language)
        press = parse(tap.data)
        kept = await self._turn(press, tap) if press is not None else None
        if press is None or kept is None:
            return Outcome(phrase("note_stale", language))
        if press.act in {Act.GOOD, Act.BAD, Act.REASON}:
            return await self._opinion(press, kept, tap, language)
        if _asked_by(tap, kept):
            if press.act in {Act.PERSON, Act.SEND}:
                return await self._to_people(press, kept, tap, messenger)
            return await self._look(press, kept, tap)
        passage = _passage(press, kept)
        if passage is not None:
            return Outcome(views.in_a_window(passage), window=True)
        return Outcome(phrase("note_askers", language))

    async def _turn(self, press: Press, tap: Tap) -> KeptTurn | None:
        """Return the turn that a button names, of the chat it was tapped in and of no other."""
        kept = await self._archive.turn(press.key)
        if kept is None:
            await asyncio.sleep(LOG_SECONDS)
            kept = await self._archive.turn(press.key)
        return kept if kept is not None and kept.chat_id == tap.chat_id else None

    async def _look(self, press: Press, kept: KeptTurn, tap: Tap) -> Outcome:
        """Return another look of the reply: a passage, further answers, or the answer again."""
        language, passage = Language(kept.language), _passage(press, kept)
        if passage is not None:
            around = await asyncio.to_thread(self._around, passage)
            keyboard = under_passage(passage, kept.key, language, press.page)
            return Outcome(look=Reply(views.opened(passage, around, language), keyboard))
        if press.act is Act.MORE and 1 <= press.number <= pages(kept.answer):
            keyboard = under_more(kept.answer, press.number, kept.key, language)
            return Outcome(look=Reply(views.more(kept.answer, press.number, language), keyboard))
        return Outcome(look=self._answer(kept, await self._archive.vote_of(kept.id, tap.person_id)))

    async def _to_people(self, press: Press, kept: KeptTurn, tap: Tap, messenger: Messenger) -> Outcome:
        if self._hand_over is None:  # there was one when the button was made
            return Outcome(phrase("note_nobody_to_ask", spoken(tap.person_language)))
        if press.act is Act.SEND:
            return await self._hand_over.send(kept, tap, messenger)
        return self._hand_over.ask_consent(kept)

    async def _opinion(self, press: Press, kept: KeptTurn, tap: Tap, language: Language) -> Outcome:
        """Keep an opinion; the asker is also asked what was wrong, and sees that it was noted."""
        vote = Vote.GOOD if press.act is Act.GOOD else Vote.BAD
        await self._archive.vote(kept.id, tap.person_id, vote, press.reason)
        if not _asked_by(tap, kept):
            return Outcome(phrase("note_thanks", language))
        if press.act is not Act.BAD:
            return Outcome(phrase("note_thanks", language), look=self._answer(kept, vote))
        offer = Offer.NONE if self._hand_over is None or kept.handed_over else Offer.BUTTON
        look = Reply(as_shown(kept), under_complaint(kept.key, Language(kept.language), offer))
        return Outcome(phrase("note_why", language), look=look)

    def _answer(self, kept: KeptTurn, vote: Vote | None) -> Reply:
        """Return the reply as it was, with the asker's opinion marked, and whether people were asked."""
        if kept.handed_over:
            return as_handed_over(kept, vote)
        discontent = vote is Vote.BAD or kept.answer.silence is Silence.NOT_FOUND
        offer = Offer.BUTTON if self._hand_over is not None and discontent else Offer.NONE
        keyboard = under_answer(kept.answer, kept.key, Language(kept.language), vote, offer)
        return Reply(as_shown(kept), keyboard)

    def _around(self, passage: Passage) -> Quote | None:
        """Return a passage amid its section, or None when its document no longer says it there."""
        index = self._library.index
        sentence = index.sentence_at(passage.document, passage.start)
        if sentence is None or index.text(sentence) != passage.text:
            return None
        return index.surroundings(sentence)


def _asked_by(tap: Tap, kept: KeptTurn) -> bool:
    """Say whether a tap is the asker's; who asked as an anonymous admin or a channel may be anybody."""
    return kept.sender_id == tap.person_id or kept.sender_id < 0


def _passage(press: Press, kept: KeptTurn) -> Passage | None:
    passages = kept.answer.passages
    return (
        passages[press.number - 1] if press.act is Act.OPEN and 1 <= press.number <= len(passages) else None
    )
