"""What a person settles with the bot: the language, and what is kept."""

from __future__ import annotations

from bot.buttons import Button, Reply
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.keyboards import laid_out
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out
from bot.dialogue.phrases import phrase

LANGUAGES = {
    "ar": Language.ARABIC,
    "العربية": Language.ARABIC,
    "عربي": Language.ARABIC,
    "arabic": Language.ARABIC,
    "en": Language.ENGLISH,
    "english": Language.ENGLISH,
    "إنجليزي": Language.ENGLISH,
    "الإنجليزية": Language.ENGLISH,
}
"""What may be written behind /lang."""
_NAMES = {Language.ARABIC: "العربية", Language.ENGLISH: "English"}


def choose_language(language: Language) -> Reply:
    """Return the question which language to speak, in both, with a button for each."""
    asked = "\n".join(phrase("lang_ask", each) for each in _both(language))
    row = [Button(_NAMES[each], str(CommandPress("lang", each))) for each in _both(language)]
    return Reply(lay_out([Run(asked)]), laid_out([row], language))


def language_chosen(language: Language) -> Reply:
    """Return that a language was chosen."""
    return Reply(lay_out([Run(phrase("lang_chosen", language))]))


def privacy(language: Language) -> Reply:
    """Return what is kept, where, for how long, and how to have it forgotten."""
    return Reply(lay_out([Run(phrase("privacy", language).strip())]))


def _both(first: Language) -> list[Language]:
    return [first, *(each for each in Language if each is not first)]
