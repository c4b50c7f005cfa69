"""A passage knows its heading and its place, and opens amid its section."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.journey import answer
from bot.search.builder import build_from
from bot.search.index import WIDEST_VIEW, Index
from bot.search.store import write

from .folders import COFFEE, COFFEE_ASKED, LIBRARY, LIBRARY_ASKED, PALM, PALM_ASKED, document

HALL = "وتقام في القاعة الكبيرة ندوات أسبوعية مفتوحة للجمهور من كل الأعمار بلا رسوم ولا مواعيد مسبقة."
TEXT = f"{COFFEE}\n\n## المكتبة\n\n{LIBRARY} {HALL}\n\n- {PALM}\n\n## النخيل\n\n{PALM}\n"


@pytest.fixture(params=["in memory", "from disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    built = build_from([document("وثيقة قصيرة بلا عناوين فيها.", "z.md"), document(TEXT, "a.md")])
    if request.param == "in memory":
        return built
    write(tmp_path / "index", built.arrays.items(), built.manifest)
    return Index.open(tmp_path / "index")


def sentence(index: Index, text: str, document: str = "a.md") -> int:
    place = index.sentence_at(document, TEXT.index(text))
    assert place is not None
    return place


@pytest.mark.parametrize(("question", "heading"), [(COFFEE_ASKED, None), (LIBRARY_ASKED, "المكتبة")])
def test_a_passage_names_the_heading_above_it_and_none_before_the_first(
    index: Index, question: str, heading: str | None
) -> None:
    assert answer(question, index).passages[0].heading == heading


def test_the_same_sentence_under_two_headings_is_two_passages(index: Index) -> None:
    found = [each.heading for each in answer(PALM_ASKED, index).passages if each.text == PALM]
    assert sorted(map(str, found)) == ["المكتبة", "النخيل"]


def test_every_sentence_is_found_by_its_document_and_place(index: Index) -> None:
    for text in (COFFEE, LIBRARY, HALL):
        assert index.text(sentence(index, text)) == text


@pytest.mark.parametrize(("name", "start"), [("gone.md", 0), ("a.md", 1), ("a.md", 10**6), ("z.md", 5)])
def test_a_place_where_no_sentence_begins_is_nobodys(index: Index, name: str, start: int) -> None:
    assert index.sentence_at(name, start) is None


def test_a_passage_opens_amid_its_section_verbatim_and_not_beyond(index: Index) -> None:
    quote = index.surroundings(sentence(index, HALL))
    assert quote.before + quote.sentence + quote.after == f"{LIBRARY} {HALL}\n\n- {PALM}"
    assert quote.sentence == HALL


def test_a_long_section_is_cut_between_sentences_on_both_sides() -> None:
    lines = [f"{number}. {LIBRARY}" for number in range(100, 200)]
    whole = "\n".join(lines)
    long = build_from([document(whole)])
    place = long.sentence_at("a.md", whole.index("150"))
    assert place is not None
    quote = long.surroundings(place)
    shown = quote.before + quote.sentence + quote.after
    assert shown in whole
    assert WIDEST_VIEW - 2 * len(lines[0]) < len(shown) <= WIDEST_VIEW
    assert quote.before.endswith("\n") or quote.before.rstrip() == quote.before
    assert abs(len(quote.before) - len(quote.after)) <= len(lines[0]) + 1


def test_a_sentence_longer_than_the_view_is_shown_whole_and_alone() -> None:
    long = "كلمة طويلة " * 300
    index = build_from([document(f"{LIBRARY}\n{long}\n{PALM}")])
    place = index.sentence_at("a.md", len(LIBRARY) + 1)
    assert place is not None
    quote = index.surroundings(place)
    assert (quote.before, quote.sentence, quote.after) == ("", long.strip(), "")
