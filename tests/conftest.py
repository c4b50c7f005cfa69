"""Options for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# A busy machine is slow, which says nothing about the code.
settings.register_profile("isnad", deadline=None)
settings.load_profile("isnad")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden/answers anew")
