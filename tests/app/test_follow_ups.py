"""Questions that go on from the one before, in private and in groups, asked of the sample corpus."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from .stage import Stage

CORPUS = Path(__file__).parents[2] / "corpus"
TRAVELLER, SCHOLAR = "أين ولد ابن بطوطة؟", "أين ولد ابن الهيثم؟"
AND_WHEN_DID_HE_DIE = "ومتى توفي؟"
TRAVELLERS_DEATH, SCHOLARS_DEATH = "1368", "1040"
SEARCHED = "بحثت عن"


@pytest.fixture
async def stage(stage: Stage) -> Stage:
    """Start the bot on the sample corpus."""
    await stage.bot(corpus_dir=CORPUS, group_limit=0)
    return stage


async def test_a_follow_up_is_answered_in_full_and_says_what_was_looked_for(stage: Stage) -> None:
    suad = await stage.person()
    await stage.answer(suad, TRAVELLER)
    answer = await stage.answer(suad, AND_WHEN_DID_HE_DIE)
    assert TRAVELLERS_DEATH in answer["text"]
    assert "متى توفي ابن بطوطة؟" in answer["text"].splitlines()[0]
    assert SEARCHED in answer["text"].splitlines()[0]


async def test_a_question_that_stands_alone_is_looked_for_as_it_was_typed(stage: Stage) -> None:
    suad = await stage.person()
    await stage.answer(suad, TRAVELLER)
    answer = await stage.answer(suad, "ومتى توفي ابن الهيثم؟")
    assert SCHOLARS_DEATH in answer["text"]
    assert SEARCHED not in answer["text"]


async def test_the_topic_outlives_a_restart_of_the_bot(stage: Stage) -> None:
    suad = await stage.person()
    await stage.answer(suad, TRAVELLER)
    await stage.runs[-1].killed()
    await stage.bot(corpus_dir=CORPUS)
    assert TRAVELLERS_DEATH in (await stage.answer(suad, AND_WHEN_DID_HE_DIE))["text"]


async def test_in_a_group_each_person_goes_on_from_their_own_question(stage: Stage) -> None:
    suad, karim, nour = [await stage.person(name) for name in ("سعاد", "كريم", "نور")]
    club = await stage.client.group("نادي", suad, karim, nour)
    await stage.answer(suad, f"/ask {TRAVELLER}", club)
    await stage.answer(karim, f"/ask {SCHOLAR}", club)
    first = await stage.answer(suad, f"/ask {AND_WHEN_DID_HE_DIE}", club)
    second = await stage.answer(karim, f"/ask {AND_WHEN_DID_HE_DIE}", club)
    third = await stage.answer(nour, f"/ask {AND_WHEN_DID_HE_DIE}", club)
    assert TRAVELLERS_DEATH in first["text"]
    assert SCHOLARS_DEATH in second["text"]
    assert SEARCHED not in third["text"]


async def test_each_forum_topic_has_a_talk_of_its_own(stage: Stage) -> None:
    suad = await stage.person()
    forum = await stage.client.group("منتدى", suad, kind="supergroup", is_forum=True)
    travel, light, empty = [await stage.client.topic(forum, name) for name in ("رحلات", "بصريات", "عام")]
    await stage.answer(suad, f"/ask {TRAVELLER}", forum, topic=travel)
    await stage.answer(suad, f"/ask {SCHOLAR}", forum, topic=light)
    answers = [
        (await stage.answer(suad, f"/ask {AND_WHEN_DID_HE_DIE}", forum, topic=topic))["text"]
        for topic in (travel, light, empty)
    ]
    assert TRAVELLERS_DEATH in answers[0]
    assert SCHOLARS_DEATH in answers[1]
    assert SEARCHED not in answers[2]
    assert SEARCHED not in (await stage.answer(suad, f"/ask {AND_WHEN_DID_HE_DIE}", forum))["text"]


async def test_nothing_of_a_private_chat_reaches_a_group_nor_the_other_way_round(stage: Stage) -> None:
    suad, karim = await stage.person("سعاد"), await stage.person("كريم")
    club = await stage.client.group("نادي", suad, karim)
    await stage.answer(suad, TRAVELLER)
    assert SEARCHED not in (await stage.answer(suad, f"/ask {AND_WHEN_DID_HE_DIE}", club))["text"]
    await stage.answer(karim, f"/ask {TRAVELLER}", club)
    assert SEARCHED not in (await stage.answer(karim, AND_WHEN_DID_HE_DIE))["text"]


async def test_a_reply_to_an_earlier_answer_goes_on_from_that_one(stage: Stage) -> None:
    suad, karim = await stage.person("سعاد"), await stage.person("كريم")
    club = await stage.client.group("نادي", suad, karim)
    earlier = await stage.answer(suad, f"/ask {TRAVELLER}", club)
    await stage.answer(suad, f"/ask {SCHOLAR}", club)
    for person in (suad, karim):
        answer = await stage.answer(person, AND_WHEN_DID_HE_DIE, club, reply_to=earlier["message_id"])
        assert TRAVELLERS_DEATH in answer["text"]


async def test_without_a_log_to_remember_by_a_follow_up_gets_a_reply_as_if_it_were_the_first(
    stage: Stage,
) -> None:
    suad = await stage.person()
    await stage.answer(suad, TRAVELLER)
    with closing(sqlite3.connect(stage.database)) as other:
        other.executescript("drop table cited_passages; drop table turns")
    assert SEARCHED not in (await stage.answer(suad, AND_WHEN_DID_HE_DIE))["text"]
    assert "no such table" in await stage.runs[-1].said("without its context")


async def test_an_edited_follow_up_still_goes_on_from_the_question_before_it(stage: Stage) -> None:
    suad = await stage.person()
    await stage.answer(suad, TRAVELLER)
    answer = await stage.answer(suad, "وفي أي شارع؟")
    asked = answer["reply_to_message"]["message_id"]
    await suad.edit(suad.id, asked, AND_WHEN_DID_HE_DIE)
    await suad.wait_for(lambda message: "edit_date" in message and TRAVELLERS_DEATH in message["text"])
