"""Records in JSON and JSON lines, whatever holds them; a wrong line is refused, the others serve."""

from __future__ import annotations

import json

import pytest

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading.reading import read

PAIR = {"question": "متى تفتح المكتبة؟", "answer": "تفتح في الثامنة."}


def of_json(found: object) -> Reading:
    return read(json.dumps(found, ensure_ascii=False).encode(), "f.json")


def lines(*written: str) -> Reading:
    return read("\n".join(written).encode(), "f.jsonl")


@pytest.mark.parametrize(
    "found",
    [
        [PAIR],
        PAIR,
        {"data": [PAIR]},
        {"title": "أسئلة شائعة", "version": 2, "faq": [PAIR]},
        {"متى تفتح المكتبة؟": "تفتح في الثامنة."},
    ],
)
def test_records_are_found_in_a_list_in_one_key_or_alone(found: object) -> None:
    (document,) = of_json(found).documents
    assert (document.name, document.title, document.text) == (
        "f.json#1",
        "متى تفتح المكتبة؟",
        "تفتح في الثامنة.",
    )


def test_a_record_may_be_on_every_line() -> None:
    found = lines(json.dumps(PAIR), "", json.dumps({"id": 7, "نص": "نص آخر.", "رابط": "https://x.example/"}))
    assert [(each.name, each.text, each.url) for each in found.documents] == [
        ("f.jsonl#1", "تفتح في الثامنة.", None),
        ("f.jsonl#7", "نص آخر.", "https://x.example/"),
    ]


def test_other_values_are_read_out_whatever_they_are() -> None:
    record = {
        "text": "نص.",
        "price": 2.5,
        "open": True,
        "none": None,
        "tags": ["أ", "ب"],
        "at": {"city": "عمّان"},
    }
    (document,) = of_json([record]).documents
    assert document.text == "نص.\n\nprice: 2.5، open: true، tags: أ، ب، at city: عمّان"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "نص', "broken"),
        ('"نص"', "not a JSON object"),
        ("[" * 100_000, "broken"),
        ('{"text": ' + "[" * 500 + "]" * 500 + "}", ""),
        ('{"n": ' + "9" * 5_000 + "}", "broken"),
        ('{"text": "؟"}', "without text"),
    ],
)
def test_a_wrong_line_is_refused_with_its_number_and_the_others_serve(line: str, reason: str) -> None:
    found = lines(json.dumps(PAIR), line, json.dumps(PAIR))
    assert [each.name for each in found.documents] == ["f.jsonl#1", "f.jsonl#3"]
    (refusal,) = found.refused
    assert (refusal.line, refusal.partial) == (2, True)
    assert reason in refusal.reason


def test_a_list_may_hold_what_is_no_record() -> None:
    found = of_json([PAIR, 5, PAIR])
    assert len(found.documents) == 2
    assert "not a JSON object" in found.refused[0].reason


@pytest.mark.parametrize(
    ("content", "line"), [('[{"text": "نص"},\n{"text"}]', 2), ("5", None), ("[" * 100_000, None), ("", 1)]
)
def test_a_broken_file_is_refused_with_its_line(content: str, line: int | None) -> None:
    with pytest.raises(DocumentError, match="JSON") as caught:
        read(content.encode(), "f.json")
    assert caught.value.line == line
