"""Hold the people and the bots of a world."""

from dataclasses import dataclass, field

from bot.loopback.update_queue import UpdateQueue
from bot.loopback.wire import Json, present

# The stand-in senders that Telegram puts in `from` where a chat speaks for itself.
ANONYMOUS_ADMIN: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_SENDER: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


@dataclass
class Account:
    """A person or a bot as everyone sees them."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    last_name: str | None = None

    is_bot = False

    def user(self) -> Json:
        """Return the account as a User."""
        return {"id": self.id, "is_bot": self.is_bot} | present(
            first_name=self.first_name,
            last_name=self.last_name,
            username=self.username,
            language_code=self.language_code,
        )


@dataclass
class Webhook:
    """Where a bot's updates are posted, and how that went."""

    url: str
    secret_token: str = field(default="", repr=False)
    max_connections: int = 40
    last_error: tuple[int, str] | None = None


@dataclass
class BotAccount(Account):
    """A bot: its token, what BotFather would have set, and what it says about itself."""

    token: str = field(default="", repr=False)
    privacy: bool = True
    mentions_pass_privacy: bool = True
    inline_queries: bool = True
    inline_feedback: bool = True
    guest_queries: bool = False
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    webhook: Webhook | None = None
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)

    is_bot = True

    def me(self) -> Json:
        """Return the account as getMe does."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": self.inline_queries,
            "supports_guest_queries": self.guest_queries,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
