"""The encoding of a file is told from its bytes, said, and never guessed over a fault."""

from __future__ import annotations

import pytest

from bot.errors import DocumentError
from bot.reading.decoding import decode
from tests.golden.questions import CORPUS

ARTICLES = sorted(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*.md"))
ENCODINGS = ("windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be")
LINE = "ينبع الماء من سفح الجبل، ويسقي بساتين الزيتون."


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_article_of_ours_is_read_as_what_it_was_written_in(encoding: str) -> None:
    for article in ARTICLES:
        written = article.encode(encoding, "ignore")
        found = decode(written)
        assert (found.text, found.encoding) == (written.decode(encoding), encoding)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_one_sentence_is_enough(encoding: str) -> None:
    written = LINE.encode(encoding, "ignore")
    assert decode(written).encoding == encoding
    assert decode(written).text == written.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_at_the_beginning_tells_the_encoding_and_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(LINE.encode(encoding)).text == LINE


def test_only_another_encoding_than_utf_8_is_remarked_on() -> None:
    assert decode(LINE.encode()).remarks("a.txt") == ()
    (remark,) = decode(LINE.encode("windows-1256")).remarks("a.txt")
    assert remark.file == "a.txt"
    assert "windows-1256" in remark.text


def test_french_words_in_an_old_arabic_text_are_kept() -> None:
    text = f"{LINE} وأهدي إلى école française كتابًا."
    assert decode(text.encode("windows-1256")).text == text


def test_what_a_file_declares_is_believed_only_where_it_is_not_utf_8() -> None:
    assert decode("ظظ".encode("windows-1256"), "Windows-1256").text == "ظظ"
    assert decode("café".encode("latin-1"), "iso-8859-1").text == "café"
    assert decode(LINE.encode(), "windows-1256").text == LINE


@pytest.mark.parametrize("declared", ["utf-7", "rot13", "unicode_escape", "nonsense", ""])
def test_a_file_cannot_declare_its_way_to_any_other_codec(declared: str) -> None:
    with pytest.raises(DocumentError, match="UTF-8"):
        decode("ظظ".encode("windows-1256"), declared)


def test_a_mark_that_the_bytes_do_not_keep_is_refused_with_its_line() -> None:
    with pytest.raises(DocumentError, match="UTF-16") as caught:
        decode("سطر\n".encode("utf-16") + b"\xd8")
    assert caught.value.line is not None
