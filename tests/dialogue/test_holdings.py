import pytest

from bot.buttons import Reply
from bot.dialogue import holdings
from bot.dialogue.callbacks import CommandPress, parse_command
from bot.dialogue.direction import FSI, PDI, RLM
from bot.dialogue.language import Language
from bot.documents import Source

from .samples import only, units

AR, EN = Language.ARABIC, Language.ENGLISH


def many(count: int, title: str = "عنوان") -> list[Source]:
    return [Source(f"folder/{n}.md", title, "2024", None) for n in range(count)]


def text(reply: Reply) -> str:
    return only(reply.parts).text


def pressed(reply: Reply) -> list[tuple[str, CommandPress | None]]:
    return [(button.label, parse_command(button.data)) for row in reply.keyboard for button in row]


def test_sources_are_listed_by_number_with_dates_and_links() -> None:
    documents = [Source("a", "عمّان", "2024", "https://a.example"), Source("b", "GPS", None, None)]
    listed = only(holdings.sources(documents, 1, AR).parts)
    assert listed.text == f"لديّ وثيقتان:\n{RLM}1. {FSI}عمّان{PDI} — {FSI}2024{PDI}\n{RLM}2. {FSI}GPS{PDI}"
    assert listed.links == [("https://a.example", f"{FSI}عمّان{PDI}")]


def test_many_sources_are_turned_page_by_page_and_none_is_left_out() -> None:
    documents = many(40)
    seen = [text(holdings.sources(documents, page, AR)) for page in (1, 2, 3)]
    numbers = [int(line.split(".")[0].strip(RLM)) for each in seen for line in each.split("\n")[1:]]
    assert numbers == list(range(1, 41))
    assert pressed(holdings.sources(documents, 1, AR)) == [("التالي", CommandPress("sources", "2"))]
    assert pressed(holdings.sources(documents, 2, AR)) == [
        ("التالي", CommandPress("sources", "3")),
        ("السابق", CommandPress("sources", "1")),
    ]
    assert pressed(holdings.sources(documents, 3, AR)) == [("السابق", CommandPress("sources", "2"))]


@pytest.mark.parametrize("page", [0, 4, 9999])
def test_a_page_that_is_not_there_any_more_is_the_first(page: int) -> None:
    assert holdings.sources(many(40), page, EN) == holdings.sources(many(40), 1, EN)


def test_what_fits_on_one_page_needs_no_buttons() -> None:
    assert holdings.sources(many(15), 1, AR).keyboard == ()


@pytest.mark.parametrize("language", Language)
def test_no_sources_is_said(language: Language) -> None:
    assert text(holdings.sources([], 1, language))


def test_a_page_is_one_message_however_long_the_names_are() -> None:
    documents = many(40, "عنوان طويل " * 50)
    assert units(text(holdings.sources(documents, 1, AR))) <= 4096


def test_the_records_of_a_table_are_one_document_with_their_number() -> None:
    """A thousand questions and answers must not hide the other documents."""
    records = [Source(f"قسم/أسئلة.csv#{n}", f"سؤال {n}؟", None, None) for n in range(1_000)]
    documents = [*records, Source("C#.md", "لغة", None, None), Source("z.zip/r.jsonl#1", "واحد", None, None)]
    listed = text(holdings.sources(documents, 1, AR))
    assert listed == (
        f"لديّ 3 وثائق:\n{RLM}1. {FSI}r{PDI} — سجل واحد\n{RLM}2. {FSI}أسئلة{PDI} — 1,000 سجل"
        f"\n{RLM}3. {FSI}لغة{PDI}"
    )
    assert text(holdings.sources(documents, 1, EN)).count("1,000 records") == 1
