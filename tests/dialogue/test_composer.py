from bot.dialogue.composer import compose
from bot.records import Answer, Passage, Quote, Silence, Verdict

from .samples import passage

QUOTE = Quote("", "نص.", "")


def composed(*passages: Passage, silence: Silence | None = None, quote: Quote | None = QUOTE) -> Answer:
    return compose("سؤال؟", "سؤال", passages, Verdict(0.8, silence), quote, None, 3.0)


def test_the_first_citation_is_the_quoted_document_and_each_is_cited_once() -> None:
    answer = composed(passage("a", 10), passage("a", 9.5), passage("b", 9), passage("b", 9), passage("c", 8))
    assert [(cited.number, cited.document) for cited in answer.citations] == [(1, "a"), (2, "b"), (3, "c")]


def test_at_most_three_documents_are_cited() -> None:
    answer = composed(*(passage(name, 10) for name in "abcde"))
    assert [cited.document for cited in answer.citations] == ["a", "b", "c"]


def test_another_document_is_cited_from_three_quarters_of_the_first_score_on() -> None:
    answer = composed(passage("a", 8), passage("b", 6.0, text="ب."), passage("c", 5.99, text="ج."))
    assert [cited.document for cited in answer.citations] == ["a", "b"]


def test_what_says_the_very_same_is_cited_however_far_behind() -> None:
    answer = composed(passage("a", 8), passage("b", 5, text="ب."), passage("c", 0.1))
    assert [cited.document for cited in answer.citations] == ["a", "c"]


def test_a_citation_carries_what_the_reader_needs_to_find_the_source() -> None:
    answer = composed(passage("a", 1, url="https://a.example", date="2024", source="صحيفة"))
    (cited,) = answer.citations
    assert (cited.title, cited.url, cited.date, cited.source) == (
        "عنوان a",
        "https://a.example",
        "2024",
        "صحيفة",
    )


def test_silence_has_neither_quote_nor_citation_but_keeps_its_passages() -> None:
    answer = composed(passage("a", 1), silence=Silence.NOT_FOUND)
    assert (answer.answered, answer.quote, answer.citations) == (False, None, ())
    assert (len(answer.passages), answer.confidence, answer.folded) == (1, 0.8, "سؤال")


def test_no_passage_is_nothing_found_whatever_the_verdict() -> None:
    assert composed(quote=None).silence is Silence.NOT_FOUND
