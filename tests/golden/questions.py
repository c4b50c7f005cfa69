"""The golden questions, and the corpus they are asked of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[2] / "corpus"


def golden_questions() -> list[dict[str, Any]]:
    """Return every golden question, answerable or not."""
    lines = Path(__file__).with_name("questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
