"""What the columns of a table or the keys of a record mean, in Arabic and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from bot.text.folding import fold


class Role(StrEnum):
    """What a column tells of a record."""

    ID = "id"
    TITLE = "title"
    QUESTION = "question"
    ANSWER = "answer"
    TEXT = "text"
    DATE = "date"
    URL = "url"
    AUTHOR = "author"
    SOURCE = "source"
    LANGUAGE = "language"


_NAMES = {
    Role.ID: "id uuid guid key slug معرف المعرف",
    Role.TITLE: "title headline heading subject name عنوان العنوان اسم الاسم موضوع الموضوع",
    Role.QUESTION: "question q query prompt سؤال السؤال س",
    Role.ANSWER: "answer a response reply جواب الجواب إجابة الإجابة اجابة الاجابة رد الرد ج",
    Role.TEXT: "text content body paragraph article description details context "
    "نص النص محتوى المحتوى متن المتن فقرة الفقرة مقال المقال وصف الوصف تفاصيل التفاصيل",
    Role.DATE: "date published published_at publication_date created_at تاريخ التاريخ تاريخ_النشر",
    Role.URL: "url link href permalink رابط الرابط",
    Role.AUTHOR: "author writer by كاتب الكاتب مؤلف المؤلف",
    Role.SOURCE: "source publisher مصدر المصدر ناشر الناشر",
    Role.LANGUAGE: "language lang لغة اللغة",
}
_ROLES = {fold(name): role for role, names in _NAMES.items() for name in names.split()}


@lru_cache(maxsize=10_000)
def _role(name: str) -> Role | None:
    return _ROLES.get(fold("_".join(name.lower().replace("-", "_").split())))


def roles(names: Iterable[str]) -> Mapping[Role, str]:
    """Return which column has each role, the first where several could."""
    found: dict[Role, str] = {}
    for name in names:
        role = _role(name)
        if role is not None:
            found.setdefault(role, name)
    return found
