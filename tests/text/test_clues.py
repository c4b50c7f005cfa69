"""A year is told from other numbers."""

from __future__ import annotations

import pytest

from bot.text.clues import is_year


@pytest.mark.parametrize(
    ("word", "year"), [("2021", True), ("1304", True), ("999", False), ("2100", False), ("12024", False)]
)
def test_a_year_is_told_from_other_numbers(word: str, year: bool) -> None:  # noqa: FBT001
    assert is_year(word) is year
