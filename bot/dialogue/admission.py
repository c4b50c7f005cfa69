"""Decide who is answered, how often, and until when."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from bot.records import ChatKind, Message

logger = logging.getLogger(__name__)

GROUP_LIMIT = 6
"""Questions, commands and taps a minute that one person in a group may have answered.

Telegram gives a bot twenty messages a minute there, and to edit one is to send one.
"""
STALE_AFTER = timedelta(hours=12)
"""A question that waited so long gets a line instead of its answer."""
_MINUTE = timedelta(minutes=1)
_TURNED_AWAY_AGAIN = timedelta(hours=1)
_MOST_REMEMBERED = 10_000


class Admission(StrEnum):
    """What happens to a question: an answer, a line that says why there is none, or nothing."""

    GRANTED = "granted"
    STALE = "stale"
    TOO_MANY = "too_many"
    SILENCE = "silence"


class Door:
    """Lets people in by the operator's lists, and their questions by their number and age.

    Without lists everybody is let in.  With them, a person on the list of people is let in anywhere,
    everybody in a chat on the list of chats, and admins always.
    """

    def __init__(
        self,
        *,
        users: Collection[int] = (),
        chats: Collection[int] = (),
        admins: Collection[int] = (),
        group_limit: int = GROUP_LIMIT,
        stale_after: timedelta = STALE_AFTER,
        operators_chat: int | None = None,
    ) -> None:
        """`group_limit` 0 means no limit; the operators' chat is let in whatever the lists say."""
        self._open = not users and not chats
        self._users = frozenset(users) | frozenset(admins)
        self._chats = frozenset(chats)
        self._group_limit = group_limit
        self._stale_after = stale_after
        self._operators_chat = operators_chat
        self._asked: dict[tuple[int, int], deque[datetime]] = {}
        self._told: set[tuple[int, int]] = set()
        self._turned_away: dict[int, datetime] = {}

    @property
    def is_guarded(self) -> bool:
        """Say whether there are people who are not let in."""
        return not self._open

    def lets_in(self, sender_id: int | None, chat_id: int | None) -> bool:
        """Say whether a person, or who writes as a chat, may use the bot in a chat; None: inline."""
        if self._open or sender_id in self._users:
            return True
        return chat_id is not None and (chat_id in self._chats or chat_id == self._operators_chat)

    def move(self, old_chat_id: int, new_chat_id: int) -> None:
        """Let a supergroup in that was a group on the list; after a restart the operator's list counts."""
        if old_chat_id == self._operators_chat:
            self._operators_chat = new_chat_id
        if old_chat_id in self._chats and new_chat_id not in self._chats:
            self._chats |= {new_chat_id}
            logger.warning(
                "chat %s is a supergroup now: put %s on ISNAD_ALLOWED_CHATS", old_chat_id, new_chat_id
            )

    def says_why(self, sender_id: int, now: datetime) -> bool:
        """Say whether somebody who is not let in is told so: once an hour, to keep the peace."""
        last = self._turned_away.get(sender_id)
        if last is not None and abs(now - last) < _TURNED_AWAY_AGAIN:
            return False
        if len(self._turned_away) >= _MOST_REMEMBERED:
            self._turned_away.clear()
        self._turned_away[sender_id] = now
        return True

    def admit(self, message: Message, now: datetime) -> Admission:
        """Decide about a question that is for us; who asks too much in a group is told so once."""
        if now - message.sent_at > self._stale_after:
            return Admission.STALE
        if message.chat_kind is not ChatKind.GROUP:
            return Admission.GRANTED
        return self.spend(message.chat_id, message.sender_id, message.sent_at)

    def spend(self, chat_id: int, sender_id: int, moment: datetime) -> Admission:
        """Count what somebody has the bot do in a group: answer, reply to a command, change a message."""
        if not self._group_limit:
            return Admission.GRANTED
        asker = (chat_id, sender_id)
        asked = self._lately(asker, moment)
        if len(asked) < self._group_limit:
            asked.append(moment)
            self._told.discard(asker)
            return Admission.GRANTED
        if asker in self._told:
            return Admission.SILENCE
        self._told.add(asker)
        return Admission.TOO_MANY

    def _lately(self, asker: tuple[int, int], moment: datetime) -> deque[datetime]:
        """Return when somebody was granted something in the minute before a moment, by Telegram's clock.

        By that clock, because what was asked while we were down comes all at once.
        """
        if len(self._asked) >= _MOST_REMEMBERED:
            self._forget(moment)
        asked = self._asked.setdefault(asker, deque())
        while asked and moment - asked[0] >= _MINUTE:
            asked.popleft()
        return asked

    def _forget(self, moment: datetime) -> None:
        lately = {
            asker: asked for asker, asked in self._asked.items() if asked and moment - asked[-1] < _MINUTE
        }
        self._asked, self._told = lately, self._told & lately.keys()
