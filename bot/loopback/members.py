"""Change who is what in a chat, and tell the bots that it concerns."""

from bot.loopback.chats import Chat, Membership
from bot.loopback.posting import post
from bot.loopback.wire import Json
from bot.loopback.world import World

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
_MEMBER_RIGHTS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member_json(world: World, chat: Chat, account_id: int, membership: Membership | None = None) -> Json:
    """Return what an account is in a chat as a ChatMember."""
    account = world.account(account_id)
    user = account.user() if account else {"id": account_id, "is_bot": False, "first_name": ""}
    membership = membership or chat.membership(account_id)
    status = membership.status
    shown: Json = {"user": user, "status": status}
    if status == "creator":
        shown["is_anonymous"] = False
    elif status == "administrator":
        shown |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_ADMIN_RIGHTS, True)
    elif status == "restricted":
        shown |= {"is_member": True, "until_date": 0} | dict.fromkeys(_MEMBER_RIGHTS, membership.can_send)
    elif status == "kicked":
        shown["until_date"] = 0
    return shown


def change_membership(
    world: World, chat: Chat, by: Json, account_id: int, status: str, *, announce: bool = True
) -> None:
    """Make an account something else in a chat.

    Bots hear `my_chat_member` of themselves, `chat_member` of others if they administer the chat and asked,
    and in groups a service message when someone comes or goes.

    Args:
        world: where it happens.
        chat: the chat.
        by: the User who does it.
        account_id: whom it is done to.
        status: creator, administrator, member, restricted, left or kicked.
        announce: whether a service message is posted in a group.

    """
    old = chat.membership(account_id)
    new = Membership(status, can_send=status != "restricted")
    shown = [member_json(world, chat, account_id, membership) for membership in (old, new)]
    chat.members[account_id] = new
    if announce and chat.type in {"group", "supergroup"} and old.is_present and not new.is_present:
        _service(world, chat, by, {"left_chat_member": shown[0]["user"]})
    _tell_bots(world, chat, by, account_id, shown)
    if announce and chat.type in {"group", "supergroup"} and new.is_present and not old.is_present:
        _service(world, chat, by, {"new_chat_members": [shown[1]["user"]]})


def _service(world: World, chat: Chat, by: Json, note: Json) -> None:
    post(world, chat, {"from": by}, note)


def _tell_bots(world: World, chat: Chat, by: Json, account_id: int, shown: list[Json]) -> None:
    update = {
        "chat": chat.chat(),
        "from": by,
        "date": world.now(),
        "old_chat_member": shown[0],
        "new_chat_member": shown[1],
    }
    for bot in world.bots.values():
        if bot.id == account_id:
            bot.queue.add("my_chat_member", update)
        elif chat.membership(bot.id).is_admin:
            bot.queue.add("chat_member", update)
