"""Files that need parsing are read in another process: whatever becomes of it, the next one is read."""

from __future__ import annotations

import json
import multiprocessing
import threading
from collections.abc import Iterator

import pytest

from bot.errors import DocumentError
from bot.reading import limits
from bot.reading.reading import read
from bot.reading.worker import Worker, check_size

PAGE = "<title>عنوان</title><h1>عنوان</h1><p>نص الصفحة هنا.</p>".encode()
ROW = "سؤال,جواب\nمن؟,هو.\n".encode()


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as found:
        yield found


def children() -> int:
    return len(multiprocessing.active_children())


def test_it_gives_what_reading_here_gives(worker: Worker) -> None:
    assert worker.read(PAGE, "a.html") == read(PAGE, "a.html")
    assert worker.read(ROW, "b.csv") == read(ROW, "b.csv")
    assert children() == 1


def test_a_process_is_started_only_for_what_is_parsed_and_ended_with_the_work() -> None:
    with Worker() as worker:
        worker.read("نص".encode(), "a.md")
        with pytest.raises(DocumentError, match="unsupported"):
            worker.read(b"", "a.png")
        assert children() == 0
        worker.read(ROW, "b.csv")
    assert children() == 0


def test_a_refusal_keeps_its_line(worker: Worker) -> None:
    with pytest.raises(DocumentError, match="JSON") as caught:
        worker.read(b"[\n{]", "a.json")
    assert caught.value.line == 2


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    large = f"سؤال,جواب\nمن؟,{'كلمة ' * 90_000}\n".encode()  # nearly a MiB, which gives it seconds more
    with Worker(seconds=0.001) as worker:
        with pytest.raises(DocumentError, match="too long"):
            worker.read(ROW, "a.csv")
        assert children() == 0
        assert worker.read(large, "b.csv").documents


def test_a_file_that_fills_the_memory_is_refused_and_the_next_is_read() -> None:
    bomb = b'[{"text": ' + b"[" + b"[]," * 8_000_000 + b"[]]}]"
    with Worker(memory=512 * limits.MIB) as worker:
        with pytest.raises(DocumentError, match="too much memory"):
            worker.read(bomb, "a.json")
        assert worker.read(ROW, "b.csv").documents


def test_a_reader_that_dies_takes_its_file_with_it_and_nothing_else(worker: Worker) -> None:
    worker.read(ROW, "a.csv")
    (child,) = multiprocessing.active_children()
    slow = json.dumps([{"text": f"نص رقم {number}"} for number in range(300_000)]).encode()
    killer = threading.Timer(0.3, child.kill)
    killer.start()
    with pytest.raises(DocumentError, match="broke down"):
        worker.read(slow, "b.json")
    assert worker.read(ROW, "c.csv").documents


def test_a_reader_that_died_at_rest_is_started_anew(worker: Worker) -> None:
    worker.read(ROW, "a.csv")
    (child,) = multiprocessing.active_children()
    child.kill()
    child.join()
    assert worker.read(ROW, "b.csv").documents


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read() -> None:
    check_size(limits.FILE_BYTES)
    with pytest.raises(DocumentError, match="256 MB"):
        check_size(limits.FILE_BYTES + 1)
