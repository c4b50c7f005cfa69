"""Hold everything that exists on one loopback server: accounts, chats, files, queries and the log."""

import secrets
import time
from collections.abc import Callable

from bot.loopback.accounts import Account, BotAccount
from bot.loopback.bell import Bell
from bot.loopback.call_log import CallLog
from bot.loopback.chats import Chat, Membership
from bot.loopback.event_feed import EventFeed
from bot.loopback.files import FileStore
from bot.loopback.queries import Queries
from bot.loopback.refusals import bad_request
from bot.loopback.weather import Weather

FIRST_PERSON_ID = 1001
FIRST_BOT_ID = 500_000_001
FIRST_GROUP_ID = -4_000_000_001
FIRST_SUPERGROUP_ID = -1_002_000_000_001


class World:
    """The state of a loopback server. Everything lives in memory and ends with the process.

    The first bot added is the one that the client side talks to unless told otherwise.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.people: dict[int, Account] = {}
        self.bots: dict[int, BotAccount] = {}
        self.groups: dict[int, Chat] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.inline_messages: dict[str, tuple[Chat, int]] = {}
        self.guest_queries: dict[str, tuple[int, Chat, int]] = {}
        self.files = FileStore()
        self.events = EventFeed()
        self.queries = Queries()
        self.weather = Weather()
        self.call_log = CallLog()
        self.query_seconds = 10.0
        self.closing = Bell()
        self.closed = False

    @property
    def bot(self) -> BotAccount:
        """Return the bot that the client side talks to."""
        return next(iter(self.bots.values()))

    @property
    def calls(self) -> CallLog:
        """Return the log of Bot API calls."""
        return self.call_log

    def now(self) -> int:
        """Return the Unix time in whole seconds, as Telegram gives it."""
        return int(self.clock())

    def add_bot(
        self, username: str, first_name: str, token: str | None = None, *, privacy: bool = True
    ) -> BotAccount:
        """Create a bot as BotFather would; a token's leading number becomes its id."""
        if token is None:
            token = f"{FIRST_BOT_ID + len(self.bots)}:{secrets.token_urlsafe(26)}"
        bot_id = int(token.partition(":")[0])
        bot = BotAccount(bot_id, first_name, username, token=token, privacy=privacy)
        self.bots[bot_id] = bot
        return bot

    def add_person(
        self, first_name: str, username: str | None = None, language_code: str | None = None
    ) -> Account:
        """Create a person who has not written to any bot yet."""
        person = Account(FIRST_PERSON_ID + len(self.people), first_name, username, language_code)
        self.people[person.id] = person
        return person

    def bot_by_token(self, token: str) -> BotAccount | None:
        """Return the bot with a token."""
        return next((bot for bot in self.bots.values() if bot.token == token), None)

    def account(self, account_id: int) -> Account | None:
        """Return a person or a bot by id."""
        return self.people.get(account_id) or self.bots.get(account_id)

    def person(self, person_id: object) -> Account:
        """Return a person by id; refuse where there is none."""
        person = self.people.get(person_id) if isinstance(person_id, int) else None
        if person is None:
            raise bad_request("no such person")
        return person

    def private_chat(self, bot_id: int, person_id: int) -> Chat:
        """Return the private chat of a bot and a person, not started if it is new."""
        key = (bot_id, person_id)
        if key not in self.private:
            person = self.people[person_id]
            self.private[key] = Chat(
                id=person_id,
                type="private",
                username=person.username,
                first_name=person.first_name,
                bot_id=bot_id,
                started=False,
                members={person_id: Membership(), bot_id: Membership()},
            )
        return self.private[key]

    def add_group(
        self, kind: str, title: str, *, is_forum: bool = False, username: str | None = None
    ) -> Chat:
        """Create an empty group, supergroup or channel."""
        if kind not in {"group", "supergroup", "channel"}:
            raise bad_request("a chat's type is group, supergroup or channel")
        first = FIRST_GROUP_ID if kind == "group" else FIRST_SUPERGROUP_ID
        chat = Chat(first - len(self.groups), kind, title=title, username=username, is_forum=is_forum)
        self.groups[chat.id] = chat
        return chat

    def chat_of(self, person_id: int, chat_id: object) -> Chat:
        """Return a chat by the id that a person's client knows it by.

        Their own id is the private chat with the first bot, a bot's id the private chat with that bot.
        """
        self.person(person_id)
        if not isinstance(chat_id, int):
            raise bad_request("chat not found")
        if chat_id == person_id:
            return self.private_chat(self.bot.id, person_id)
        if chat_id in self.bots:
            return self.private_chat(chat_id, person_id)
        chat = self.groups.get(chat_id)
        if chat is None or not chat.membership(person_id).is_present:
            raise bad_request("chat not found")
        return chat

    def client_chat_id(self, chat: Chat) -> int:
        """Return the id that a person's client knows a chat by; the inverse of `chat_of`."""
        return chat.id if chat.bot_id in {None, self.bot.id} else int(chat.bot_id or 0)

    def open(self) -> None:
        """Let everything wait again, after `close`: a server that comes back serves the same world."""
        self.closed = False
        for bot in self.bots.values():
            bot.queue.open()
        self.events.open()

    def close(self) -> None:
        """End everything that waits. Call it when the server that serves this world stops."""
        self.closed = True
        for bot in self.bots.values():
            bot.queue.close()
        self.events.close()
        self.queries.close()
        self.closing.ring()
