"""Read files in a process of its own, within limits: one that is malicious ends that process at most."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType

from bot.documents import Reading
from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.reading import read, reader_of

HARMLESS = frozenset((".md", ".txt"))
"""Kinds that are read here and at once: nothing is parsed that could blow up."""
_TOO_LONG = "قراءة الملف تطول فوق الحد (reading it takes too long)"
_TOO_MUCH = "قراءة الملف تحتاج إلى ذاكرة فوق الحد (reading it takes too much memory)"
_BROKE = "تعطلت قراءة الملف (the reader broke down on it)"


@dataclass(frozen=True, slots=True)
class _Refused:
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Running:
    process: BaseProcess
    connection: Connection


class Worker:
    """Reads file after file; the process starts with the first that needs it, and anew when it ended."""

    def __init__(self, *, seconds: float = limits.SECONDS, memory: int = limits.MEMORY_BYTES) -> None:
        self._seconds = seconds
        self._memory = memory
        self._running: _Running | None = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, content: bytes, name: str) -> Reading:
        """Return what a file's bytes hold, as `reading.read` does.

        Raises DocumentError also when that takes more time or memory than is allowed.
        """
        reader_of(name)
        check_size(len(content))
        if Path(name).suffix.lower() in HARMLESS:
            return read(content, name)
        reply = self._asked(content, name)
        if isinstance(reply, _Refused):
            raise DocumentError(reply.reason, reply.line)
        return reply

    def close(self) -> None:
        """End the process."""
        running, self._running = self._running, None
        if running is not None:
            running.connection.close()
            running.process.kill()
            running.process.join()
            running.process.close()

    def _asked(self, content: bytes, name: str) -> Reading | _Refused:
        running = self._started()
        seconds = self._seconds + limits.SECONDS_PER_MIB * len(content) / limits.MIB
        try:
            running.connection.send((content, name, seconds))
            if not running.connection.poll(seconds):
                self.close()
                return _Refused(_TOO_LONG)
            reply: Reading | _Refused = running.connection.recv()
        except (EOFError, OSError):  # it ended, as its limits or a fault in a library of C made it
            running.process.join(1)
            too_long = running.process.exitcode == -signal.SIGXCPU
            self.close()
            return _Refused(_TOO_LONG if too_long else _BROKE)
        if reply == _Refused(_TOO_MUCH):
            self.close()  # what is left of its memory is in pieces
        return reply

    def _started(self) -> _Running:
        if self._running is not None and not self._running.process.is_alive():
            self.close()  # the system ended it while it had nothing to do
        if self._running is None:
            spawn = multiprocessing.get_context("spawn")
            ours, theirs = spawn.Pipe()
            process = spawn.Process(target=_serve, args=(theirs, self._memory), daemon=True)
            process.start()
            theirs.close()
            self._running = _Running(process, ours)
        return self._running


def check_size(size: int) -> None:
    """Raise DocumentError for a file of so many bytes that it is not read at all."""
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // limits.MIB
        raise DocumentError(f"الملف أكبر من {most} ميغابايت (larger than {most} MB)")


def _serve(connection: Connection, memory: int) -> None:
    """Read what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is for who started us
    _limit(resource.RLIMIT_AS, memory)
    _limit(resource.RLIMIT_CORE, 0)
    with suppress(EOFError, OSError):
        while True:
            content, name, seconds = connection.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + seconds) + 1)
            connection.send(_reply(content, name))


def _reply(content: bytes, name: str) -> Reading | _Refused:
    try:
        return read(content, name)
    except DocumentError as error:
        return _Refused(error.reason, error.line)
    except MemoryError:
        return _Refused(_TOO_MUCH)
    except Exception as error:  # noqa: BLE001  # whatever a library says of a file made to break it
        return _Refused(f"{_BROKE}: {type(error).__name__}")


def _limit(which: int, most: int) -> None:
    with suppress(OSError, ValueError):  # a system that has no such limit, or a lower one
        resource.setrlimit(which, (most, resource.getrlimit(which)[1]))
