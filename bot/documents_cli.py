"""The commands that change the corpus or what serves of it, or tell what is there."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.documents import ReloadReport
from bot.errors import AcquisitionError, SessionLogError
from bot.memory import Action, AuditEntry
from bot.progress_bar import progress_bar
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.acquisitions.collection import Collection

documents = typer.Typer()

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="Folder of the documents.")
]
MOST_LINKS = 500


@documents.command()
def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="URL|FEED|SITEMAP|FILE...", help="What to take into the corpus.")
    ],
    *,
    corpus: CorpusOption = None,
    most: Annotated[int, typer.Option(min=1, help="Links to follow of one feed or sitemap.")] = MOST_LINKS,
) -> None:
    """Take pages, feeds, sitemaps, files and folders into the corpus, and index them."""
    from bot.acquisitions.collection import Collection
    from bot.acquisitions.fetcher import Fetcher
    from bot.acquisitions.taking import Taken, take_in

    settings = load_settings(corpus_dir=corpus)
    collection = Collection(settings.corpus_dir, settings.data_dir)

    async def all_of_them() -> list[Taken]:
        done = []
        async with Fetcher(private=settings.fetch_private) as fetcher:
            async for taken in take_in(collection, fetcher, sources, most):
                _say(f"{taken.outcome}: {taken.name or taken.source}", taken.failure)
                done.append(taken)
        return done

    done = asyncio.run(all_of_them())
    changed = [taken.name for taken in done if taken.changed]
    _note(settings, Action.ADD, changed)
    if changed:
        _index(settings)
    failed = sum(taken.failure is not None for taken in done)
    if failed:
        raise AcquisitionError(f"{failed} of {len(done)} could not be added")


@documents.command()
def remove(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME...", help="Files as `isnad list` names them.")
    ] = None,
    *,
    corpus: CorpusOption = None,
    for_good: Annotated[
        bool,
        typer.Option("--for-good", help="Also out of the trash and the indexes; nothing brings it back."),
    ] = False,
    all_removed: Annotated[
        bool, typer.Option("--all-removed", help="With --for-good: all that `isnad list --removed` lists.")
    ] = False,
) -> None:
    """Take files out of the corpus; `isnad restore` brings them back."""
    from bot.acquisitions.collection import Collection

    if all_removed and not for_good:
        raise AcquisitionError("لا رجعة في ذلك (there is no way back): add --for-good to --all-removed")
    if not (names or all_removed):
        raise AcquisitionError("أي ملف؟ (which file?) `isnad list` names them")
    settings = load_settings(corpus_dir=corpus)
    collection = Collection(settings.corpus_dir, settings.data_dir)
    if for_good:
        _remove_for_good(settings, collection, names or [], all_removed=all_removed)
        return
    files = [collection.file_of(name) for name in names or []]
    unknown = [name for name, file in zip(names or [], files, strict=True) if file is None]
    if unknown:
        raise AcquisitionError(f"لا ملف بهذا الاسم (no such file): {'، '.join(unknown)}")
    removed = [collection.remove(file) for file in dict.fromkeys(files) if file is not None]
    for each in removed:
        _say(f"removed: {each.name} (isnad restore {each.key})")
    _note(settings, Action.REMOVE, [each.name for each in removed])
    report = _index(settings, confirmed=True)  # who names files to go knows that they go
    _say(
        f"gone: {report.documents_before - report.documents} of {report.documents_before} documents, "
        f"{report.sentences_before - report.sentences} of {report.sentences_before} sentences; "
        f"to undo: isnad restore {' '.join(each.key for each in removed)}"
    )


@documents.command()
def restore(
    keys: Annotated[
        list[str], typer.Argument(metavar="KEY...", help="As `isnad list --removed` shows them.")
    ],
    *,
    corpus: CorpusOption = None,
) -> None:
    """Bring removed or replaced files back into the corpus."""
    from bot.acquisitions.collection import Collection

    settings = load_settings(corpus_dir=corpus)
    collection = Collection(settings.corpus_dir, settings.data_dir)
    restored = [collection.restore(key) for key in keys]
    for placed in restored:
        _say(f"restored: {placed.name}")
    _note(settings, Action.RESTORE, [placed.name for placed in restored])
    _index(settings)


@documents.command(name="list")
def list_documents(
    *,
    corpus: CorpusOption = None,
    search: Annotated[str, typer.Option(metavar="WORDS", help="Only those with these words.")] = "",
    removed: Annotated[bool, typer.Option("--removed", help="What `isnad restore` can bring back.")] = False,
) -> None:
    """List the documents: file, title, date, link."""
    from bot.acquisitions.collection import Collection
    from bot.acquisitions.finding import matching
    from bot.search.library import open_index

    settings = load_settings(corpus_dir=corpus)
    if removed:
        for kept in Collection(settings.corpus_dir, settings.data_dir).trash.all():
            _say(f"{kept.key}  {kept.name}  {kept.removed_at:%Y-%m-%d %H:%M} UTC")
        return
    with progress_bar("فهرسة") as progress:
        index = open_index(settings.corpus_dir, settings.data_dir, progress)
    for source in matching(index.sources, search):
        known = (source.document, source.title, source.date, source.url)
        _say(" — ".join(part for part in known if part))


@documents.command()
@documents.command(name="index")
def reload(
    corpus: CorpusOption = None,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Even if more than half is gone.")] = False,
) -> None:
    """Take in what the corpus holds now and report; a running bot takes it over within seconds."""
    from bot.search.reload_lines import changes

    settings = load_settings(corpus_dir=corpus)
    report = _index(settings, confirmed=yes)
    if report.is_news:
        _note(settings, Action.RELOAD, [changes(report)])


@documents.command()
def check(corpus: CorpusOption = None) -> None:
    """Read the index from end to end; a damaged one is built again by the next start or reload."""
    from bot.search.examining import examine
    from bot.search.generations import shelf

    settings = load_settings(corpus_dir=corpus)
    found = examine(shelf(settings.data_dir, settings.corpus_dir))
    _say(f"the index is whole: {found.documents} documents, {found.sentences} sentences")


@documents.command()
def rollback(corpus: CorpusOption = None) -> None:
    """Go back to the index that served before; a running bot goes back with it within seconds."""
    from bot.search.reload_lines import described
    from bot.search.upkeep import go_back

    settings = load_settings(corpus_dir=corpus)
    what = f"serves again: {described(go_back(settings.corpus_dir, settings.data_dir))}"
    _note(settings, Action.ROLLBACK, [what])
    _say(what)


def _remove_for_good(
    settings: Settings, collection: Collection, names: Sequence[str], *, all_removed: bool
) -> None:
    """Take files out of corpus, indexes and trash, the trash last: until then all can be brought back."""
    from bot.acquisitions.disposal import meant
    from bot.search.upkeep import drop_indexes

    files, kept = meant(collection, names, all_removed=all_removed)
    kept += [collection.remove(file) for file in files]
    if not kept:
        _say("nothing is in the trash")
        return
    gone = list(dict.fromkeys(each.name for each in kept))
    _index(settings, confirmed=True)
    drop_indexes(settings.corpus_dir, settings.data_dir, gone)
    for each in kept:
        collection.trash.delete(each)
    for name in gone:
        _say(f"deleted for good: {name}")
    _note(settings, Action.REMOVE, gone)


def _index(settings: Settings, *, confirmed: bool = False) -> ReloadReport:
    """Index what has changed.  Raises LossError when more than half is gone and nobody `confirmed` that."""
    from bot.printing import report_as_text
    from bot.search.upkeep import take_in

    with progress_bar("فهرسة") as progress:
        report = take_in(settings.corpus_dir, settings.data_dir, progress, confirmed=confirmed)
    _say(report_as_text(report))
    return report


def _note(settings: Settings, action: Action, names: Sequence[str]) -> None:
    """Keep what was done in the session log; a log that cannot be written undoes nothing."""
    from bot.session_log.archive import SessionArchive
    from bot.session_log.store import SessionLog

    async def noted() -> None:
        log = await SessionLog.open(settings.session_database_url)
        try:
            for name in names:
                await SessionArchive(log).note(AuditEntry(action, name, datetime.now(UTC)))
        finally:
            await log.close()

    if not names:
        return
    try:
        asyncio.run(noted())
    except SessionLogError as error:
        sys.stderr.write(f"isnad: not noted: {error}\n")


def _say(line: str, failure: str | None = None) -> None:
    """Print a line; why something failed goes to standard error."""
    stream = sys.stdout if failure is None else sys.stderr
    stream.write(f"{line}: {failure}\n" if failure else f"{line}\n")
    stream.flush()
