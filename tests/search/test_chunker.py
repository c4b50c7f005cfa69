"""A document is cut into passages that are its own words, at their own places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.reading import read
from bot.search.chunker import LONGEST, SHORT, chunk
from bot.search.corpus import read_corpus
from tests.golden.questions import CORPUS

LONG = "هذه جملة طويلة تكفي وحدها لتكون مقطعًا يُرتَّب ويُقتبس، فلا حاجة إلى ضمها إلى جارتها"
OTHER = "وهذه جملة أخرى طويلة تكفي وحدها هي الأخرى، فلا تُضم إلى ما قبلها ولا إلى ما بعدها أبدًا"


def passages(text: str) -> list[str]:
    return [text[piece.start : piece.end] for piece in chunk(text).passages]


def test_long_sentences_are_passages_of_their_own() -> None:
    assert min(len(LONG), len(OTHER)) >= SHORT
    assert passages(f"{LONG}. {OTHER}.") == [f"{LONG}.", f"{OTHER}."]


def test_a_short_sentence_is_joined_with_its_neighbour_verbatim() -> None:
    assert passages(f"نعم.  {LONG}.") == [f"نعم.  {LONG}."]


def test_sentences_are_not_joined_beyond_the_longest_passage() -> None:
    text = f"{'كلمة ' * (LONGEST // 5)}. نعم."
    assert len(passages(text)) == 2


def test_lines_of_a_list_stay_apart_and_lose_their_marks() -> None:
    assert passages("- الأول\n* الثاني\n• الثالث\n> مقتبس") == ["الأول", "الثاني", "الثالث", "مقتبس"]


def test_a_paragraph_is_numbered_and_spans_its_passages() -> None:
    text = f"{LONG}. {OTHER}.\n\nفقرة ثانية"
    cut = chunk(text)
    assert [piece.paragraph for piece in cut.passages] == [0, 0, 1]
    assert [text[start:end] for start, end in cut.paragraphs] == [f"{LONG}. {OTHER}.", "فقرة ثانية"]


def test_a_heading_is_no_passage_but_counts_with_every_paragraph_below_it() -> None:
    cut = chunk("مقدمة\n\n## التوصيل\n\nأجرته 20.\n\nوهو سريع.\n\n### الإرجاع\nخلال أسبوع.")
    assert cut.headings == ("", "التوصيل", "التوصيل", "الإرجاع")
    assert len(cut.passages) == 4


@pytest.mark.parametrize("text", ["", "# عنوان وحده", "---\n\n***", "😀"])
def test_a_text_that_says_nothing_has_no_passage(text: str) -> None:
    assert chunk(text).passages == ()


@given(
    st.lists(
        st.sampled_from([LONG, "نعم", "2.49", ". ", "؟ ", "\n", "\n\n", "- ", "# ", "> ", "(", ")", "«", " "])
    ).map("".join)
)
def test_passages_are_in_order_apart_and_hold_every_letter_but_the_headings(text: str) -> None:
    place, cut = 0, chunk(text)
    left = ""
    for piece in cut.passages:
        assert place <= piece.start < piece.end <= len(text)
        assert cut.paragraphs[piece.paragraph][0] <= piece.start
        assert piece.end <= cut.paragraphs[piece.paragraph][1]
        left += text[place : piece.start]
        place = piece.end
    left += text[place:]
    headings = "".join(line for line in left.split("\n") if line.lstrip().startswith("#"))
    assert sum(map(str.isalpha, left)) == sum(map(str.isalpha, headings))


def test_every_passage_of_the_sample_corpus_is_the_text_at_its_place_as_the_reader_read_it() -> None:
    checked = 0
    for document in read_corpus(CORPUS).documents:
        (again,) = read((CORPUS / document.name).read_bytes(), document.name).documents
        for piece in chunk(document.text).passages:
            text = again.text[piece.start : piece.end]
            assert text == text.strip() != ""
            assert text in (CORPUS / document.name).read_text(encoding="utf-8")
            checked += 1
    assert checked > 200


CLAUSE = "وقد بنى المهندسون في تلك السنة جسرًا جديدًا فوق النهر الكبير في وسط المدينة القديمة، "


def test_a_sentence_as_long_as_a_page_is_cut_where_a_clause_begins() -> None:
    text = f"{CLAUSE * 9}ثم توقف العمل بعد ذلك سنين طويلة بسبب الحرب التي عمت البلاد كلها."
    found = [text[each.start : each.end] for each in chunk(text).passages]
    assert len(found) > 1
    assert " ".join(found) == text
    assert all(SHORT <= len(each) <= LONGEST for each in found)
    assert all(each.startswith(("وقد بنى", "ثم توقف")) for each in found)


def test_a_list_of_names_and_what_stands_in_brackets_is_not_cut() -> None:
    names = f"زار {'القاهرة، دمشق، بغداد، تونس، ' * 20}ثم عاد."
    assert len(chunk(names).passages) == 1
    aside = f"بنى المهندسون الجسر ({CLAUSE * 5}كما يروى) في سنة واحدة."
    assert len(chunk(aside).passages) == 1


def test_a_first_clause_longer_than_that_stays_whole() -> None:
    first = f"{'كلمة ' * (LONGEST // 4)}هنا، "  # in code points, a quarter more than LONGEST
    text = f"{first}{CLAUSE * 2}".strip()
    found = [text[each.start : each.end] for each in chunk(text).passages]
    assert found[0] == first.strip()
