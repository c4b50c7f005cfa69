"""Reactions under answers, which are opinions too; of groups Telegram tells them to administrators alone."""

from __future__ import annotations

import logging

import telegram

from bot.chat.updates import reaction_of
from bot.desk.desk import Desk
from bot.errors import SessionLogError

logger = logging.getLogger(__name__)


class Reactions:
    """Keeps what reactions say of answers; there is nothing to reply."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_reaction(self, update: telegram.Update, _: object = None) -> None:
        """Handle an update that brings somebody's reaction."""
        reaction = reaction_of(update)
        if reaction is None:
            return
        try:
            await self._desk.react(reaction)
        except SessionLogError as error:
            logger.error("reaction of update %s is not kept: %s", update.update_id, error)
