"""Ask a running bot many questions at once, over real HTTP, and print what became of them."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bot.chat.pace import MESSAGES_A_SECOND
from bot.loopback.client import Person
from tests.app.stage import Stage, a_stage, until

CHATS, QUESTIONS = 30, 300
PATIENCE = 120.0
ROOT = Path(__file__).parents[2]

Asked = dict[tuple[int, int], float]
"""When each question was sent, by its chat and its message."""


def main() -> None:
    """Run the bot in a process of its own, ask it, and print one line."""
    asyncio.run(_measure())


async def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with a_stage(Path(folder)) as stage:
            bot = await stage.bot(corpus_dir=ROOT / "corpus")
            people = [await stage.person(f"person {number}") for number in range(CHATS)]
            before = _processor_seconds(bot.pid)
            asked = await _ask(people)
            await until(lambda: stage.rows("select count(*) from turns") == [(QUESTIONS,)], PATIENCE)
            _print(stage, asked, _processor_seconds(bot.pid) - before)
            await bot.stopped()


async def _ask(people: Sequence[Person]) -> Asked:
    """Send the questions of the sample corpus, all chats at once, each chat's one after the other."""
    lines = (ROOT / "tests" / "golden" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["question"] for line in lines if line.strip()]
    asked: Asked = {}

    async def ask(person: Person) -> None:
        for number in range(QUESTIONS // CHATS):
            sent_at = time.time()
            message = await person.send(text=texts[(person.id + 7 * number) % len(texts)])
            asked[person.id, message["message_id"]] = sent_at

    await asyncio.gather(*(ask(person) for person in people))
    return asked


def _processor_seconds(pid: int) -> float:
    """Return the processor time that a process has used, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _print(stage: Stage, asked: Asked, processor_seconds: float) -> None:
    replied: dict[tuple[int, int], float] = {}
    times: Counter[tuple[int, int]] = Counter()
    for call in stage.server.world.calls.of("sendMessage"):
        reply = call.params.get("reply_parameters")
        if reply is not None:
            question = (int(call.params["chat_id"]), int(reply["message_id"]))
            replied[question] = call.time
            times[question] += 1
    waits = sorted(replied[question] - asked[question] for question in asked if question in replied)
    span = max(replied.values()) - min(asked.values())
    searches = sorted(ms for (ms,) in stage.rows("select elapsed_ms from turns"))
    print(
        f"{len(asked)} questions from {CHATS} chats at once: {len(asked) - len(waits)} lost, "
        f"{sum(count > 1 for count in times.values())} answered twice, {len(waits) / span:.1f} a second "
        f"(Telegram allows 30, so the last waits {len(asked) / MESSAGES_A_SECOND:.0f} s), "
        f"p50 {statistics.median(waits):.2f} s, p95 {_p95(waits):.2f} s; of that our own: "
        f"{1000 * processor_seconds / len(asked):.1f} ms of processor a question, "
        f"search p50 {statistics.median(searches):.1f} ms, p95 {_p95(searches):.1f} ms"
    )


def _p95(values: Sequence[float]) -> float:
    return values[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
