"""An admin's word on what serves: back to the index before, yes or no to a loss that waits for it."""

from __future__ import annotations

from bot.buttons import Outcome, Reply, Tap
from bot.desk.reloads import Reloads, admin
from bot.dialogue import reloading
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.language import Language
from bot.dialogue.phrases import phrase
from bot.errors import CorpusError, NoEarlierIndexError, OfferGoneError
from bot.records import Message


class Decisions:
    """Carries out what an admin decides; that it is one, others have seen to.

    What waits is on the disk and the button names it, so a button works after a restart.
    """

    def __init__(self, reloads: Reloads) -> None:
        self._reloads = reloads

    async def roll_back(self, message: Message, language: Language) -> Reply:
        """Go back to the index that served before this one."""
        try:
            found = await self._reloads.roll_back(admin(message.sender_id))
        except NoEarlierIndexError:
            return reloading.no_earlier(language)
        except CorpusError as error:
            return reloading.failed(str(error), language)
        return reloading.rolled_back(found, language)

    async def decide(self, tap: Tap, press: CommandPress, language: Language) -> Outcome:
        """Do with what a reload held back as the button says; twice the same word is one."""
        word, _, generation = press.argument.partition(":")
        try:
            if word == reloading.ACCEPT:
                found = await self._reloads.accept(generation, admin(tap.person_id))
                return Outcome(look=reloading.accepted(found, language))
            found = await self._reloads.decline(generation, admin(tap.person_id))
            return Outcome(look=reloading.declined(found, language))
        except OfferGoneError:
            return Outcome(phrase("note_offer_gone", language), window=True)
        except CorpusError as error:
            return Outcome(look=reloading.failed(str(error), language))
