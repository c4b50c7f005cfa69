"""What a reader sees for chosen questions, kept as text files.

After a change that is meant to show: `python -m pytest tests/golden --rewrite-golden`; then read what
changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.keyboards import under_answer
from bot.dialogue.language import Language
from bot.dialogue.render import render
from bot.journey import answer
from bot.search.builder import build
from bot.search.corpus import read_corpus
from bot.search.index import Index
from tests.golden.questions import CORPUS, golden_questions

ANSWERS = Path(__file__).with_name("answers")
CHOSEN = ("g01", "g06", "g11", "g16", "g21", "g26", "g31", "g36", "g41", "g46", "g48", "g55", "g56")
SLIPPED = {
    "s01": "متى ضم الرومان ممكلة الأنباط إليهم؟",
    "s02": "meen wazeer 5arejeyet rosya?",
    "s03": ";l suv j`;vm hg]o,g hgn hgfjvhx",
}
"""Questions typed with slips; they are shown as they were looked for."""
QUESTIONS = {row["id"]: row["question"] for row in golden_questions() if row["id"] in CHOSEN} | SLIPPED


@pytest.fixture(scope="module")
def index() -> Index:
    return build(read_corpus(CORPUS))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_reply_is_the_one_that_was_read_and_approved(
    name: str, index: Index, request: pytest.FixtureRequest
) -> None:
    question = QUESTIONS[name]
    found = answer(question, index)
    parts = [part.html for part in render(found, Language.ARABIC)]
    rows = under_answer(found, "key", Language.ARABIC)
    buttons = "\n".join(" ".join(f"[{button.label}]" for button in row) for row in rows)
    seen = "\n\n".join([question, *parts, buttons]) + "\n"
    path = ANSWERS / f"{name}.html"
    if request.config.getoption("--rewrite-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == seen


def test_every_approved_reply_belongs_to_a_chosen_question_and_none_is_missing() -> None:
    assert sorted(path.name for path in ANSWERS.iterdir()) == sorted(f"{name}.html" for name in QUESTIONS)
