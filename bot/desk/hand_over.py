"""A question on its way to people: its asker is asked, then the operators are, and the asker is told.

Nothing goes anywhere before the asker agreed to exactly that.  All state is in the session log, so a tap that
is taken up after a kill goes on where it was.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.buttons import Outcome, Reply, Tap
from bot.desk.archive import Archive
from bot.desk.handovers import Handovers, Messenger
from bot.dialogue import handing_over
from bot.dialogue.handing_over import Offer, offer_of
from bot.dialogue.keyboards import laid_out, under_answer
from bot.dialogue.language import Language, spoken
from bot.dialogue.markup import plain
from bot.dialogue.phrases import phrase
from bot.errors import SessionLogError
from bot.memory import Claim, KeptTurn, Vote
from bot.records import Answer, DeliveryStatus, Markup, Message, Target

logger = logging.getLogger(__name__)

_REFUSALS = {Claim.TAKEN: "note_sent_before", Claim.TOO_MANY: "note_sent_too_many"}


@dataclass
class OperatorsPlace:
    """Where the operators are asked; a group may become another chat while we run."""

    target: Target

    def move(self, old_chat_id: int, new_chat_id: int) -> bool:
        """Follow the operators' group, if it is that; say whether it was."""
        if self.target.chat_id != old_chat_id:
            return False
        self.target = Target(new_chat_id, None, None)
        logger.warning("chat %s is %s now: put that into ISNAD_OPERATORS_CHAT", old_chat_id, new_chat_id)
        return True


class HandOver:
    """Takes questions to the operators."""

    def __init__(self, *, place: OperatorsPlace, handovers: Handovers, archive: Archive) -> None:
        self.place = place
        self._handovers = handovers
        self._archive = archive

    async def offer(self, message: Message, found: Answer) -> Offer:
        """Return how an asker is offered to have the question sent: in words after two in a row."""
        if offer_of(found, again=False) is Offer.NONE:
            return Offer.NONE
        try:
            again = await self._handovers.found_nothing_before(message)
        except SessionLogError as error:  # the reader is to have the reply all the same
            logger.error("update %s is offered people as the first: %s", message.update_id, error)
            again = False
        return offer_of(found, again=again)

    def ask_consent(self, kept: KeptTurn) -> Outcome:
        """Return the question whether a question is to be sent, in the place of the reply."""
        if kept.handed_over:
            return Outcome(phrase("note_sent_before", Language(kept.language)))
        language = Language(kept.language)
        asked = kept.answer.searched or kept.answer.question
        text = handing_over.consent(asked, language)
        return Outcome(
            look=Reply(text, laid_out([handing_over.consent_buttons(kept.key, language)], language))
        )

    async def send(self, kept: KeptTurn, tap: Tap, messenger: Messenger) -> Outcome:
        """Ask the operators, once, what the asker agreed to ask.  Raises SessionLogError."""
        language = spoken(tap.person_language)
        claim = await self._handovers.claim(kept.id, tap.update_id)
        if claim is not Claim.GRANTED:
            look = as_handed_over(kept) if claim is Claim.TAKEN else None
            return Outcome(phrase(_REFUSALS[claim], language), look=look)
        if await self._post(kept, messenger):
            return Outcome(phrase("note_sent", language), look=as_handed_over(kept))
        await self._handovers.release(kept.id)
        return Outcome(phrase("note_not_sent", language), look=_not_sent(kept))

    async def follow(self, old_chat_id: int, new_chat_id: int, messenger: Messenger) -> None:
        """Go on in the supergroup that the operators' group became, and ask there what has no answer yet.

        Nobody can reply there to what was written before.  Raises SessionLogError.
        """
        if self.place.move(old_chat_id, new_chat_id):
            for each in await self._handovers.unanswered(old_chat_id):
                kept = await self._archive.turn(each.key)
                if kept is not None:
                    await self._post(kept, messenger)

    async def _post(self, kept: KeptTurn, messenger: Messenger) -> bool:
        """Ask the operators, and say whether that reached them."""
        place = self.place.target
        delivery = await messenger.send(place, handing_over.asked_of_people(kept, await self.language()))
        if delivery.status is not DeliveryStatus.DELIVERED:
            logger.warning("ISNAD_OPERATORS_CHAT %s cannot be reached: %s", place.chat_id, delivery.reason)
            return False
        arrived = delivery.moved_to or place.chat_id
        await self._handovers.posted(kept.id, arrived, delivery.message_ids)
        if delivery.moved_to is not None:
            await self.follow(place.chat_id, arrived, messenger)
        return True

    async def withdraw(self, person_id: int, messenger: Messenger) -> None:
        """Take a person's questions back from the operators' chat.  Raises SessionLogError."""
        language = await self.language()
        for each in await self._handovers.of_person(person_id):
            for chat_id, message_id in each.posts:
                await messenger.edit(chat_id, message_id, Reply(handing_over.withdrawn(language)))

    async def language(self) -> Language:
        """Return the language of the operators' chat: a person's choice, in a group Arabic."""
        chosen = await self._archive.language(self.place.target.chat_id)
        return Language.ARABIC if chosen is None else Language(chosen)


def as_handed_over(kept: KeptTurn, vote: Vote | None = None) -> Reply:
    """Return a reply that says that its question went to people, and offers that no more."""
    language = Language(kept.language)
    parts = handing_over.sent(as_shown(kept), language)
    return Reply(parts, under_answer(kept.answer, kept.key, language, vote))


def as_shown(kept: KeptTurn) -> tuple[Markup, ...]:
    """Return the last message of a reply as it was sent."""
    return (Markup(kept.shown, plain(kept.shown)),)


def _not_sent(kept: KeptTurn) -> Reply:
    language = Language(kept.language)
    keyboard = under_answer(kept.answer, kept.key, language, offer=Offer.BUTTON)
    return Reply(handing_over.not_sent(as_shown(kept), language), keyboard)
