"""What an admin wants to know of new documents: that they are there already, or do not look like Arabic."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.search.builder import build_from
from bot.search.generations import refresh, shelf
from bot.search.index import Index
from bot.search.second_look import SecondLook, doubt_of, second_look, sentence_keys

from .folders import COFFEE, LIBRARY, PALM, document, put

MORE = [
    "يزرع أهل القرية القمح والشعير في الوادي منذ مئات السنين ويحصدونهما في أول الصيف كل عام.",
    "في وسط السوق القديم خان كبير بناه التجار قبل قرنين وما زالت أبوابه الخشبية قائمة إلى اليوم.",
    "يقصد الزوار البحيرة في الربيع حين تعود إليها الطيور المهاجرة من الجنوب بأعداد كبيرة جدًا.",
]
PROSE = " ".join([COFFEE, LIBRARY, PALM, *MORE])


def index_of(**texts: str) -> Index:
    return build_from(document(text, name=f"{name}.md") for name, text in texts.items())


def told(index: Index, *files: str) -> list[tuple[str, str]]:
    return [(each.file, each.text) for each in second_look(index, files).remarks]


def test_a_new_document_with_the_text_of_another_is_told_with_its_name() -> None:
    index = index_of(old=PROSE, new=PROSE, other=MORE[0])
    ((file, text),) = told(index, "new.md")
    assert file == "new.md"
    assert "its text is that of old.md" in text


def test_two_new_documents_of_the_same_text_are_told_once() -> None:
    assert len(told(index_of(one=COFFEE, two=COFFEE), "one.md", "two.md")) == 1


def test_a_document_that_mostly_stands_in_another_is_told_with_the_share() -> None:
    half = " ".join(
        [COFFEE, LIBRARY, PALM, "وهذه جملة لا توجد في الوثيقة الأخرى على طولها هذا وليس لها فيها مثيل."]
    )
    ((file, text),) = told(index_of(old=PROSE, new=half), "new.md")
    assert file == "new.md"
    assert "75% of the sentences of one stand in the other, or nearly: old.md" in text


def test_a_phrase_that_pages_share_makes_no_twins() -> None:
    foot = "حقوق النشر محفوظة للموقع ولا يجوز نقل شيء من صفحاته من دون إذن مكتوب من أصحابه."
    index = index_of(
        **{f"page{number}": f"{text} {foot}" for number, text in enumerate([COFFEE, PALM, *MORE])}
    )
    assert told(index, "page0.md", "page1.md") == []


def test_only_the_documents_of_the_files_named_are_looked_at() -> None:
    assert told(index_of(one=COFFEE, two=COFFEE), "three.md") == []
    record = [document(COFFEE, name="a#b.jsonl#1"), document(COFFEE, name="c.md")]
    assert [file for file, _ in told(build_from(record), "a#b.jsonl")] == ["a#b.jsonl#1"]


def test_rows_of_a_table_that_repeat_each_other_are_told_once_for_the_table() -> None:
    texts = [*[PROSE] * 3, *[COFFEE] * 2, LIBRARY]
    table = [document(text, name=f"prices.csv#{number}") for number, text in enumerate(texts)]
    found = second_look(build_from(table), ["prices.csv"])
    assert found.remarks == ()
    (repeated,) = found.repeated
    assert (repeated.file, repeated.other) == ("prices.csv", None)
    assert sorted(repeated.rows) == [f"prices.csv#{number}" for number in range(5)]


@pytest.mark.parametrize("fresh", ["prices.csv", "notes.md"])
def test_rows_that_stand_in_another_file_are_told_once_for_both_files(fresh: str) -> None:
    rows = [document(text, name=f"prices.csv#{number}") for number, text in enumerate([PROSE, PROSE, PALM])]
    index = build_from([document(PROSE, name="notes.md"), *rows])
    elsewhere = [each for each in second_look(index, [fresh]).repeated if each.other is not None]
    assert [(each.file, each.other, len(each.rows)) for each in elsewhere] == [("prices.csv", "notes.md", 2)]


def test_a_new_version_in_which_a_number_changed_is_nearly_the_same_and_not_the_same() -> None:
    ((_, text),) = told(index_of(old=PROSE, new=PROSE.replace("1990", "1991")), "new.md")
    assert "or nearly: old.md" in text


def test_equal_sentences_have_the_same_key_and_different_ones_do_not() -> None:
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    letters = "ابتثجحخدرسصطعفقكلمنهوي "
    texts = ["".join(chance.choices(letters, k=chance.randint(61, 90))).strip() + "." for _ in range(3000)]
    texts += chance.choices(texts, k=500)
    index = build_from(document(text, name=f"{number}.md") for number, text in enumerate(texts))
    keys = sentence_keys(index).tolist()
    sentences = [index.text(number) for number in range(len(index))]
    assert len(set(sentences)) >= 3000
    assert len(set(zip(keys, sentences, strict=True))) == len(set(sentences)) == len(set(keys))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (PROSE[::-1], "backwards"),
        (" ".join(PROSE.replace(" ", "")), "come apart into letters"),
        (PROSE.encode().decode("latin-1"), "wrong encoding"),
        (PROSE.encode("cp1256").decode("cp1252", "replace"), "wrong encoding"),
        ("ﺍﻟﻘﻬﻮﺓ ﻣﺸﺮﻭﺏ ﻣﻌﺮﻭﻑ ﻓﻲ ﻛﻞ ﺑﻼﺩ", "presentation forms"),
    ],
)
def test_what_does_not_look_like_arabic_is_told(text: str, doubt: str) -> None:
    assert doubt in str(doubt_of(text))
    assert any(doubt in said for _, said in told(index_of(bad=text), "bad.md"))


@pytest.mark.parametrize("text", [PROSE, COFFEE, "The quick brown fox jumps over the lazy dog.", "", "١٢٣"])
def test_sound_text_is_not_doubted(text: str) -> None:
    assert doubt_of(text) is None


def test_the_sample_corpus_is_not_doubted(index: Index) -> None:
    assert second_look(index, list(index.numbers)) == SecondLook()


def test_a_refresh_tells_of_what_is_new_and_not_again_of_what_was_there(tmp_path: Path) -> None:
    corpus = put(tmp_path / "corpus", coffee=PROSE, library=LIBRARY)
    folder = shelf(tmp_path / "data", corpus)
    assert refresh(corpus, folder).remarks == ()
    put(corpus, copy=PROSE)
    (remark,) = refresh(corpus, folder).remarks
    assert remark.file == "copy.md"
    put(corpus, palm=PALM)
    assert refresh(corpus, folder).remarks == ()
