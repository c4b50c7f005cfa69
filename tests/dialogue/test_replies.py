import pytest

from bot.dialogue import replies
from bot.dialogue.direction import FSI, PDI
from bot.dialogue.language import Language
from bot.documents import Refusal, ReloadReport

from .samples import only

AR, EN = Language.ARABIC, Language.ENGLISH
NOTHING = ReloadReport(20, 25, 1412, (), (), (), (), 2.34)


def names(count: int) -> tuple[str, ...]:
    return tuple(f"f{number}.md" for number in range(count))


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
    assert set(dict(admin)) - set(dict(person)) == {"reload", "docs", "gaps", "stats"}
    assert all(1 <= len(description) <= 256 for _, description in admin)


def test_a_reload_reports_its_figures_and_that_nothing_changed() -> None:
    report = only(replies.reloaded(NOTHING, AR)).text
    assert "2.3" in report
    assert "الملفات: 20، الوثائق: 25، الجمل: 1,412." in report
    assert "لم يتغيّر شيء." in report


def test_a_reload_names_what_changed_and_counts_the_rest() -> None:
    report = only(
        replies.reloaded(ReloadReport(20, 25, 99, names(13), names(10), ("قديم.md",), (), 1), AR)
    ).text
    added, changed, removed = (line for line in report.split("\n") if ".md" in line)
    assert added.count(".md") == 10
    assert added.endswith("… و3 غيرها")
    assert changed.count(".md") == 10
    assert "غيرها" not in changed
    assert removed == f"حُذف: {FSI}قديم.md{PDI}"


def test_a_reload_gives_the_file_line_and_reason_of_what_it_refused() -> None:
    refused = (Refusal("bad.md", "not UTF-8", 3), Refusal("x.pdf", "<b>unknown</b>"))
    read = only(replies.reloaded(ReloadReport(1, 1, 1, (), ("a",), (), refused, 1), EN))
    assert f"{FSI}bad.md:3{PDI} — {FSI}not UTF-8{PDI}" in read.text
    assert f"{FSI}x.pdf{PDI} — {FSI}<b>unknown</b>{PDI}" in read.text


def test_many_refused_files_are_counted_beyond_the_first_ten() -> None:
    refused = tuple(Refusal(f"f{number}.md", "no") for number in range(12))
    read = only(replies.reloaded(ReloadReport(1, 1, 1, (), ("a",), (), refused, 1), AR))
    assert read.text.count(".md") == 10
    assert read.text.endswith("… واثنتان غيرها")


def test_a_failed_reload_says_why_and_that_the_old_documents_serve_on() -> None:
    read = only(replies.reload_failed("no folder <corpus>", AR))
    assert f"{FSI}no folder <corpus>{PDI}" in read.text
    assert "النسخة السابقة" in read.text


@pytest.mark.parametrize("language", Language)
def test_every_other_reply_is_one_sound_message(language: Language) -> None:
    for reply in (
        replies.start,
        replies.reload_busy,
        replies.reload_broke,
        replies.not_admin,
        replies.unknown_command,
        replies.failed,
    ):
        assert only(reply(language)).text
