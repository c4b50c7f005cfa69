"""Inline queries in, articles to choose from out."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import telegram
from telegram import InlineQueryResultsButton
from telegram.error import TelegramError

from bot.chat.articles import article, with_markup_or_without
from bot.chat.redaction import named
from bot.dialogue.language import Language, holds_arabic, spoken
from bot.dialogue.offers import Offer
from bot.dialogue.replies import inline_button
from bot.inline import Choice, Inline
from bot.journey import Journey

logger = logging.getLogger(__name__)

CACHE_SECONDS = 60
"""How long Telegram gives the same answer to the same words by itself: a reload shows after a minute."""
START = "inline"
"""What /start brings along from the button that leads to the private chat."""


class InlineMode:
    """Answers inline queries, each person's newest, and passes on what was chosen."""

    def __init__(self, bot: telegram.Bot, inline: Inline, journey: Journey) -> None:
        self._bot = bot
        self._inline = inline
        self._journey = journey
        self._newest: dict[int, str] = {}

    async def on_query(self, update: telegram.Update, _: object = None) -> None:
        """Offer answers to what was typed so far, unless more was typed meanwhile."""
        query = update.inline_query
        if query is None:
            return
        person_id = query.from_user.id
        self._newest[person_id] = query.id
        language = _language(query.query, query.from_user)
        offers = await self._inline.offers(query.query, language)
        if self._newest.get(person_id) != query.id:
            return
        del self._newest[person_id]
        # Telegram may give to others what one person got, unless it is told not to.
        personal = self._journey.door.is_guarded or not holds_arabic(query.query)
        try:
            await self._answer(query.id, offers, language, personal=personal)
        except TelegramError as error:  # too late, mostly: more was typed, or the list is closed
            logger.info("an inline query is not answered: %s", named(error, self._bot.token))

    async def on_choice(self, update: telegram.Update, _: object = None) -> None:
        """Pass a chosen answer on to the log."""
        chosen = update.chosen_inline_result
        if chosen is None:
            return
        person = chosen.from_user
        choice = Choice(
            update_id=update.update_id,
            person_id=person.id,
            person_language=person.language_code,
            question=chosen.query,
            key=chosen.result_id,
            chosen_at=self._journey.now(),
        )
        await self._inline.chosen(choice, _language(chosen.query, person))

    async def _answer(
        self, query_id: str, offers: Sequence[Offer], language: Language, *, personal: bool
    ) -> None:
        button = InlineQueryResultsButton(inline_button(language), start_parameter=START)

        async def answer(*, marked_up: bool) -> None:
            await self._bot.answer_inline_query(
                query_id,
                [_article(offer, marked_up=marked_up) for offer in offers],
                cache_time=CACHE_SECONDS,
                is_personal=personal,
                button=button,
            )

        await with_markup_or_without(answer)


def _language(text: str, person: telegram.User) -> Language:
    return Language.ARABIC if holds_arabic(text) else spoken(person.language_code)


def _article(offer: Offer, *, marked_up: bool) -> telegram.InlineQueryResultArticle:
    return article(offer.key, offer.title, offer.markup, description=offer.description, marked_up=marked_up)
