"""The exact span is marked when one alone can be told, and only then."""

from __future__ import annotations

import pytest

from bot.search.highlight import highlight


@pytest.mark.parametrize(
    ("question", "sentence", "span"),
    [
        ("متى افتتح المقهى؟", "افتُتح المقهى في لندن عام 1652، وصاحبه رجل.", "عام 1652"),
        ("متى شُفي؟", "شُفي في أكتوبر/تشرين الأول 1977 وعاد.", "أكتوبر/تشرين الأول 1977"),
        ("متى هبط في 1969؟", "هبط عام 1969 على القمر.", None),
        ("متى ولد؟", "ولد عام 1900 وتوفي عام 1950.", None),
        ("كم هدفًا سجل؟", "شهدت البطولة ١٧٢ هدفًا في ٦٤ مباراة.", "١٧٢ هدفًا"),
        ("كم بلغ التبادل؟", "ارتفع التبادل 46.6٪ عام 2021 فبلغ 2.49 مليار دولار.", "2.49 مليار دولار"),
        ("كم نسبة الزيادة؟", "ارتفع التبادل 46.6٪ عام 2021 فبلغ 2.49 مليار دولار.", "46.6٪"),
        ("كم عدد الإمارات؟", "هي الإمارات السبع.[6]", None),
        ("من بنى الجامع؟", "بنته فاطمة عام 859.", None),
    ],
)
def test_highlight(question: str, sentence: str, span: str | None) -> None:
    assert highlight(question, sentence) == span
    assert span is None or span in sentence
