"""Serve the control side under /client: people, chats, members, weather and the log of calls."""

from dataclasses import dataclass

from starlette.routing import Route

from bot.loopback.accounts import BotAccount
from bot.loopback.chats import Chat
from bot.loopback.client_api import Act, endpoint
from bot.loopback.fields import Fields
from bot.loopback.founding import found_chat, found_topic, migrate
from bot.loopback.members import change_membership
from bot.loopback.refusals import bad_request
from bot.loopback.weather import DONE, RESET, TIMEOUT, Front
from bot.loopback.wire import Json
from bot.loopback.world import World

STATUSES = frozenset({"creator", "administrator", "member", "restricted", "left", "kicked"})
LOWEST_ERROR = 400


@dataclass(frozen=True)
class ControlApi:
    """What a test or the page's settings change on a world."""

    world: World

    def routes(self) -> list[Route]:
        """Return the endpoints under /client."""
        acts: dict[str, Act] = {
            "people": self.people,
            "bots": self.bots,
            "chats": self.chats,
            "topics": self.topics,
            "members": self.members,
            "block": self.block,
            "privacy": self.privacy,
            "guests": self.guests,
            "migrate": self.migrate,
            "weather": self.weather,
        }
        posted = [Route(f"/client/{name}", endpoint(act), methods=["POST"]) for name, act in acts.items()]
        return [*posted, Route("/client/calls", endpoint(self.calls), methods=["GET"])]

    async def people(self, fields: Fields) -> Json:
        """Create a person; with `started` their private chat with the bot is open already."""
        person = self.world.add_person(
            fields.text("first_name"),
            fields.optional_text("username"),
            fields.optional_text("language_code"),
        )
        self.world.private_chat(self.world.bot.id, person.id).started = fields.flag("started")
        return {"user": person.user()}

    async def bots(self, fields: Fields) -> Json:
        """Create another bot and return its token."""
        bot = self.world.add_bot(fields.text("username"), fields.text("first_name"))
        return {"user": bot.user(), "token": bot.token}

    async def chats(self, fields: Fields) -> Json:
        """Create a group, supergroup or channel."""
        chat = found_chat(
            self.world,
            fields.text("type"),
            fields.text("title"),
            fields.integers("members"),
            creator=fields.optional_integer("creator"),
            is_forum=fields.flag("is_forum"),
            username=fields.optional_text("username"),
            with_bot=fields.flag("bot_is_member", default=True),
        )
        return {"chat": chat.chat()}

    async def topics(self, fields: Fields) -> Json:
        """Open a topic in a forum."""
        chat = self._group(fields)
        by = self.world.person(fields.optional_integer("as") or chat.creator())
        return {"message_thread_id": found_topic(self.world, chat, fields.text("name"), by.user())}

    async def members(self, fields: Fields) -> Json:
        """Make a person or a bot something else in a chat; `user_id` left out means the bot."""
        chat = self._group(fields)
        status = fields.text("status")
        if status not in STATUSES:
            raise bad_request(f'"status" must be one of {", ".join(sorted(STATUSES))}')
        by = self.world.person(fields.optional_integer("as") or chat.creator()).user()
        account_id = fields.optional_integer("user_id") or self.world.bot.id
        if self.world.account(account_id) is None:
            raise bad_request("no such person or bot")
        change_membership(self.world, chat, by, account_id, status)
        return {"ok": True}

    async def block(self, fields: Fields) -> Json:
        """Have a person block the bot, or take that back."""
        person = self.world.person(fields.integer("as"))
        bot = self._bot(fields)
        chat = self.world.private_chat(bot.id, person.id)
        status = "kicked" if fields.flag("blocked", default=True) else "member"
        if chat.membership(bot.id).status != status:
            # A person who blocked a bot is still heard of by that bot, once, through this update.
            change_membership(self.world, chat, person.user(), bot.id, status)
        return {"ok": True}

    async def privacy(self, fields: Fields) -> Json:
        """Switch a bot's privacy mode, and whether mentions pass it."""
        bot = self._bot(fields)
        bot.privacy = fields.flag("enabled", default=bot.privacy)
        bot.mentions_pass_privacy = fields.flag("mentions_pass", default=bot.mentions_pass_privacy)
        return {"ok": True}

    async def guests(self, fields: Fields) -> Json:
        """Let a bot take guest queries, or inline queries again: clients offer one of the two."""
        bot = self._bot(fields)
        bot.guest_queries = fields.flag("enabled", default=True)
        bot.inline_queries = not bot.guest_queries
        return {"ok": True}

    async def migrate(self, fields: Fields) -> Json:
        """Turn a group into a supergroup."""
        return {"chat": migrate(self.world, self._group(fields)).chat()}

    async def weather(self, fields: Fields) -> Json:
        """Have the next matching Bot API calls fail."""
        status = fields.text_or_integer("status")
        if status not in {RESET, TIMEOUT, *DONE} and not (isinstance(status, int) and status >= LOWEST_ERROR):
            raise bad_request(
                '"status" must be an HTTP error, "reset", "timeout", "lost", "truncated" or "slow"'
            )
        self.world.weather.order(
            Front(
                status,
                method=fields.optional_text("method"),
                chat_id=fields.optional_integer("chat_id"),
                retry_after=fields.optional_integer("retry_after") or 1,
                seconds=fields.optional_integer("seconds") or 1,
                times=fields.optional_integer("times") or 1,
                description=fields.optional_text("description"),
            )
        )
        return {"ok": True}

    async def calls(self, fields: Fields) -> Json:
        """Return the Bot API calls so far, of one method or of all, and how many of each there were."""
        calls = self.world.calls.of(fields.optional_text("method"))
        return {"calls": [call.as_json() for call in calls], "counts": dict(self.world.calls.counts)}

    def _group(self, fields: Fields) -> Chat:
        chat = self.world.groups.get(fields.integer("chat_id"))
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _bot(self, fields: Fields) -> BotAccount:
        bot = self.world.bots.get(fields.optional_integer("bot_id") or self.world.bot.id)
        if bot is None:
            raise bad_request("no such bot")
        return bot
