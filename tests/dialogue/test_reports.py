from datetime import UTC, date, datetime

import pytest

from bot.buttons import Reply
from bot.dialogue import reports, settling
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.direction import FSI, PDI
from bot.dialogue.language import Language
from bot.memory import Day, Figures, Gap
from bot.records import Silence

from .samples import answer, only, passage, units

AR, EN = Language.ARABIC, Language.ENGLISH
NOON = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
NOTHING = Figures(0, 0, 0, 0, 0, None, None)


def gap(question: str = "متى تثمر النخلة؟", times: int = 1, in_groups: int = 0) -> Gap:
    near = passage("palm.md", 1.0, title="النخيل", heading="الثمار", text="النخلة شجرة.")
    silent = answer(
        None, question=question, folded="متي تثمر النخله", passages=(near,), silence=Silence.NOT_FOUND
    )
    return Gap(silent, times, in_groups, NOON)


def text(reply: Reply) -> str:
    return only(reply.parts).text


def test_a_gap_says_the_question_how_often_when_and_what_was_nearest() -> None:
    shown = text(reports.gaps([gap(times=3, in_groups=2)], 1, 1, AR))
    assert f"{FSI}متى تثمر النخلة؟{PDI}" in shown
    assert "سُئل 3 مرات، منها في المجموعات: 2" in shown
    assert "2026-05-01 12:30 UTC" in shown
    assert f"أقرب ما في الوثائق: {FSI}النخيل: الثمار{PDI}" in shown


def test_gaps_are_numbered_through_the_pages() -> None:
    reply = reports.gaps([gap()] * 5, 2, 11, EN)
    assert "6. " in text(reply)
    ((previous, following),) = reply.keyboard
    assert previous.data == str(CommandPress("gaps", "1"))
    assert following.data == str(CommandPress("gaps", "3"))


def test_privacy_says_for_how_long() -> None:
    assert "بعد 30 يومًا" in text(settling.privacy(AR, 30))
    assert "بعد يومين" in text(settling.privacy(AR, 2))
    assert "إلى أن تطلب محوه" in text(settling.privacy(AR, None))
    assert "after 1 day." in text(settling.privacy(EN, 1))


@pytest.mark.parametrize("language", Language)
def test_no_gaps_is_said(language: Language) -> None:
    assert text(reports.gaps([], 1, 0, language))


def test_a_page_of_long_questions_is_one_message() -> None:
    assert units(text(reports.gaps([gap("سؤال طويل " * 300)] * 5, 1, 5, AR))) <= 4096


def test_figures_are_told_in_all_and_for_each_day_that_had_any() -> None:
    busy = Figures(12, 9, 3, 1, 5, 320.0, 1250.0)
    days = [Day(date(2026, 5, 2), busy), Day(date(2026, 5, 1), NOTHING)]
    shown = text(reports.stats(Figures(1200, 900, 30, 4, 77, 300.0, 1000.0), days, AR))
    assert "الأسئلة: 1,200 — أُجيب: 900، بلا جواب: 300" in shown
    assert "👍 30، 👎 4" in shown
    assert "الجلسات: 77" in shown
    assert "300 ملّي ثانية وسيطًا، و95٪ من الردود في 1,000 أو أقل" in shown
    assert "2026-05-02" in shown
    assert "2026-05-01" not in shown


@pytest.mark.parametrize("language", Language)
def test_a_bot_that_nobody_asked_has_figures_too(language: Language) -> None:
    assert "0" in text(reports.stats(NOTHING, [], language))
