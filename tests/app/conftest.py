"""The stage, with the check of every log in its teardown."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .stage import Stage, a_stage


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Set up a stage of its own for a test."""
    async with a_stage(tmp_path) as stage:
        yield stage
