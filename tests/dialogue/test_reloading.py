"""What is said of a reload and of going back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dialogue import reloading
from bot.dialogue.callbacks import CommandPress, parse_command
from bot.dialogue.direction import FSI, PDI
from bot.dialogue.language import Language
from bot.dialogue.limits import MESSAGE_UNITS, utf16_length
from bot.documents import Generation, Refusal, ReloadReport, Remark, Repetition

from .samples import only

AR, EN = Language.ARABIC, Language.ENGLISH
NOTHING = ReloadReport(20, 25, 1412, (), (), (), (), 2.34)


def names(count: int) -> tuple[str, ...]:
    return tuple(f"f{number}.md" for number in range(count))


def test_a_reload_reports_its_figures_and_that_nothing_changed() -> None:
    report = only(reloading.reloaded(NOTHING, AR).parts).text
    assert "2.3" in report
    assert "الملفات: 20، الوثائق: 25، الجمل: 1,412." in report
    assert "لم يتغيّر شيء." in report


def test_a_reload_names_what_changed_and_counts_the_rest() -> None:
    report = only(
        reloading.reloaded(ReloadReport(20, 25, 99, names(13), names(10), ("قديم.md",), (), 1), AR).parts
    ).text
    added, changed, removed = (line for line in report.split("\n") if ".md" in line)
    assert added.count(".md") == 10
    assert added.endswith("… و3 غيرها")
    assert changed.count(".md") == 10
    assert "غيرها" not in changed
    assert removed == f"حُذف: {FSI}قديم.md{PDI}"


def test_a_reload_gives_the_file_line_and_reason_of_what_it_refused() -> None:
    refused = (Refusal("bad.md", "not UTF-8", 3), Refusal("x.pdf", "<b>unknown</b>"))
    read = only(reloading.reloaded(ReloadReport(1, 1, 1, (), ("a",), (), refused, 1), EN).parts)
    assert f"{FSI}bad.md:3{PDI} — {FSI}not UTF-8{PDI}" in read.text
    assert f"{FSI}x.pdf{PDI} — {FSI}<b>unknown</b>{PDI}" in read.text


def test_many_refused_files_are_counted_beyond_the_first_ten() -> None:
    refused = tuple(Refusal(f"f{number}.md", "no") for number in range(12))
    read = only(reloading.reloaded(ReloadReport(1, 1, 1, (), ("a",), (), refused, 1), AR).parts)
    assert read.text.count(".md") == 10
    assert read.text.endswith("… واثنتان غيرها")


def test_lines_refused_of_one_table_are_counted_and_the_first_of_them_is_told() -> None:
    lines = tuple(Refusal("prices.csv", f"reason {number}", number, partial=True) for number in range(2, 300))
    refused = (*lines, Refusal("bad.md", "not UTF-8"), Refusal("few.csv", "odd", 9, partial=True))
    report = ReloadReport(1, 1, 1, (), ("a",), (), refused, 1)
    text = only(reloading.reloaded(report, EN).parts).text
    told = [line.replace(FSI, "").replace(PDI, "") for line in text.split("\n") if "•" in line]
    assert [line.partition("• ")[2] for line in told] == [
        "prices.csv — 298 lines of it, the first: prices.csv:2 — reason 2",
        "bad.md — not UTF-8",
        "few.csv:9 — odd",
    ]
    arabic = only(reloading.reloaded(report, AR).parts).text
    assert "298 سطرًا منه، أولها:" in arabic


@pytest.mark.parametrize(
    ("count", "said"), [(2, "صفّان منه"), (7, "7 صفوف منه"), (12, "12 صفًّا منه"), (100, "100 صفّ منه")]
)
def test_rows_that_repeat_each_other_are_counted_in_one_line_a_table(count: int, said: str) -> None:
    rows = tuple(f"prices.csv#{number}" for number in range(count))
    repeated = (Repetition("prices.csv", rows), Repetition("prices.csv", rows[:1], "old.csv"))
    report = replace(NOTHING, changed=("prices.csv",), repeated=repeated)
    text = only(reloading.reloaded(report, AR).parts).text
    (first, second) = (line for line in text.split("\n") if "•" in line)
    assert f"{FSI}prices.csv{PDI} — {said}: نصوص مكرّرة فيه أو تكاد" in first
    assert f"صفّ واحد منه: النصّ موجود في {FSI}old.csv{PDI}" in second


def test_what_is_odd_in_many_rows_of_one_table_is_told_once() -> None:
    remarks = tuple(Remark(f"prices.csv#{number}", "backwards") for number in range(40))
    report = replace(NOTHING, changed=("prices.csv",), remarks=(*remarks, Remark("a.pdf", "backwards")))
    text = only(reloading.reloaded(report, EN).parts).text
    assert f"{FSI}prices.csv{PDI} (40 rows of it) — {FSI}backwards{PDI}" in text
    assert f"{FSI}a.pdf{PDI} — {FSI}backwards{PDI}" in text


def test_a_failed_reload_says_why_and_that_the_old_documents_serve_on() -> None:
    read = only(reloading.failed("no folder <corpus>", AR).parts)
    assert f"{FSI}no folder <corpus>{PDI}" in read.text
    assert "النسخة السابقة" in read.text


GENERATION = Generation("01764000000000000000-7", datetime(2026, 11, 25, 20, 5, tzinfo=UTC), 25, 1412)
LOSS = replace(
    NOTHING,
    removed=names(30),
    documents_before=55,
    sentences_before=4000,
    offer="01764000000000000000-12345678901",
)


def test_a_loss_says_what_was_there_before_and_waits_for_a_word_on_two_buttons() -> None:
    reply = reloading.reloaded(LOSS, AR)
    text = only(reply.parts).text
    assert "لم أبدّل الوثائق بعد" in text
    assert "الوثائق: 25، الجمل: 1,412" in text
    assert "الوثائق 55، والجمل 4,000" in text
    ((keep, take),) = reply.keyboard  # an Arabic reader meets the right one first
    assert parse_command(take.data) == CommandPress("reload", f"take:{LOSS.offer}")
    assert parse_command(keep.data) == CommandPress("reload", f"keep:{LOSS.offer}")
    assert max(len(take.data), len(keep.data)) <= 64


def test_a_loss_that_nobody_in_the_chat_ordered_says_so_and_has_the_same_buttons() -> None:
    reply = reloading.noticed(LOSS, EN)
    assert "nobody here has ordered it" in only(reply.parts).text
    assert reply.keyboard == reloading.reloaded(LOSS, EN).keyboard


def test_what_is_worth_knowing_of_a_file_is_said_below_what_was_refused() -> None:
    report = replace(
        NOTHING, added=("a.md",), refused=(Refusal("b.md", "no"),), remarks=(Remark("a.md", "yes"),)
    )
    text = only(reloading.reloaded(report, EN).parts).text
    assert text.index("b.md") < text.index("Worth knowing") < text.rindex("a.md")


@pytest.mark.parametrize("language", Language)
def test_the_longest_report_keeps_telegrams_limit(language: Language) -> None:
    long, many = "حرف/" * 100, range(500)
    report = ReloadReport(
        files=10**6,
        documents=10**6,
        sentences=10**7,
        added=tuple(f"{long}{number}" for number in many),
        changed=tuple(f"{long}{number}" for number in many),
        removed=tuple(f"{long}{number}" for number in many),
        refused=tuple(Refusal(f"{long}{number}", long, number) for number in many),
        seconds=1e4,
        remarks=tuple(Remark(f"{long}{number}", long) for number in many),
    )
    parts = reloading.reloaded(report, language).parts
    assert 1 <= len(parts) <= 3
    assert all(utf16_length(part.plain) <= MESSAGE_UNITS for part in parts)


@pytest.mark.parametrize(
    ("done", "of", "seconds", "expected"),
    [
        (0, 0, 3, "بدأت تحديث الوثائق"),
        (50, 100, 3, "تمّ 50٪، وبقي نحو 5 ثوانٍ"),
        (20, 100, 10, "تمّ 20٪، وبقي نحو 40 ثانيةً"),
        (1, 100, 9, "تمّ 1٪، وبقي نحو 15 دقيقةً"),
        (50, 100, 61, "تمّ 50٪، وبقيت نحو دقيقتين"),
        (999, 1000, 61, "تمّ 99٪، وبقي نحو 5 ثوانٍ"),
    ],
)
def test_progress_says_what_is_done_and_what_is_left(
    done: int, of: int, seconds: float, expected: str
) -> None:
    assert expected in only(reloading.under_way(done, of, seconds, AR)).text


@pytest.mark.parametrize("language", Language)
def test_what_serves_after_a_word_or_a_rollback_is_named_by_its_time_and_size(language: Language) -> None:
    for said in (reloading.accepted, reloading.declined, reloading.rolled_back):
        text = only(said(GENERATION, language).parts).text
        assert f"{FSI}2026-11-25 20:05 UTC{PDI}" in text
        assert "1,412" in text


@pytest.mark.parametrize("language", Language)
def test_every_other_word_of_it_is_one_sound_message(language: Language) -> None:
    for said in (reloading.busy, reloading.broke, reloading.no_earlier):
        assert only(said(language).parts).text
