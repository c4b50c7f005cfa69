"""A report of a reload as the operator reads it, on the terminal and in the log: all of it, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents import Generation, Refusal, ReloadReport, Repetition


def report_lines(report: ReloadReport) -> Iterator[str]:
    """Yield the totals, what changed, each refusal with line and reason, and what is worth knowing."""
    yield (
        f"{report.files} files, {report.documents} documents, {report.sentences} sentences "
        f"({changes(report)}, {len(report.refused)} refused) in {report.seconds:.2f} s"
    )
    if report.documents_before and report.is_news:  # of a first build, all would be named
        yield f"before: {report.documents_before} documents, {report.sentences_before} sentences"
        for sort, names in (
            ("added", report.added),
            ("changed", report.changed),
            ("removed", report.removed),
        ):
            yield from (f"{sort}: {name}" for name in names)
    yield from map(refusal_line, report.refused)
    yield from (f"note: {each.file}: {each.text}" for each in report.remarks)
    yield from map(_repeated, report.repeated)


def described(generation: Generation) -> str:
    """Return when a generation was built, and how much it holds."""
    built = f"{generation.built_at:%Y-%m-%d %H:%M:%S} UTC"
    return f"built {built}, {generation.documents} documents, {generation.sentences} sentences"


def changes(report: ReloadReport) -> str:
    """Return how many files were added, changed and removed, in a few words."""
    return f"{len(report.added)} added, {len(report.changed)} changed, {len(report.removed)} removed"


def _repeated(repetition: Repetition) -> str:
    """Return which rows of a table stand elsewhere, each by what its table calls it."""
    rows = ", ".join(each.removeprefix(f"{repetition.file}#") for each in repetition.rows)
    where = "stand in each other" if repetition.other is None else f"stand in {repetition.other}"
    return f"note: {repetition.file}: {len(repetition.rows)} rows {where}, or nearly: {rows}"


def refusal_line(refusal: Refusal) -> str:
    """Return what was not taken in, and why."""
    place = refusal.file if refusal.line is None else f"{refusal.file}:{refusal.line}"
    return f"refused: {place}: {refusal.reason}"
