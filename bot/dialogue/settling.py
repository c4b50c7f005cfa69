"""What a person settles with the bot: the language, and what is kept."""

from __future__ import annotations

from bot.buttons import Button, Keyboard, Reply
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.direction import start_of_line
from bot.dialogue.keyboards import laid_out
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out
from bot.dialogue.phrases import counted, phrase

LANG, FORGET = "lang", "forget"
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
    asked = "\n".join(start_of_line(each) + phrase("lang_ask", each) for each in _both(language))
    row = [Button(_NAMES[each], str(CommandPress(LANG, each))) for each in _both(language)]
    return Reply(lay_out([Run(asked)]), laid_out([row], language))


def language_chosen(language: Language) -> Reply:
    """Return that a language was chosen."""
    return Reply(lay_out([Run(phrase("lang_chosen", language))]))


def privacy(language: Language, retention_days: int | None, *, people: bool = False) -> Reply:
    """Return what is kept, where, for how long, and how to have it forgotten; None days: until then.

    `people` says whether questions may be sent to people.
    """
    if retention_days is None:
        for_how_long = phrase("privacy_for_ever", language)
    else:
        for_how_long = counted("privacy_days", language, retention_days)
    by_people = "\n" + phrase("privacy_people", language).strip("\n") if people else ""
    told = phrase("privacy", language, for_how_long=for_how_long, people=by_people)
    return Reply(lay_out([Run(told.strip())]))


def ask_forget(person_id: int, language: Language, *, people: bool = False) -> Reply:
    """Return the question whether all of a person is to be forgotten; the buttons are theirs alone.

    `people` says whether questions may be sent to people.
    """
    asked = phrase("forget_ask", language)
    if people:
        asked = f"{phrase('forget_people', language)}\n\n{asked}"
    return Reply(lay_out([Run(asked)]), _yes_or_no(person_id, language))


def not_forgotten(person_id: int, language: Language) -> Reply:
    """Return that something of a person is left, and the buttons to try again."""
    return Reply(lay_out([Run(phrase("not_forgotten", language))]), _yes_or_no(person_id, language))


def forgetting(language: Language) -> Reply:
    """Return that a person is being forgotten, which takes as long as the documents do."""
    return Reply(lay_out([Run(phrase("forgetting", language))]))


def forgotten(language: Language) -> Reply:
    """Return that nothing of a person is left."""
    return Reply(lay_out([Run(phrase("forgotten", language))]))


def kept(language: Language) -> Reply:
    """Return that nothing was deleted."""
    return Reply(lay_out([Run(phrase("forget_not", language))]))


def forget_as_yourself(language: Language) -> Reply:
    """Return that who writes as a group or a channel is nobody who could be forgotten."""
    return Reply(lay_out([Run(phrase("forget_as_yourself", language))]))


def _yes_or_no(person_id: int, language: Language) -> Keyboard:
    row = [
        Button(phrase("button_forget", language), str(CommandPress(FORGET, f"{person_id}:yes"))),
        Button(phrase("button_keep", language), str(CommandPress(FORGET, f"{person_id}:no"))),
    ]
    return laid_out([row], language)


def _both(first: Language) -> list[Language]:
    return [first, *(each for each in Language if each is not first)]
