"""`isnad run` as a newcomer starts it: a process that knows us by its environment and its signals alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = "answers from"
NEVER_IN_A_LOG = ("Traceback", "Exception in ASGI", "never awaited", "never retrieved", "Task was destroyed")


class BotProcess:
    """One run of the bot.  What it writes on standard error is kept, line by line, in `lines`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.lines: list[str] = []
        self._news = asyncio.Condition()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls, settings: Mapping[str, str], *, prefix: Sequence[str] = ()) -> BotProcess:
        """Start the bot with these settings and no others; `prefix` is a command that runs it."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISNAD_")}
        process = await asyncio.create_subprocess_exec(
            *prefix,
            sys.executable,
            *("-m", "bot", "run"),
            cwd=ROOT,
            env=inherited | dict(settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        return cls(process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def log(self) -> str:
        """Return all that was written so far."""
        return "".join(self.lines)

    async def said(self, words: str, seconds: float = 20) -> str:
        """Return the first line that holds the words, now or to come."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for line in self.lines:
                    if words in line:
                        return line
                if self._listening.done():
                    raise AssertionError(f"the bot ended without saying {words!r}:\n{self.log}")
                await self._news.wait()

    async def ended(self, seconds: float = 20) -> int:
        """Return the exit status once the process has ended."""
        async with asyncio.timeout(seconds):
            await self._listening
            return await self._process.wait()

    async def stopped(self, by: signal.Signals = signal.SIGTERM, seconds: float = 10) -> int:
        """Send a signal and return the exit status, within the ten seconds that are promised."""
        self._process.send_signal(by)
        return await self.ended(seconds)

    async def interrupted(self, seconds: float = 10) -> int:
        """Send SIGINT to the bot and its children alike, as Ctrl-C in a terminal does."""
        os.killpg(self.pid, signal.SIGINT)
        return await self.ended(seconds)

    async def killed(self) -> None:
        """Kill the process as a power cut would, if it still runs."""
        if self._process.returncode is None:
            self._process.kill()
        await self.ended()

    def children(self) -> list[int]:
        """Return the processes that it has started and that still run."""
        try:
            listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        except OSError:
            return []
        return [int(pid) for pid in listed.split()]

    def assert_clean(self, secrets: Sequence[str]) -> None:
        """Fail if the log holds a secret, a traceback or a complaint of asyncio's."""
        found = [each for each in NEVER_IN_A_LOG if each in self.log]
        found += ["the token" for each in secrets if (each.partition(":")[2] or each) in self.log]
        assert not found, f"{found} in the log:\n{self.log}"

    async def _listen(self) -> None:
        assert self._process.stderr is not None
        async for line in self._process.stderr:
            async with self._news:
                self.lines.append(line.decode("utf-8", "replace"))
                self._news.notify_all()
        async with self._news:
            self._news.notify_all()
