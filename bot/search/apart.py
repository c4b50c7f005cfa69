"""Refresh the index in a process of its own, so that its work never holds up an answer.

Both sides speak in frames over the child's standard input and output: a length, then a pickled value.  The
child is done for when its input ends, so that it never outlives the bot, however the bot ends.  It is in a
process group of its own, where a terminal's Ctrl-C does not reach it, but not in a session of its own: Linux
shares processors out by session first, and it would no longer stand back.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import struct
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bot.documents import Difference, ReloadReport
from bot.errors import CorpusError, IsnadError
from bot.search.builder import Progress
from bot.search.generations import Noticed, Order, refresh

NICENESS = 10
"""How far a build stands back behind answers where both want the processor."""
PROGRESS_S = 0.2
"""Between two words of progress at least."""

_HEAD = struct.Struct("!I")
# The child finds our package where we found it, whatever folder it is started in.
_START = "import sys; sys.path[:] = sys.argv[1:]; from bot.search.apart import serve; serve()"


class UnforeseenError(Exception):
    """The build failed through a fault of ours; the text names the error of the other process."""


async def refresh_apart(
    corpus_dir: Path,
    folder: Path,
    order: Order,
    progress: Progress | None = None,
    noticed: Noticed | None = None,
) -> ReloadReport:
    """Refresh the index elsewhere, in a process that leads a group.

    Whoever helps it goes with it: one that is still being born would cry in the log for its parent.

    Raises what `refresh` does, CorpusError when the process is killed, UnforeseenError.
    """
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _START, *sys.path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        process_group=0,
    )
    assert child.stdin is not None  # noqa: S101 - it is a pipe
    assert child.stdout is not None  # noqa: S101 - the same
    try:
        child.stdin.write(_frame((corpus_dir, folder, order)))
        return await _listen(child.stdout, progress, noticed)
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        await child.wait()


async def _listen(
    stream: asyncio.StreamReader, progress: Progress | None, noticed: Noticed | None
) -> ReloadReport:
    try:
        while True:
            (length,) = _HEAD.unpack(await stream.readexactly(_HEAD.size))
            said = pickle.loads(await stream.readexactly(length))  # noqa: S301 - our own child wrote it
            if isinstance(said, ReloadReport):
                return said
            if isinstance(said, IsnadError):
                raise said
            if isinstance(said, str):
                raise UnforeseenError(said)
            if isinstance(said, Difference):
                if noticed is not None:
                    noticed(said)
            elif progress is not None:
                progress(*said)
    except (asyncio.IncompleteReadError, ConnectionError):
        raise CorpusError("انقطع بناء الفهرس (the build was cut off)") from None


def serve() -> None:
    """Be the child: take one order from standard input, and say what comes of it on standard output."""
    os.nice(NICENESS)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log
    try:
        (length,) = _HEAD.unpack(sys.stdin.buffer.read(_HEAD.size))
        corpus_dir, folder, order = pickle.loads(sys.stdin.buffer.read(length))  # noqa: S301 - of our parent
    except (struct.error, EOFError, pickle.UnpicklingError):  # the bot ended while we were born
        return
    threading.Thread(target=_end_with_the_bot, daemon=True).start()
    try:
        _say(out, refresh(corpus_dir, folder, _now_and_then(out), order, partial(_say, out)))
    except IsnadError as error:
        _say(out, error)
    except Exception as error:  # noqa: BLE001 - the bot tells of it as of a fault of its own
        _say(out, f"{type(error).__name__}: {error}")


def _end_with_the_bot() -> None:
    os.read(0, 1)  # nothing comes but the end; a buffered reader would hold up the child's own ending
    os.killpg(0, signal.SIGKILL)


def _frame(value: object) -> bytes:
    content = pickle.dumps(value)
    return _HEAD.pack(len(content)) + content


def _now_and_then(out: BinaryIO) -> Progress:
    """Return a progress that speaks now and then."""
    spoke_at = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal spoke_at
        if done == of or time.monotonic() - spoke_at >= PROGRESS_S:
            spoke_at = time.monotonic()
            _say(out, (done, of))

    return tell


def _say(out: BinaryIO, value: object) -> None:
    try:
        out.write(_frame(value))
        out.flush()
    except BrokenPipeError:  # the bot has ended, and so do we, in silence
        os._exit(1)
