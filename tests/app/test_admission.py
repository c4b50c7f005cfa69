"""The operator's lists and limits reach the running bot."""

from __future__ import annotations

import time

from .documents import CAPITAL, CAPITAL_SENTENCE
from .stage import Stage, replies


async def test_lists_limits_and_ages_are_those_of_the_settings(stage: Stage) -> None:
    suad, karim = await stage.person("سعاد"), await stage.person("كريم")
    club = await stage.client.group("نادي", suad, karim)
    await stage.bot(allowed_users=suad.id, group_limit=1, stale_hours=2)
    assert "ليس متاحًا للجميع" in (await stage.answer(karim, CAPITAL))["text"]
    old = {"date": int(time.time()) - 3 * 3600}
    assert "متأخر" in (await stage.answer(suad, CAPITAL, raw=old))["text"]
    assert CAPITAL_SENTENCE in (await stage.answer(suad, f"/ask {CAPITAL}", club))["text"]
    assert "أسئلة كثيرة" in (await stage.answer(suad, f"/ask {CAPITAL}", club))["text"]
    assert (await replies(suad, club)).total() == 2
