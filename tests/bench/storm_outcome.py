"""What became of the questions that were asked in a storm."""

from __future__ import annotations

import signal
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.loopback.call_log import Call
from bot.loopback.weather import LOST, SLOW

LIMIT = 300.0
"""Seconds after which a question counts as lost."""
LATE = 15.0
"""Seconds after the end of the weather from which on a question's calls are told."""
GIVING_UP_SECONDS = 2.0
"""Before its end in which a process that was told to stop ends the calls under way."""
SLOW_SECONDS, COMMIT_SECONDS = 3.0, 0.5
"""Until a slow answer comes, and at most from an answer to its commit on a busy machine."""
HEAD = " seed  asked   once  twice  wire  kill/cut  term/cut  lost  order  starts (-9)   last     ms"
"""Above the rows.

Of the answers given twice, "wire" are those whose 200 was lost on the way; "kill" and "term" those whose
process was ended between the 200 and the commit, where at most as many as "cut" stood.  How many milliseconds
after the 200 the latest of these ends came is in the last column.
"""

Question = tuple[int, int]
"""A question by its chat and its message."""


@dataclass(frozen=True)
class Death:
    """A signal to the bot's process, and when the process was gone."""

    by: signal.Signals
    sent_at: float
    gone_at: float

    def cuts(self, call: Call) -> bool:
        """Say whether it fell between what a call did and the commit of what it did."""
        return call.time <= self.gone_at and self.after(call) <= COMMIT_SECONDS

    def after(self, call: Call) -> float:
        """Return how long after a call's answer it fell; below zero while that was under way."""
        answered = call.time + (SLOW_SECONDS if call.weather == SLOW else 0.0)
        return max(self.sent_at, self.gone_at - GIVING_UP_SECONDS) - answered


@dataclass
class Outcome:
    """What became of the questions of one run."""

    seed: int
    asked: dict[Question, str] = field(default_factory=dict)
    deaths: list[Death] = field(default_factory=list)
    cleared_at: float = 0.0
    answers: dict[Question, list[Call]] = field(default_factory=lambda: defaultdict(list))

    def read(self, calls: list[Call]) -> None:
        """Take the answers from the server's log."""
        self.answers.clear()
        for call in calls:
            reply: Any = call.params.get("reply_parameters")
            if call.status == 200 and reply is not None:
                question = (int(call.params["chat_id"]), int(reply["message_id"]))
                if question in self.asked and self.asked[question] in str(call.result):
                    self.answers[question].append(call)

    @property
    def lost(self) -> list[Question]:
        return [question for question in self.asked if not self.answers.get(question)]

    def twice(self) -> Counter[object]:
        """Count the answers that were followed by another, by what explains it; None where nothing does."""
        counted = Counter[object]()
        for calls in self.answers.values():
            for call in calls[:-1]:
                if call.weather == LOST:
                    counted[LOST] += 1
                else:
                    counted[next((death.by for death in self.deaths if death.cuts(call)), None)] += 1
        return counted

    def cut(self, by: signal.Signals) -> int:
        """Count the answers that a death may have cut off from their commit."""
        calls = [call for calls in self.answers.values() for call in calls]
        return sum(any(death.by is by and death.cuts(call) for death in self.deaths) for call in calls)

    def out_of_order(self) -> int:
        """Count the questions that were first answered after a later one of their chat."""
        late, latest = 0, dict[int, float]()
        for (chat, _), calls in sorted(self.answers.items()):
            if calls[0].time < latest.get(chat, 0.0):
                late += 1
            latest[chat] = max(calls[0].time, latest.get(chat, 0.0))
        return late

    def seconds(self, question: Question) -> float:
        """Return how long after the end of the weather a question was answered."""
        return self.answers[question][0].time - self.cleared_at if self.answers.get(question) else LIMIT

    def is_good(self) -> bool:
        return not self.lost and not self.twice()[None] and not self.out_of_order()

    def __str__(self) -> str:
        twice = self.twice()
        once = sum(len(calls) == 1 for calls in self.answers.values())
        kills = sum(death.by is signal.SIGKILL for death in self.deaths)
        last = max(0.0, *(self.seconds(question) for question in self.asked))
        after = max(
            (self._after(call) for calls in self.answers.values() for call in calls[:-1]), default=0.0
        )
        ended = "".join(f" {twice[by]:>5}/{self.cut(by):<3}" for by in (signal.SIGKILL, signal.SIGTERM))
        return (
            f"{self.seed:>5} {len(self.asked):>6} {once:>6} {twice[None]:>6} {twice[LOST]:>5}{ended} "
            f"{len(self.lost):>5} {self.out_of_order():>6} {len(self.deaths):>7} ({kills}) "
            f"{last:>7.1f} {1000 * after:>6.0f}"
        )

    def late(self, calls: Sequence[Call]) -> list[str]:
        """Tell the calls made for questions that waited long, in seconds from the end of the weather."""
        chats = {chat for chat, message in self.asked if self.seconds((chat, message)) > LATE}
        if not chats:
            return []
        lines = [
            f"  chat {chat} waited: {self._told([each for each in calls if _is_for(each, chat)])}"
            for chat in chats
        ]
        end = self.cleared_at
        deaths = [
            f"{each.by.name} {each.sent_at - end:.1f} to {each.gone_at - end:.1f}" for each in self.deaths
        ]
        others = [each for each in calls if "chat_id" not in each.params and "My" not in each.method]
        return [*lines, f"  {', '.join(deaths)}; {self._told(others)}"]

    def _after(self, call: Call) -> float:
        """Return how long after a call's answer the end of a process cut it off, zero where none did."""
        return max([0.0, *(each.after(call) for each in self.deaths if each.cuts(call))])

    def _told(self, calls: Sequence[Call]) -> str:
        return " ".join(
            f"{call.time - self.cleared_at:.1f}:{call.method}={call.weather or call.status or call.result}"
            for call in calls
            if call.time > self.cleared_at - LATE
        )


def _is_for(call: Call, chat: int) -> bool:
    return str(call.params.get("chat_id")) == str(chat)
