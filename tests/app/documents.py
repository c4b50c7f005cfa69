"""A small corpus, questions that it answers, and more text than one wants to read."""

from __future__ import annotations

import random
from pathlib import Path

# Every sentence is long enough (60 letters) to be a passage of its own.
CAPITAL = "ما عاصمة الأردن؟"
CAPITAL_SENTENCE = "عمّان هي عاصمة الأردن وأكبر مدنه من حيث المساحة وعدد السكان منذ مئة عام."
NILE = "كم يبلغ طول نهر النيل؟"
NILE_SENTENCE = "يبلغ طول نهر النيل 6650 كيلومترًا من أبعد منابعه في الجنوب حتى مصبه في الشمال."
COFFEE = "من أين انتشرت القهوة؟"
COFFEE_SENTENCE = "انتشرت القهوة من اليمن في القرن الخامس عشر ثم حملها التجار والحجاج إلى سائر البلاد."
UNKNOWN, NOT_FOUND = "من اخترع المصباح الكهربائي؟", "لم أجد جوابًا"

ANSWERS = {CAPITAL: CAPITAL_SENTENCE, NILE: NILE_SENTENCE, COFFEE: COFFEE_SENTENCE}

HILLS = "بُنيت المدينة قديمًا على سبعة جبال تحيط بها الأودية من كل جانب ثم اتسعت كثيرًا."
BANKS = "تقوم على ضفتيه مدن كثيرة وتُزرع حوله أرض واسعة منذ آلاف السنين بلا انقطاع."
ROAST = "تحمّص الحبوب على نار هادئة ثم تطحن وتقدَّم للضيف في فنجان صغير مع التمر."
_BASE = {
    "amman.md": ("مدينة عمّان", f"{HILLS} {CAPITAL_SENTENCE}"),
    "nile.md": ("نهر النيل", f"{NILE_SENTENCE} {BANKS}"),
    "coffee.md": ("القهوة العربية", f"{COFFEE_SENTENCE} {ROAST}"),
}


def write_document(corpus: Path, name: str, title: str, text: str) -> None:
    """Write a document with all that a citation shows."""
    head = f"---\ntitle: {title}\nurl: https://docs.example/{name}\ndate: 2024-05-01\n---\n"
    (corpus / name).write_text(f"{head}{text}\n", encoding="utf-8")


def write_base(corpus: Path) -> None:
    """Make the folder hold the small corpus and nothing else."""
    corpus.mkdir(exist_ok=True)
    for path in corpus.iterdir():
        path.unlink()
    for name, (title, text) in _BASE.items():
        write_document(corpus, name, title, text)


def write_bulk(corpus: Path, megabytes: int) -> None:
    """Add so much text, of made-up words, that indexing it takes about a second a megabyte."""
    chance = random.Random(7)  # noqa: S311 - nothing here is secret
    letters = "ابتثجحخدرسصطعفقكلمنهوي"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 7))) for _ in range(20_000)]
    for number in range(megabytes):
        lines = (" ".join(chance.choices(words, k=12)) + "." for _ in range(8_000))
        (corpus / f"bulk{number}.txt").write_text("\n".join(lines), encoding="utf-8")
