"""The library swaps its index whole, and whoever asks meanwhile is answered."""

from __future__ import annotations

import asyncio
import gc
import re
import shutil
from pathlib import Path

import pytest

from bot.errors import CorpusError, ReloadBusyError
from bot.journey import answer
from bot.search.generations import refresh, shelf
from bot.search.library import DiskLibrary, open_index
from bot.search.serving import current, roll_back

from .folders import COFFEE, COFFEE_ASKED, LIBRARY, PALM, PALM_ASKED, put


@pytest.fixture
def library(tmp_path: Path) -> DiskLibrary:
    corpus, data = put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY), tmp_path / "data"
    return DiskLibrary(corpus, data, open_index(corpus, data))


def first_sentence(library: DiskLibrary, question: str) -> str:
    passages = answer(question, library.index).passages
    return passages[0].text if passages else ""


async def test_a_reload_serves_what_the_corpus_holds_now(library: DiskLibrary) -> None:
    before = library.index
    assert first_sentence(library, PALM_ASKED) != PALM
    put(library.corpus_dir, palm=PALM)
    report = await library.reload()
    assert report.added == ("palm.md",)
    assert first_sentence(library, PALM_ASKED) == PALM
    assert [source.document for source in library.sources()] == ["coffee.md", "library.md", "palm.md"]
    assert len(before) == 2  # who took the old index keeps it


async def test_a_reload_serves_what_another_process_has_built_since(library: DiskLibrary) -> None:
    put(library.corpus_dir, palm=PALM)
    refresh(library.corpus_dir, library.folder)  # as `isnad index` does beside a running bot
    report = await library.reload()
    assert report.added == ()
    assert first_sentence(library, PALM_ASKED) == PALM


async def test_what_another_process_put_in_service_serves_without_a_reload(library: DiskLibrary) -> None:
    await library.catch_up()
    serving = library.index
    assert not await library.catch_up()
    assert library.index is serving
    put(library.corpus_dir, palm=PALM)
    refresh(library.corpus_dir, library.folder)
    assert await library.catch_up()
    assert first_sentence(library, PALM_ASKED) == PALM
    roll_back(library.folder)
    assert await library.catch_up()
    assert len(library.index) == 2


async def test_an_index_of_another_process_that_cannot_be_opened_leaves_the_old_one_serving(
    library: DiskLibrary,
) -> None:
    put(library.corpus_dir, palm=PALM)
    refresh(library.corpus_dir, library.folder)
    place = current(library.folder)
    assert place is not None
    shutil.rmtree(place)
    with pytest.raises(CorpusError, match="cannot be opened"):
        await library.catch_up()
    assert first_sentence(library, COFFEE_ASKED) == COFFEE


async def test_a_second_reload_is_told_that_one_is_running(library: DiskLibrary) -> None:
    first = asyncio.create_task(library.reload())
    await asyncio.sleep(0)
    with pytest.raises(ReloadBusyError):
        await library.reload()
    assert (await first).documents == 2
    assert (await library.reload()).documents == 2


async def test_a_reload_of_a_lost_corpus_fails_and_the_old_index_serves_on(library: DiskLibrary) -> None:
    serving = library.index
    shutil.rmtree(library.corpus_dir)
    with pytest.raises(CorpusError, match="no corpus folder"):
        await library.reload()
    assert library.index is serving
    assert first_sentence(library, COFFEE_ASKED) == COFFEE
    put(library.corpus_dir, palm=PALM)
    assert (await library.reload()).removed == ("coffee.md", "library.md")


RELOADS, IN_FLIGHT = 2, 100  # `python -m tests.bench.reload` has twenty of them, in a large corpus


async def test_a_hundred_questions_in_flight_during_reloads_are_each_answered_from_one_whole_index(
    library: DiskLibrary,
) -> None:
    words = ("اليمن", "الحبشة")
    over, served = asyncio.Event(), set[str]()

    async def ask() -> None:
        while not over.is_set():
            found = await asyncio.to_thread(answer, COFFEE_ASKED, library.index)
            assert found.answered
            said = " ".join(passage.text for passage in found.passages)
            (word,) = [word for word in words if word in said]
            served.add(word)

    asking = [asyncio.create_task(ask()) for _ in range(IN_FLIGHT)]
    for number in range(1, RELOADS + 1):
        other = PALM.replace("الواحات", f"واحات {words[number % 2]}")
        put(library.corpus_dir, coffee=COFFEE.replace("اليمن", words[number % 2]), palm=f"{other} القهوة.")
        assert "coffee.md" in (await library.reload()).changed or number == RELOADS
    over.set()
    await asyncio.gather(*asking)
    assert served == set(words)


def held(shelf: Path) -> tuple[set[str], int]:
    """Return the generations that this process has mapped, and how many files it has open."""
    gc.collect()
    maps = Path("/proc/self/maps").read_text("utf-8", "replace")
    mapped = set(re.findall(rf"{re.escape(str(shelf))}/([0-9-]+)/", maps))
    return mapped, len(list(Path("/proc/self/fd").iterdir()))


async def test_nothing_is_kept_of_an_index_that_was_replaced_and_asked_no_more(library: DiskLibrary) -> None:
    await library.reload()
    answer(COFFEE_ASKED, library.index)
    _, files = held(library.folder)
    for number in range(4):
        put(library.corpus_dir, palm=f"{PALM} {number}.")
        await library.reload()
        answer(PALM_ASKED, library.index)
    serving = current(library.folder)
    assert serving is not None
    assert held(library.folder) == ({serving.name}, files)


def test_opening_builds_once_and_then_opens(tmp_path: Path) -> None:
    corpus, data = put(tmp_path / "corpus", coffee=COFFEE), tmp_path / "data"
    heard: list[int] = []
    for _ in range(2):
        assert len(open_index(corpus, data, lambda done, _of: heard.append(done))) == 1
    assert heard == sorted(set(heard))
    assert len([path for path in shelf(data, corpus).iterdir() if path.is_dir()]) == 1
