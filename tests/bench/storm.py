"""Ask a bot in a storm that also kills it, wait for the last answer, print what became of the questions.

`python -m tests.bench.storm [RUNS] [--mode polling|webhook] [--seed FIRST] [--logs FOLDER]`.  The seed
decides the questions, the deaths and the odds of the weather; which call meets what depends on the
processes as well.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.loopback.client import Person
from bot.loopback.weather import LOST, RESET, SLOW, TIMEOUT, TRUNCATED, Front, Weather
from tests.app.bot_process import READY, BotProcess
from tests.app.documents import ANSWERS
from tests.app.stage import Stage, a_stage, until
from tests.app.webhook import SECRET, behind, free_port
from tests.bench.storm_outcome import HEAD, LIMIT, SLOW_SECONDS, Death, Outcome

PEOPLE = 8
PAUSE = 0.5
"""Seconds between two questions, on an average."""
GROUP_SHARE, YOUNG_DEATHS = 0.1, 0.2
PHASE_SECONDS, SEVERITIES = 4.0, (0.1, 0.4, 0.9)
"""The share of the calls that fare badly, for some seconds at a time."""
ODDS: dict[int | str, int] = {
    429: 8, 500: 5, 502: 8, RESET: 8, TRUNCATED: 3, SLOW: 5, TIMEOUT: 2, LOST: 1
}  # fmt: skip


@dataclass(frozen=True)
class Course:
    """How many processes die, after how many seconds at most, and how long the last one stays in it.

    They are started `anew`, as an operator starts them, or forked from one that has loaded the bot.
    """

    deaths: int = 4
    longest_life: float = 10.0
    last_life: float = 20.0
    stop_seconds: float = 8.0
    anew: bool = True


WHOLE = Course()


class Storm(Weather):
    """Weather by chance, until it clears."""

    def __init__(self, chance: Random) -> None:
        super().__init__()
        self._chance = chance
        self._severity, self._phase_end = 0.0, 0.0
        self.raging = True

    def strike(self, method: str, chat_id: object) -> Front | None:
        if not self.raging:
            return super().strike(method, chat_id)
        if time.monotonic() > self._phase_end:
            self._severity = self._chance.choice(SEVERITIES)
            self._phase_end = time.monotonic() + PHASE_SECONDS
        if self._chance.random() > self._severity:
            return None
        [status] = self._chance.choices(list(ODDS), list(ODDS.values()))
        return Front(status, retry_after=self._chance.randint(1, 4), seconds=SLOW_SECONDS)


async def storm(
    folder: Path, seed: int, mode: str, logs: Path | None = None, course: Course = WHOLE
) -> Outcome:
    """Let a storm pass over a bot, and wait for the answers."""
    deaths, questions, calls = (Random(seed) for _ in range(3))  # noqa: S311 - nothing here is secret
    outcome = Outcome(seed)
    async with a_stage(folder) as stage:
        weather = Storm(calls)
        people = [await stage.person(f"person {number}") for number in range(PEOPLE)]
        club = await stage.client.group("club", *people)
        settings: dict[str, object] = {"group_limit": 0, "stop_seconds": course.stop_seconds}
        if mode == "webhook":
            stage.secrets.append(SECRET)
            settings |= behind(free_port())
        stage.server.world.weather = weather
        asking = asyncio.create_task(_ask(people, club, questions, outcome, weather))
        bot = await _die_and_rise(stage, deaths, outcome, settings, course)
        weather.raging = False
        outcome.cleared_at = time.time()
        await asking
        await _answered(stage, outcome)
        for line in outcome.late(stage.server.world.calls.of()):
            print(line)
        if logs is not None:
            (logs / f"{mode}-{seed}.log").write_text("\n----\n".join(run.log for run in stage.runs), "utf-8")
        assert await bot.stopped(seconds=60) == 0
    return outcome


async def _ask(people: list[Person], club: int, chance: Random, outcome: Outcome, weather: Storm) -> None:
    """Ask at random instants, in private chats and in one group."""
    while weather.raging:
        await asyncio.sleep(chance.expovariate(1 / PAUSE))
        person, text = chance.choice(people), chance.choice(list(ANSWERS))
        chat = club if chance.random() < GROUP_SHARE else person.id
        message = await person.send(chat, f"/ask {text}" if chat == club else text)
        outcome.asked[chat, message["message_id"]] = ANSWERS[text]


async def _die_and_rise(
    stage: Stage, chance: Random, outcome: Outcome, settings: dict[str, object], course: Course
) -> BotProcess:
    """End the bot's process at random instants, each time start it again at once; return the last one.

    Some of them end while they start; the others live for some seconds from then on, however slow the
    machine is.
    """
    while True:
        bot = await stage.bot(ready=None, anew=course.anew, **settings)
        is_last = len(outcome.deaths) == course.deaths
        in_its_youth = chance.random() < YOUNG_DEATHS and not is_last
        if not in_its_youth:
            await bot.said(READY, LIMIT)
        if is_last:
            await asyncio.sleep(course.last_life)
            return bot
        await asyncio.sleep(chance.uniform(0, 1 if in_its_youth else course.longest_life))
        by, sent_at = chance.choice((signal.SIGKILL, signal.SIGTERM)), time.time()
        await bot.stopped(by, seconds=60)
        outcome.deaths.append(Death(by, sent_at, time.time()))


async def _answered(stage: Stage, outcome: Outcome) -> None:
    """Wait until every question is answered and the inbox is empty, or for too long."""

    def all_answered() -> bool:
        if len(stage.server.world.bot.queue) or waiting():
            return False
        outcome.read(stage.server.world.calls.of("sendMessage"))
        return not outcome.lost

    def waiting() -> int:
        return int(stage.rows("select count(*) from inbox where done_at is null")[0][0])

    try:
        await until(all_answered, LIMIT)
    except TimeoutError:
        outcome.read(stage.server.world.calls.of("sendMessage"))
        print(f"after {LIMIT:.0f} s {waiting()} updates wait in the inbox and {len(outcome.lost)} are lost")


def main() -> None:
    """Run the storms that the command line asks for, and print a row for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.storm")
    parser.add_argument("runs", nargs="?", type=int, default=3)
    parser.add_argument("--mode", choices=("polling", "webhook"), action="append")
    parser.add_argument("--seed", type=int, default=1, help="of the first run; the next has the next")
    parser.add_argument("--logs", type=Path, help="a folder for what the bot's processes write")
    given = parser.parse_args()
    good = True
    for mode in given.mode or ("polling", "webhook"):
        print(f"{mode}\n{HEAD}", flush=True)
        for seed in range(given.seed, given.seed + given.runs):
            with tempfile.TemporaryDirectory() as folder:
                outcome = asyncio.run(storm(Path(folder), seed, mode, given.logs))
            print(outcome, flush=True)
            good &= outcome.is_good()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
