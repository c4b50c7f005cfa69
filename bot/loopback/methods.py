"""Join the names of the methods to the functions that answer them."""

from collections.abc import Awaitable, Callable

from bot.loopback import (
    guests,
    method_chats,
    method_editing,
    method_profile,
    method_queries,
    method_sending,
    method_updates,
)
from bot.loopback.access import BotCall
from bot.loopback.method_table import METHODS

Handler = Callable[[BotCall], Awaitable[object]]

HANDLERS: dict[str, Handler] = {
    "getUpdates": method_updates.get_updates,
    "setWebhook": method_updates.set_webhook,
    "deleteWebhook": method_updates.delete_webhook,
    "getWebhookInfo": method_updates.get_webhook_info,
    "logOut": method_updates.log_out,
    "close": method_updates.log_out,
    "getMe": method_profile.get_me,
    "sendMessage": method_sending.send_message,
    "sendDocument": method_sending.send_document,
    "sendPhoto": method_sending.send_photo,
    "sendChatAction": method_sending.send_chat_action,
    "setMessageReaction": method_sending.set_message_reaction,
    "editMessageText": method_editing.edit_message_text,
    "editMessageReplyMarkup": method_editing.edit_message_reply_markup,
    "deleteMessage": method_editing.delete_message,
    "getFile": method_queries.get_file,
    "answerCallbackQuery": method_queries.answer_callback_query,
    "answerInlineQuery": method_queries.answer_inline_query,
    "answerGuestQuery": guests.answer_guest_query,
    "getChat": method_chats.get_chat,
    "getChatMember": method_chats.get_chat_member,
    "getChatAdministrators": method_chats.get_chat_administrators,
    "getChatMemberCount": method_chats.get_chat_member_count,
    "leaveChat": method_chats.leave_chat,
    "setMyCommands": method_profile.set_my_commands,
    "getMyCommands": method_profile.get_my_commands,
    "deleteMyCommands": method_profile.delete_my_commands,
    "setMyName": method_profile.set_my_name,
    "getMyName": method_profile.get_my_name,
    "setMyDescription": method_profile.set_my_description,
    "getMyDescription": method_profile.get_my_description,
    "setMyShortDescription": method_profile.set_my_short_description,
    "getMyShortDescription": method_profile.get_my_short_description,
}

_BY_LOWER_NAME = {name.lower(): name for name in METHODS}


def method_named(name: str) -> str | None:
    """Return a method's proper name; Telegram takes any case."""
    return _BY_LOWER_NAME.get(name.lower())
