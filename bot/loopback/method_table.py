"""List the methods and nested objects that the server takes, with every parameter it knows.

The names are Telegram's (Bot API 10.1). A parameter that is not here is refused; one under `NOT_CARRIED` is
Telegram's, but names something that does not exist on this server, and is refused with that reason.
"""

_DRAFT = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id disable_notification "
    "protect_content allow_paid_broadcast message_effect_id suggested_post_parameters reply_parameters "
    "reply_markup"
)
_TARGET = "business_connection_id chat_id message_id inline_message_id reply_markup"

METHODS: dict[str, frozenset[str]] = {
    name: frozenset(parameters.split())
    for name, parameters in {
        "getUpdates": "offset limit timeout allowed_updates",
        "setWebhook": "url certificate ip_address max_connections allowed_updates drop_pending_updates "
        "secret_token",
        "deleteWebhook": "drop_pending_updates",
        "getWebhookInfo": "",
        "getMe": "",
        "logOut": "",
        "close": "",
        "sendMessage": f"{_DRAFT} text parse_mode entities link_preview_options",
        "sendDocument": f"{_DRAFT} document thumbnail caption parse_mode caption_entities "
        "disable_content_type_detection",
        "sendPhoto": f"{_DRAFT} photo caption parse_mode caption_entities show_caption_above_media "
        "has_spoiler",
        "sendChatAction": "business_connection_id chat_id message_thread_id action",
        "editMessageText": f"{_TARGET} text parse_mode entities link_preview_options rich_message",
        "editMessageReplyMarkup": _TARGET,
        "deleteMessage": "chat_id message_id",
        "setMessageReaction": "chat_id message_id reaction is_big",
        "getFile": "file_id",
        "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
        "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button",
        "answerGuestQuery": "guest_query_id result",
        "getChat": "chat_id",
        "getChatMember": "chat_id user_id",
        "getChatAdministrators": "chat_id return_bots",
        "getChatMemberCount": "chat_id",
        "leaveChat": "chat_id",
        "setMyCommands": "commands scope language_code",
        "getMyCommands": "scope language_code",
        "deleteMyCommands": "scope language_code",
        "setMyName": "name language_code",
        "getMyName": "language_code",
        "setMyDescription": "description language_code",
        "getMyDescription": "language_code",
        "setMyShortDescription": "short_description language_code",
        "getMyShortDescription": "language_code",
    }.items()
}

OBJECTS: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "ReplyParameters": "message_id chat_id allow_sending_without_reply quote quote_parse_mode "
        "quote_entities quote_position checklist_task_id poll_option_id",
        "LinkPreviewOptions": "is_disabled url prefer_small_media prefer_large_media show_above_text",
        "InlineKeyboardMarkup": "inline_keyboard",
        "InlineKeyboardButton": "text icon_custom_emoji_id style url callback_data web_app login_url "
        "switch_inline_query switch_inline_query_current_chat switch_inline_query_chosen_chat copy_text "
        "callback_game pay",
        "MessageEntity": "type offset length url user language custom_emoji_id unix_time date_time_format",
        "InputTextMessageContent": "message_text parse_mode entities link_preview_options",
        "InlineQueryResultsButton": "text web_app start_parameter",
        "BotCommand": "command description",
    }.items()
}

NOT_CARRIED = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "message_effect_id",
        "rich_message",
        "certificate",
    }
)
