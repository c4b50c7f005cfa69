from dataclasses import replace
from typing import Any

import pytest

from bot.buttons import Keyboard
from bot.dialogue import views
from bot.dialogue.callbacks import Act, Press, parse
from bot.dialogue.direction import FSI, PDI
from bot.dialogue.keyboards import under_answer, under_complaint, under_more, under_passage
from bot.dialogue.language import Language
from bot.dialogue.markup import Run, lay_out, plain
from bot.dialogue.nearest import nearest
from bot.memory import Reason, Vote
from bot.records import Answer, Passage, Quote, Silence

from .samples import answer, cite, only, passage, units

AR, EN = Language.ARABIC, Language.ENGLISH
KEY = "k" * 16
PALMS = "تثمر النخلة في آخر الصيف."


def labels(keyboard: Keyboard) -> list[list[str]]:
    return [[button.label for button in row] for row in keyboard]


def about_palms(*passages: Passage, **changes: Any) -> Answer:
    return replace(
        answer(Quote("", PALMS, ""), cite(), folded="متي تثمر النخله"), passages=passages, **changes
    )


def palm(document: str = "palm.md", **changes: Any) -> Passage:
    return passage(document, 1.0, **{"text": PALMS, "title": "النخيل", **changes})


def test_what_a_button_says_is_what_is_heard_and_fits_into_64_bytes() -> None:
    for press in (
        Press(Act.OPEN, KEY, 10, 3),
        Press(Act.MORE, KEY, 3),
        Press(Act.GOOD, KEY),
        *(Press(Act.REASON, KEY, reason=reason) for reason in Reason),
    ):
        assert parse(str(press)) == press
        assert len(str(press).encode()) <= 64


def test_rows_begin_where_a_reader_of_the_language_begins() -> None:
    found = about_palms(palm(), palm("b.md"), palm("c.md"))
    found = replace(found, citations=(cite(document="palm.md"), cite(2, document="b.md")))
    assert labels(under_answer(found, KEY, EN)) == [["Source 1", "Source 2"], ["👍", "👎", "More answers"]]
    assert labels(under_answer(found, KEY, AR)) == [["المصدر 2", "المصدر 1"], ["إجابات أخرى", "👎", "👍"]]


def test_each_source_opens_the_best_passage_of_its_document() -> None:
    found = about_palms(palm("b.md"), palm("a.md"), palm("a.md"))
    found = replace(found, citations=(cite(document="b.md"), cite(2, document="a.md")))
    first, second = under_answer(found, KEY, EN)[0]
    assert [parse(first.data), parse(second.data)] == [Press(Act.OPEN, KEY, 1), Press(Act.OPEN, KEY, 2)]


def test_more_is_offered_only_when_there_is_more_that_is_related() -> None:
    elsewhere = passage("sea.md", 0.5, text="البحر الميت شديد الملوحة.", title="البحر")
    assert labels(under_answer(about_palms(palm(), elsewhere), KEY, EN))[-1] == ["👍", "👎"]


def test_the_readers_opinion_is_marked() -> None:
    assert labels(under_answer(about_palms(palm()), KEY, EN, Vote.BAD))[-1] == ["👍", "👎 ✓"]


def test_nearest_are_up_to_three_different_headings_in_the_order_of_rank() -> None:
    silent = about_palms(
        palm(heading="الثمار"),
        palm(heading="الثمار"),
        palm(heading="السقي"),
        palm("b.md"),
        palm("b.md", heading="آخر"),
        silence=Silence.NOT_FOUND,
    )
    assert [rank for rank, _ in nearest(silent)] == [1, 3, 4]
    assert labels(under_answer(silent, KEY, AR)) == [
        [f"{FSI}الثمار{PDI} — {FSI}النخيل{PDI}"],
        [f"{FSI}السقي{PDI} — {FSI}النخيل{PDI}"],
        [f"{FSI}النخيل{PDI}"],
    ]


