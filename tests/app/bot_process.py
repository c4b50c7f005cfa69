"""`isnad run` as a newcomer starts it: a process that knows us by its environment and its signals alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from tests.forking import start

ROOT = Path(__file__).parents[2]
READY = "answers from"
PATIENCE = 60.0  # seconds that end a hang alone: a busy machine is slow
NEVER_IN_A_LOG = ("Traceback", "Exception in ASGI", "never awaited", "never retrieved", "Task was destroyed")


class Process(Protocol):
    """A process that runs the bot."""

    @property
    def pid(self) -> int: ...
    @property
    def returncode(self) -> int | None: ...
    @property
    def stderr(self) -> asyncio.StreamReader | None: ...
    async def wait(self) -> int: ...
    def send_signal(self, signal: int, /) -> None: ...


class Forked:
    """A process of a bot that was loaded before; see `tests.forking`."""

    def __init__(self, pid: int, told: asyncio.StreamReader, stderr: asyncio.StreamReader) -> None:
        self.pid = pid
        self.stderr = stderr
        self.returncode: int | None = None
        self._ending = asyncio.create_task(self._end(told))

    @classmethod
    async def start(cls, *arguments: str, environment: Mapping[str, str]) -> Forked:
        reading, writing = os.pipe()
        null = os.open(os.devnull, os.O_RDWR)
        told = await lines(
            start(
                arguments,
                folder=ROOT,
                environment=environment,
                streams=[null, null, writing],
                new_session=True,
            )
        )
        os.close(null)
        os.close(writing)
        return cls(int(await told.readline()), told, await lines(reading))

    async def wait(self) -> int:
        return await asyncio.shield(self._ending)

    def send_signal(self, signal: int, /) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal)

    async def _end(self, told: asyncio.StreamReader) -> int:
        self.returncode = int(await told.read())
        return self.returncode


async def lines(pipe: int) -> asyncio.StreamReader:
    """Return what reads a pipe to its end."""
    reader = asyncio.StreamReader()
    file = os.fdopen(pipe, "rb", buffering=0)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader


class BotProcess:
    """One run of the bot.  What it writes on standard error is kept, line by line, in `lines`."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.lines: list[str] = []
        self._news = asyncio.Condition()
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def start(
        cls, settings: Mapping[str, str], *, prefix: Sequence[str] = (), anew: bool = False
    ) -> BotProcess:
        """Start the bot with these settings and no others.

        `prefix` is a command that runs it.  With it, or `anew`, Python is started, too.
        """
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("ISNAD_")}
        environment = inherited | dict(settings)
        if not prefix and not anew:
            return cls(await Forked.start("run", environment=environment))
        process = await asyncio.create_subprocess_exec(
            *prefix,
            sys.executable,
            *("-m", "bot", "run"),
            cwd=ROOT,
            env=environment,
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

    async def said(self, words: str, seconds: float = PATIENCE) -> str:
        """Return the first line that holds the words, now or to come."""
        async with asyncio.timeout(seconds), self._news:
            while True:
                for line in self.lines:
                    if words in line:
                        return line
                if self._listening.done():
                    raise AssertionError(f"the bot ended without saying {words!r}:\n{self.log}")
                await self._news.wait()

    async def ended(self, seconds: float = PATIENCE) -> int:
        """Return the exit status once the process has ended."""
        async with asyncio.timeout(seconds):
            await self._listening
            return await self._process.wait()

    async def stopped(self, by: signal.Signals = signal.SIGTERM, seconds: float = PATIENCE) -> int:
        """Send a signal and return the exit status, within the ten seconds that are promised."""
        self._process.send_signal(by)
        return await self.ended(seconds)

    async def interrupted(self, seconds: float = PATIENCE) -> int:
        """Send SIGINT to the bot and its children alike, as Ctrl-C in a terminal does."""
        os.killpg(self.pid, signal.SIGINT)
        return await self.ended(seconds)

    async def killed(self) -> None:
        """Kill the process as a power cut would, if it still runs."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
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
