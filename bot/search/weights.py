"""The learned numbers, from the one file that holds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """One number a feature for ranking; one a clue, with `bias` and `threshold`, for confidence."""

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]


@cache
def learned() -> Weights:
    """Return the weights that ship with the package, as `bot.search.learning` wrote them."""
    content = json.loads(files("bot.search").joinpath(FILE).read_text(encoding="utf-8"))
    return Weights(content["ranking"], content["confidence"])
