"""Start `python -m bot` by forking a process that has loaded the bot: a process of its own, a second sooner.

What is run is the same from `bot.__main__` on: the arguments, the environment, the folder, the standard
streams, the signals, the end.  Loading alone is spared, which is most of what a test of a short-lived
process costs.  Tests of the start itself start Python anew.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
LARGEST = 1 << 17  # bytes of an order
MOST_FILES = 1024
LATE = ("aiosqlite", "alembic.command", "rich.progress", "sqlalchemy.dialects.sqlite.aiosqlite")
"""What the bot loads of others only when it comes to it."""


def start(
    arguments: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    streams: Sequence[int],
    new_session: bool = False,
) -> int:
    """Start the bot's command line with three open files as its standard streams.

    Return a pipe that holds its process id, and its exit status once it has ended: a line each.
    """
    reading, writing = os.pipe()
    order = json.dumps([list(arguments), str(folder), dict(environment), new_session]).encode()
    socket.send_fds(_starter(), [order], [*streams, writing])
    os.close(writing)
    return reading


@cache
def _starter() -> socket.socket:
    """Start the process that forks; it ends when our end of the socket is closed."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(theirs.fileno())],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C", "OPENBLAS_NUM_THREADS": "1"},  # with threads one must not fork
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def _serve(orders: socket.socket) -> None:
    """Fork for every order, until nobody orders any more; return in the process that is to be the bot."""
    for module in pkgutil.walk_packages([str(ROOT / "bot")], "bot."):
        if module.name != "bot.__main__" and ".migrations." not in module.name:
            importlib.import_module(module.name)
    for name in LATE:
        importlib.import_module(name)
    assert threading.active_count() == len(list(Path("/proc/self/task").iterdir())) == 1
    gc.freeze()
    while True:
        order, files, *_ = socket.recv_fds(orders, LARGEST, 4)
        if not order:
            os._exit(0)
        if os.fork() == 0:
            orders.close()
            _watch_over(order, files)
            return
        for file in files:
            os.close(file)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass


def _watch_over(order: bytes, files: Sequence[int]) -> None:
    """Fork once more, tell the number of the process and how it ended; return in that process alone."""
    *streams, telling = files
    bot = os.fork()
    if bot == 0:
        _become(order, streams)
        return
    for stream in streams:
        os.close(stream)
    os.write(telling, f"{bot}\n".encode())
    _, status = os.waitpid(bot, 0)
    os.write(telling, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _become(order: bytes, streams: Sequence[int]) -> None:
    arguments, folder, environment, new_session = json.loads(order)
    if new_session:
        os.setsid()
    for standard, stream in enumerate(streams):
        os.dup2(stream, standard)
    # As Python opens them: whether a stream is a terminal or can be sought in is found out when it is opened.
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)
    os.closerange(3, MOST_FILES)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.argv[1:] = arguments


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
