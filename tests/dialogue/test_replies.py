import pytest

from bot.dialogue import replies
from bot.dialogue.language import Language

from .samples import only


def test_help_names_the_bot_and_shows_reload_to_admins_only() -> None:
    for language in Language:
        reader = only(replies.help_text(language, "IsnadBot", admin=False)).text
        admin = only(replies.help_text(language, "IsnadBot", admin=True)).text
        assert "@IsnadBot" in reader
        assert "/reload" not in reader
        assert "/reload" in admin


@pytest.mark.parametrize("language", Language)
def test_the_command_menus_are_what_telegram_takes_and_grow_with_the_audience(language: Language) -> None:
    group, person, admin = (replies.command_menu(language, audience) for audience in replies.Audience)
    assert {"ask", "why"} < set(dict(group)) < set(dict(person)) < set(dict(admin))
    assert set(dict(admin)) - set(dict(person)) == {"reload", "rollback", "docs", "gaps", "stats"}
    assert all(1 <= len(description) <= 256 for _, description in admin)


@pytest.mark.parametrize("language", Language)
def test_every_other_reply_is_one_sound_message(language: Language) -> None:
    for reply in (
        replies.start,
        replies.not_admin,
        replies.unknown_command,
        replies.failed,
    ):
        assert only(reply(language)).text
