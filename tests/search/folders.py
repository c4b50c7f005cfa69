"""Small corpora on disk, changed by tests."""

from __future__ import annotations

from pathlib import Path

from bot.documents import Document
from bot.errors import IndexUnusableError
from bot.search.index import Index
from bot.search.serving import current


def put(folder: Path, **texts: str) -> Path:
    """Write one Markdown file a keyword and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{text}\n", encoding="utf-8")
    return folder


def open_current(folder: Path) -> Index:
    """Open the generation that serves.  Raises IndexUnusableError."""
    generation = current(folder)
    if generation is None:
        raise IndexUnusableError(f"no generation is named: {folder}")
    return Index.open(generation)


def document(text: str, name: str = "a.md", title: str = "عنوان") -> Document:
    """Return a document that was never a file."""
    return Document(name=name, title=title, text=text)


COFFEE = "انتشرت القهوة من اليمن في القرن الخامس عشر الميلادي، وحملها التجار إلى مصر والحجاز."
LIBRARY = "افتتحت المكتبة العامة في وسط المدينة القديمة عام 1990، وفيها قاعة كبيرة للقراء جميعًا."
PALM = "تثمر النخلة التمر في الصيف، وتتحمل الحر والملوحة أكثر من سائر الأشجار المعروفة في الواحات."
COFFEE_ASKED = "من أين انتشرت القهوة؟"
LIBRARY_ASKED = "متى افتتحت المكتبة العامة؟"
PALM_ASKED = "متى تثمر النخلة التمر؟"
