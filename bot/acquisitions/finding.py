"""Find documents by words of their titles and file names, written anyhow."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents import Source
from bot.text.folding import fold


def matching(sources: Sequence[Source], words: str) -> list[Source]:
    """Return the documents whose title, file name or date holds every word, or the beginning of one."""
    wanted = fold(words).split()
    return [source for source in sources if all(each in _known(source) for each in wanted)]


def _known(source: Source) -> str:
    return fold(f"{source.title} {source.document} {source.date or ''}")
