"""The command line: one command a job; an error class becomes an exit status."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot.documents_cli import documents
from bot.errors import IsnadError, SettingsError
from bot.progress_bar import progress_bar
from bot.settings import load_settings

EXIT_MEND = 2
"""Something a person can mend: a setting, the corpus, the token, a port."""

cli = typer.Typer(
    name="isnad",
    help="إسناد: يجيب عن أسئلتك من وثائقك، مقتبسًا ومسندًا. Answers Arabic questions from your documents.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="Folder of the documents.")
]


@cli.command()
def run() -> None:
    """Run the bot; without ISNAD_TELEGRAM_TOKEN, the playground page."""
    from bot.app import run as run_app

    settings = load_settings()
    with progress_bar("فهرسة") as progress:
        asyncio.run(run_app(settings, progress))


@cli.command()
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(
            help="In quotes, each is a question; bare words are one. None: one a line from standard input."
        ),
    ] = None,
    *,
    corpus: CorpusOption = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    top: Annotated[int, typer.Option(min=1, max=100, help="Passages to list.")] = 10,
) -> None:
    """Answer questions on the terminal, as the bot would in a private chat."""
    from bot.journey import answer
    from bot.printing import as_json, as_text
    from bot.search.library import open_index

    settings = load_settings(corpus_dir=corpus)
    with progress_bar("فهرسة") as progress:
        index = open_index(settings.corpus_dir, settings.data_dir, progress)
    written = as_json if json else as_text
    for each in _questions(question) if question else _lines():
        sys.stdout.write(written(answer(each, index, top=top)) + "\n")
        sys.stdout.flush()


@cli.command(name="eval")
def evaluate(
    file: Annotated[
        Path,
        typer.Argument(help="SQuAD's JSON, or JSONL of question, answers (or answer), document, context."),
    ],
    *,
    corpus: CorpusOption = None,
    own_corpus: Annotated[
        bool, typer.Option("--own-corpus", help="Search in the paragraphs that the file brings along.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Also ask rank-bm25, bm25s and tantivy, where installed.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", help="Where the report goes; none: eval/ in the data folder."),
    ] = None,
    json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the figures as JSON, too.")
    ] = None,
) -> None:
    """Measure the bot on questions whose answers are known, and write a report."""
    from bot.evaluation import export, measuring, tables
    from bot.evaluation import report as page
    from bot.evaluation.reading import read_questions

    if own_corpus and corpus:
        raise SettingsError("--corpus and --own-corpus exclude each other")
    settings = load_settings(corpus_dir=corpus)
    questions = read_questions(file)
    with progress_bar("فهرسة") as progress:
        if own_corpus:
            subject = measuring.own(file, questions, progress)
        elif compare:  # built anew, so that building can be compared, too
            subject = measuring.built(settings.corpus_dir, progress)
        else:
            subject = measuring.served(settings.corpus_dir, settings.data_dir, progress)
    with progress_bar("قياس") as progress:
        found = measuring.measure(file, questions, subject, progress)
    if compare:
        with progress_bar("مقارنة") as progress:
            found = measuring.compared(found, subject, progress)
    place = report or page.default_place(settings.data_dir, found)
    page.write(place, page.as_html(found))
    if json:
        page.write(json, export.as_json(found))
    sys.stdout.write(f"{tables.as_text(found)}\n\nreport: {place}\n")


cli.add_typer(documents)


def main() -> NoReturn:
    """Run the command line; a foreseen error is one line on standard error and exit status 2."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # text streams
    try:
        cli()
    except IsnadError as error:
        sys.stderr.write(f"isnad: {' '.join(str(error).split())}\n")
        sys.exit(EXIT_MEND)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # the reader of our output has gone: `isnad ask | head`
        sys.stderr.close()
        sys.exit(141)
    sys.exit(0)


def _questions(arguments: Sequence[str]) -> Sequence[str]:
    """Return what was asked: bare words are one question, several in quotes are one each."""
    return arguments if any(" " in each.strip() for each in arguments) else [" ".join(arguments)]


def _lines() -> Iterator[str]:
    """Yield each line of standard input without its end, empty ones included: one answer a line."""
    for line in sys.stdin:
        yield line.rstrip("\r\n")
