"""Found chats and topics, and turn a group into a supergroup."""

from bot.loopback.chats import Chat, Membership
from bot.loopback.members import change_membership
from bot.loopback.posting import post
from bot.loopback.refusals import bad_request
from bot.loopback.wire import Json
from bot.loopback.world import World

TOPIC_COLOUR = 7322096


def found_chat(
    world: World,
    kind: str,
    title: str,
    people: list[int],
    *,
    creator: int | None = None,
    is_forum: bool = False,
    username: str | None = None,
    with_bot: bool = True,
) -> Chat:
    """Create a chat of people, the first of them its creator unless another is named.

    The first bot, if it is to be in it, hears that it was added; in a channel it is an administrator.
    """
    owner = creator if creator is not None else next(iter(people), None)
    if owner is None:
        raise bad_request("a chat needs a creator")
    for person_id in {owner, *people}:
        world.person(person_id)
    chat = world.add_group(kind, title, is_forum=is_forum, username=username)
    chat.members = {owner: Membership("creator")} | {
        person_id: Membership() for person_id in people if person_id != owner
    }
    if with_bot:
        status = "administrator" if kind == "channel" else "member"
        change_membership(world, chat, world.person(owner).user(), world.bot.id, status)
    return chat


def found_topic(world: World, chat: Chat, name: str, by: Json) -> int:
    """Open a topic in a forum and return its thread id, which is the id of the note that opens it."""
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    thread_id = chat.last_message_id + 1
    chat.topics[thread_id] = name
    note = {"forum_topic_created": {"name": name, "icon_color": TOPIC_COLOUR}}
    # The note belongs to its own topic, without replying to itself.
    post(
        world,
        chat,
        {"from": by},
        {"message_thread_id": thread_id, "is_topic_message": True, **note},
    )
    return thread_id


def migrate(world: World, chat: Chat) -> Chat:
    """Turn a group into a supergroup with another id, and return the supergroup."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad_request("only a group can become a supergroup")
    supergroup = world.add_group("supergroup", chat.title or "")
    supergroup.members = dict(chat.members)
    by = world.person(chat.creator()).user()
    post(world, chat, {"from": by}, {"migrate_to_chat_id": supergroup.id})
    post(world, supergroup, {"from": by}, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = supergroup.id
    return supergroup
