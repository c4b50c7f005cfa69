"""What is said in reply to commands."""

from __future__ import annotations

from enum import StrEnum

from bot.dialogue.admission import Admission
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out
from bot.dialogue.phrases import phrase
from bot.records import Markup

_GROUP_COMMANDS = ("ask", "sources", "why", "help")
_COMMANDS = ("ask", "sources", "why", "lang", "privacy", "forget", "help")
_ADMIN_COMMANDS = (*_COMMANDS, "reload", "rollback", "docs", "gaps", "stats")


def start(language: Language) -> tuple[Markup, ...]:
    """Return the greeting."""
    return _said(phrase("start", language))


def greeting(language: Language, username: str) -> tuple[Markup, ...]:
    """Return what is said once in a group that the bot was added to."""
    return _said(phrase("greeting", language, bot=username))


def description(language: Language) -> str:
    """Return what Telegram shows in an empty chat with the bot."""
    return phrase("description", language).strip()


def short_description(language: Language) -> str:
    """Return what the bot's profile says of it, and what goes with a link to it."""
    return phrase("short_description", language)


class Audience(StrEnum):
    """Whom a menu of commands is for."""

    GROUP = "group"
    PERSON = "person"
    ADMIN = "admin"


_MENUS = {Audience.GROUP: _GROUP_COMMANDS, Audience.PERSON: _COMMANDS, Audience.ADMIN: _ADMIN_COMMANDS}


def help_text(language: Language, username: str, *, admin: bool) -> tuple[Markup, ...]:
    """Return how to ask and the commands, the admins' ones for admins only."""
    wordings = command_menu(language, Audience.ADMIN if admin else Audience.PERSON)
    listed = "\n".join(phrase("help_command", language, name=name, about=about) for name, about in wordings)
    intro, end = phrase("help", language, bot=username).strip(), phrase("help_end", language)
    return _said(f"{intro}\n{listed}\n\n{end}")


def command_menu(language: Language, audience: Audience) -> list[tuple[str, str]]:
    """Return the commands and their descriptions as the menu of Telegram lists them."""
    return [(name, phrase(f"command_{name}", language)) for name in _MENUS[audience]]


def not_admin(language: Language) -> tuple[Markup, ...]:
    """Return the refusal of a command that only admins may give."""
    return _said(phrase("not_admin", language))


def nothing_asked(language: Language) -> tuple[Markup, ...]:
    """Return that there is no answer to explain."""
    return _said(phrase("why_nothing", language))


def only_in_private(language: Language) -> tuple[Markup, ...]:
    """Return that a command is not for a group to read along."""
    return _said(phrase("only_in_private", language))


def unknown_command(language: Language) -> tuple[Markup, ...]:
    """Return that a command is not known."""
    return _said(phrase("unknown_command", language))


def not_answered(admission: Admission, language: Language) -> tuple[Markup, ...]:
    """Return the line for a question that is not answered now; for one that is, and for silence, none."""
    if admission in {Admission.GRANTED, Admission.SILENCE}:
        return ()
    return _said(phrase(f"not_answered_{admission.value}", language))


def words_only(language: Language) -> tuple[Markup, ...]:
    """Return that a message without words cannot be read."""
    return _said(phrase("words_only", language))


def inline_button(language: Language) -> str:
    """Return what stands on the button that leads from an inline query to the private chat."""
    return phrase("inline_button", language)


def not_let_in(sender_id: int, language: Language) -> tuple[Markup, ...]:
    """Return that the bot is not for everybody, with the number that its operator needs to change that."""
    return _said(phrase("not_let_in", language, id=str(sender_id)))


def failed(language: Language) -> tuple[Markup, ...]:
    """Return the apology for a fault of ours."""
    return _said(phrase("failed", language))


def _said(text: str) -> tuple[Markup, ...]:
    return lay_out([Run(text.strip("\n"))])