def test_a_question_without_words_has_no_buttons() -> None:
    silent = replace(about_palms(silence=Silence.NO_WORDS), folded="")
    assert under_answer(silent, KEY, AR) == ()


def test_a_long_heading_is_cut_and_its_isolate_still_closed() -> None:
    silent = about_palms(palm(heading="عنوان طويل " * 30), silence=Silence.NOT_FOUND)
    ((button,),) = under_answer(silent, KEY, AR)
    assert len(button.label) < 100
    assert button.label.count(FSI) == button.label.count(PDI) == 2


@pytest.mark.parametrize(("url", "count"), [("https://a.example", 2), ("file:///etc/passwd", 1), (None, 1)])
def test_an_opened_passage_has_a_button_to_what_a_browser_can_open(url: str | None, count: int) -> None:
    ((*buttons,),) = under_passage(palm(url=url), KEY, AR)
    assert len(buttons) == count
    assert parse(buttons[0].data) == Press(Act.BACK, KEY)


def test_a_passage_opened_from_a_list_leads_back_to_its_page() -> None:
    found = about_palms(*(palm(f"{number}.md") for number in range(9)))
    opening, turning = under_more(found, 2, KEY, EN)
    assert [button.label for button in opening] == ["Answer 4", "Answer 5", "Answer 6"]
    assert [button.label for button in turning] == ["Previous", "Next", "↩ Back"]
    pressed = parse(opening[0].data)
    assert pressed is not None
    ((back,),) = under_passage(palm(), KEY, EN, pressed.page)
    assert parse(back.data) == Press(Act.MORE, KEY, 2)


def test_the_first_and_last_page_lead_no_further() -> None:
    found = about_palms(*(palm(f"{number}.md") for number in range(6)))
    assert labels(under_more(found, 1, KEY, EN))[1] == ["Next", "↩ Back"]
    assert labels(under_more(found, 2, KEY, EN))[1] == ["Previous", "↩ Back"]


def test_every_reason_can_be_given_or_none() -> None:
    pressed = [parse(button.data) for row in under_complaint(KEY, AR) for button in row]
    assert {press.reason for press in pressed if press and press.act is Act.REASON} == set(Reason)
    assert Press(Act.BACK, KEY) in pressed


def test_an_opened_passage_names_heading_source_and_date() -> None:
    found = palm(url="https://a.example", heading="الثمار", source="مجلة", date="2024")
    read = only(views.opened(found, Quote("قبلها. ", PALMS, " بعدها."), AR))
    assert read.inside["blockquote"] == f"قبلها. {PALMS} بعدها."
    assert read.links == [("https://a.example", f"{FSI}النخيل{PDI}")]
    assert read.text.endswith(f"{FSI}الثمار{PDI} — {FSI}مجلة{PDI} — {FSI}2024{PDI}")


def test_a_passage_too_long_with_its_section_is_shown_alone() -> None:
    read = only(views.opened(palm(), Quote("س" * 4096, PALMS, ""), AR))
    assert read.inside["blockquote"] == PALMS


def test_a_page_of_more_answers_is_one_message_however_long_they_are() -> None:
    found = about_palms(*(palm(f"{number}.md", text="النخلة " * 900, title="ع" * 500) for number in range(5)))
    assert units(only(views.more(found, 1, AR)).text) <= 4096


@pytest.mark.parametrize("text", [PALMS, "كلمة " * 200, "س" * 500, "😀" * 300])
def test_the_small_window_holds_at_most_what_telegram_shows_in_it(text: str) -> None:
    shown = views.in_a_window(palm(text=text, title="عنوان " * 40))
    assert units(shown) <= 200
    assert shown.startswith(text[:50])


def test_markup_is_taken_off_again_without_losing_a_word() -> None:
    (part,) = lay_out(
        [Run("a < b & c > d ", ("b",)), Run("«نص»", ("u", 'a href="https://x.example?a&gt;b"'))]
    )
    assert plain(part.html) == part.plain
