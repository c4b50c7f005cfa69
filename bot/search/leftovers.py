"""Files that nobody meant for the corpus: hidden ones, and what editors and downloads leave for a moment."""

from __future__ import annotations

import re

_LEFTOVER = re.compile(
    r"""
      \..*                                          # hidden, and so are Emacs' locks and LibreOffice's
    | .*~ | \#.*\# | ~\$.* | ~.*\.tmp | 4913        # Emacs, Word, vim's trial whether it may write
    | .*\.(?:sw[a-z] | tmp | temp | bak | part | partial | crdownload | download)
    | Thumbs\.db | desktop\.ini | __MACOSX
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_leftover(name: str) -> bool:
    """Say whether a file or folder of this name, without its path, is nothing for the corpus."""
    return _LEFTOVER.fullmatch(name) is not None
