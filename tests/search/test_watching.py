"""The folder is followed: what matters is noticed once, when it has come to rest, and the rest is not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.search.leftovers import is_leftover
from bot.search.watching import changes

LONG = 60.0
Noticed = Callable[[], Awaitable[None]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "sub").mkdir(parents=True)
    return folder


class Watch:
    """The changes that were noticed, counted."""

    def __init__(self, folder: Path, rest: float, most: float) -> None:
        self.count = 0
        self._bell = asyncio.Event()
        self._task = asyncio.create_task(self._watch(changes(folder, rest=rest, most=most, away=0.1)))

    async def _watch(self, noticed: AsyncGenerator[None, None]) -> None:
        async for _ in noticed:
            self.count += 1
            self._bell.set()

    async def once_more(self) -> None:
        async with asyncio.timeout(LONG):
            await self._bell.wait()
        self._bell.clear()

    async def end(self) -> None:
        self._task.cancel()
        await asyncio.wait({self._task})


@pytest.fixture
async def watch(folder: Path, request: pytest.FixtureRequest) -> AsyncIterator[Watch]:
    """Watch the folder, surely from now on; the seconds of rest, and after which it is taken without."""
    rest, most = getattr(request, "param", (0.3, 60.0))
    watch = Watch(folder, rest, most)
    async with asyncio.timeout(LONG):
        while not watch.count:
            (folder / "first.md").write_text(f"{asyncio.get_running_loop().time()}", encoding="utf-8")
            await asyncio.sleep(rest + 0.2)
    await asyncio.sleep(rest + 0.2)
    watch._bell.clear()
    watch.count = 0
    yield watch
    await watch.end()


async def test_a_new_a_changed_and_a_removed_file_are_noticed_deep_down(folder: Path, watch: Watch) -> None:
    path = folder / "sub" / "a.md"
    path.write_text("نص", encoding="utf-8")
    await watch.once_more()
    path.write_text("نص آخر", encoding="utf-8")
    await watch.once_more()
    path.unlink()
    await watch.once_more()


async def test_many_changes_at_once_are_noticed_once(folder: Path, watch: Watch) -> None:
    for number in range(500):
        (folder / f"{number}.md").write_text("نص", encoding="utf-8")
    await watch.once_more()
    await asyncio.sleep(1)
    assert watch.count == 1


@pytest.mark.parametrize("watch", [(2.0, 60.0)], indirect=True)
async def test_a_file_that_is_being_written_is_noticed_when_that_is_done(folder: Path, watch: Watch) -> None:
    with (folder / "a.md").open("w", encoding="utf-8") as file:
        for _ in range(10):
            file.write("سطر\n")
            file.flush()
            await asyncio.sleep(0.1)
            assert watch.count == 0
    await watch.once_more()
    assert watch.count == 1


async def test_hidden_and_temporary_files_are_not_noticed_and_the_file_they_become_is(
    folder: Path, watch: Watch
) -> None:
    aside = folder / ".a.md.new"
    for path in (aside, folder / "b.md~", folder / ".git", folder / "~$c.docx"):
        path.write_text("نص", encoding="utf-8")
    await asyncio.sleep(1.2)
    assert watch.count == 0
    aside.replace(folder / "a.md")
    await watch.once_more()


async def test_a_folder_that_goes_and_comes_back_is_followed_on(folder: Path, watch: Watch) -> None:
    await asyncio.to_thread(folder.rename, folder.with_name("away"))
    await asyncio.sleep(1)
    await asyncio.to_thread(folder.mkdir)
    await watch.once_more()
    await asyncio.sleep(1)
    watch._bell.clear()
    (folder / "a.md").write_text("نص", encoding="utf-8")
    await watch.once_more()


@pytest.mark.parametrize("watch", [(0.3, 1.0)], indirect=True)
async def test_a_folder_that_never_rests_is_taken_as_it_is_after_a_while(folder: Path, watch: Watch) -> None:
    async with asyncio.timeout(LONG):
        while not watch.count:
            (folder / "a.md").write_text(f"{asyncio.get_running_loop().time()}", encoding="utf-8")
            await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden", "a.md~", "#a.md#", ".#a.md", "~$a.docx", ".a.md.swp", "a.swp", "4913", ".~lock.a.odt#"),
        *("a.pdf.part", "a.pdf.crdownload", "a.tmp", "A.TMP", "Thumbs.db", ".DS_Store", "__MACOSX"),
    ],
)
def test_what_editors_and_downloads_leave_is_nothing_for_the_corpus(name: str) -> None:
    assert is_leftover(name)


@pytest.mark.parametrize("name", ["a.md", "4913.txt", "tmp", "a~b.md", "فصل #1.md", "partial.md", "swp.txt"])
def test_documents_are_no_leftovers(name: str) -> None:
    assert not is_leftover(name)
