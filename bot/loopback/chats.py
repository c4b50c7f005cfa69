"""Hold one chat: its members, topics and messages."""

from dataclasses import dataclass, field

from bot.loopback.wire import Json, present

PRESENT_STATUSES = frozenset({"creator", "administrator", "member", "restricted"})
ADMIN_STATUSES = frozenset({"creator", "administrator"})


@dataclass
class Membership:
    """What an account is in a chat."""

    status: str = "member"
    can_send: bool = True

    @property
    def is_present(self) -> bool:
        """Say whether the account is in the chat."""
        return self.status in PRESENT_STATUSES

    @property
    def is_admin(self) -> bool:
        """Say whether the account administers the chat."""
        return self.status in ADMIN_STATUSES


@dataclass
class Chat:
    """A chat. Messages are never changed in place: an edit puts a new one under the same id."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    first_name: str | None = None
    is_forum: bool = False
    bot_id: int | None = None
    started: bool = True
    members: dict[int, Membership] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    reactions: dict[int, dict[int, str]] = field(default_factory=dict)
    last_message_id: int = 0
    last_bot_id: int | None = None
    migrated_to: int | None = None

    def chat(self) -> Json:
        """Return it as a Chat."""
        return {"id": self.id, "type": self.type} | present(
            title=self.title, username=self.username, first_name=self.first_name, is_forum=self.is_forum
        )

    def next_message_id(self) -> int:
        """Return the id of a message about to be posted."""
        self.last_message_id += 1
        return self.last_message_id

    def membership(self, account_id: int) -> Membership:
        """Return what an account is here; someone never seen has left."""
        return self.members.get(account_id, Membership("left"))

    def creator(self) -> int | None:
        """Return the id of the creator."""
        return next((each for each, member in self.members.items() if member.status == "creator"), None)

    def present(self) -> list[int]:
        """Return the ids of those in the chat."""
        return [account_id for account_id, member in self.members.items() if member.is_present]

    def audience(self) -> frozenset[int]:
        """Return who sees what happens here; a blocked bot's person still sees the chat."""
        return frozenset(self.members) if self.type == "private" else frozenset(self.present())
