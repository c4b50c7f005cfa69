"""Killed, stopped, restarted: every question is answered, and answered once."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterable

from bot.loopback.client import Person
from bot.loopback.weather import Weather

from .documents import ANSWERS, CAPITAL, COFFEE, NILE
from .stage import PATIENCE, Stage, replies, until

PEOPLE = 6
CHATS = PEOPLE + 1
QUESTIONS = 50
AT_ONCE_IN_A_GROUP = 20
"""The group's answers a minute, by Telegram's rules; later ones wait three seconds each."""


async def answered(questions: Iterable[int], person: Person, chat_id: int | None = None) -> list[int]:
    """Wait until each question has a reply, then return how many each got."""
    for question in questions:
        await person.wait_for(reply_to=question, chat_id=chat_id or person.id, timeout=PATIENCE)
    counted = await replies(person, chat_id)
    return [counted[question] for question in questions]


async def ask_many(people: list[Person], club: int) -> list[tuple[Person, int, list[int]]]:
    """Ask fifty questions, in turn in private chats and in one group; return who can see which ids where."""
    texts = list(ANSWERS)
    asked = [(person, person.id, list[int]()) for person in people]
    asked.append((people[0], club, []))
    for number in range(QUESTIONS):
        in_group, text = number % 3 == 0, texts[number % len(texts)]
        _, chat_id, questions = asked[-1 if in_group else number % PEOPLE]
        sent = await people[number % PEOPLE].send(chat_id, f"/ask {text}" if in_group else text)
        questions.append(sent["message_id"])
    return asked


async def test_killed_in_the_middle_of_fifty_questions_it_answers_all_when_started_again(
    stage: Stage,
) -> None:
    """Only what was being answered in that moment, one question a chat, may be answered twice."""
    people = [await stage.person(f"شخص {number}") for number in range(PEOPLE)]
    club = await stage.client.group("نادي", *people)
    bot = await stage.bot(group_limit=0)
    await stage.client.weather(502, method="sendMessage", chat_id=people[2].id, times=10_000)
    asked = await ask_many(people, club)
    watcher, chat_id, questions = asked[1]
    await watcher.wait_for(reply_to=questions[1], chat_id=chat_id)
    await bot.killed()
    stage.server.world.weather = Weather()
    done = [(await replies(person, chat_id)).total() for person, chat_id, _ in asked]
    assert 0 < sum(done) < QUESTIONS, "it was not killed in the middle"
    await stage.bot(group_limit=0)
    times: Counter[int] = Counter()
    for person, chat_id, questions in asked:
        times.update(await answered(questions, person, chat_id))
    assert sum(times.values()) == QUESTIONS
    assert set(times) <= {1, 2}
    assert times[2] <= CHATS


async def test_told_to_stop_it_ends_in_time_and_leaves_the_rest_for_the_next_start(stage: Stage) -> None:
    """The group's answers past the twentieth would take too long: they come later, and none comes twice."""
    suad = await stage.person()
    club = await stage.client.group("نادي", suad)
    bot = await stage.bot(group_limit=0)
    questions = [
        (await suad.send(club, f"/ask {CAPITAL}"))["message_id"] for _ in range(AT_ONCE_IN_A_GROUP + 6)
    ]
    await suad.wait_for(reply_to=questions[2], chat_id=club)
    assert await bot.stopped(signal.SIGTERM) == 0
    assert len(await replies(suad, club)) < len(questions), "nothing was left"
    while_down = (await suad.send(text=NILE))["message_id"]
    await stage.bot(group_limit=0)
    assert set(await answered(questions, suad, club)) == {1}
    assert await answered([while_down], suad) == [1]


async def test_an_update_that_telegram_delivers_twice_is_answered_once(stage: Stage) -> None:
    """Its confirmation meets bad weather and the bot is killed, so Telegram offers it again."""
    suad = await stage.person()
    bot = await stage.bot()
    offered = stage.server.world.bot.queue
    answers = [await stage.answer(suad, COFFEE)]
    await until(lambda: len(offered) == 0)  # confirmed, so the next poll is there and waits
    await stage.client.weather(502, method="getUpdates")
    answers.append(await stage.answer(suad, CAPITAL))
    await until(lambda: stage.rows("select count(*) from turns") == [(2,)])
    await bot.killed()
    assert len(offered) == 1, "Telegram has nothing to deliver again"
    await stage.bot()
    answers.append(await stage.answer(suad, NILE))
    assert await replies(suad) == {each["reply_to_message"]["message_id"]: 1 for each in answers}


async def test_what_was_asked_while_it_was_down_is_answered_and_one_who_blocked_it_holds_up_nobody(
    stage: Stage,
) -> None:
    suad, karim = await stage.person("سعاد"), await stage.person("كريم")
    refused = await karim.send(text=CAPITAL)
    await karim.block()
    asked = await suad.send(text=CAPITAL)
    bot = await stage.bot()
    assert await answered([asked["message_id"]], suad) == [1]
    await until(lambda: stage.rows("select count(*) from turns") == [(2,)])
    [(status, reason, sent)] = stage.rows(
        "select delivery_status, delivery_reason, sent_message_ids from turns "
        "join sessions on sessions.id = session_id where sender_id = ? and message_id = ?",
        karim.id,
        refused["message_id"],
    )
    assert (status, sent) == ("refused", "[]")
    assert "blocked" in reason
    assert await bot.stopped(signal.SIGINT) == 0, "SIGINT stops as cleanly as SIGTERM"


async def test_it_waits_for_a_network_that_is_down_at_its_start(stage: Stage) -> None:
    suad = await stage.person()
    port = int(stage.server.url.rpartition(":")[2])
    await stage.server.stop()
    bot = await stage.bot(ready="no answer from")
    await stage.server.start(port)
    asked = await suad.send(text=CAPITAL)
    assert await answered([asked["message_id"]], suad) == [1]
    assert await bot.stopped() == 0


async def test_told_to_stop_while_the_network_is_down_it_stops(stage: Stage) -> None:
    bot = await stage.bot(ready="no answer from", telegram_api_url="http://127.0.0.1:9")
    assert await bot.stopped() == 0


async def test_a_token_revoked_while_it_runs_ends_it_for_the_supervisor_to_tell(stage: Stage) -> None:
    """Patience would not bring the token back; what is asked meanwhile waits for the start with a new one."""
    suad = await stage.person()
    bot = await stage.bot()
    await stage.answer(suad, CAPITAL)
    stage.secrets.append(stage.server.token)
    stage.server.world.bot.token = "500000001:the-new-one-from-BotFather"
    await stage.server.stop()  # the long poll under way still had the old token
    await stage.server.start(int(stage.server.url.rpartition(":")[2]))
    asked = await suad.send(text=NILE)
    assert await bot.ended() == 2
    assert "does not know this Telegram token" in bot.lines[-1]
    assert bot.lines[-1].startswith("isnad: ")
    await stage.bot(telegram_token=stage.server.token)
    assert await answered([asked["message_id"]], suad) == [1]
