"""A small corpus, and questions that it answers or not."""

from __future__ import annotations

from pathlib import Path

DOCUMENTS = {
    "amman.md": (
        "مدينة عمّان",
        "تقع عمّان في وسط الأردن على سبعة جبال. عمّان هي عاصمة الأردن وأكبر مدنه. يسكنها أربعة ملايين نسمة.",
    ),
    "nile.md": (
        "نهر النيل",
        "يجري النيل من الجنوب إلى الشمال. يبلغ طول نهر النيل 6650 كيلومترًا. ويصب في البحر المتوسط.",
    ),
    "ibn-sina.md": (
        "ابن سينا",
        "كان ابن سينا طبيبًا وفيلسوفًا. ألّف ابن سينا كتاب القانون في الطب. وترجم الكتاب إلى اللاتينية.",
    ),
    "palm.md": (
        "شجرة النخيل",
        "النخلة شجرة معمرة. تثمر النخلة التمر في الصيف. وتتحمل النخلة الحرّ والملوحة.",
    ),
    "coffee.md": (
        "القهوة العربية",
        "انتشرت القهوة من اليمن في القرن الخامس عشر. تحمّص حبوب القهوة ثم تطحن. وتقدَّم القهوة مع التمر.",
    ),
    "library.md": (
        "مكتبة الإسكندرية",
        "أُسست مكتبة الإسكندرية في عهد البطالمة. ضمّت المكتبة آلاف اللفائف. وافتُتحت المكتبة الجديدة سنة 2002.",
    ),
}
CAPITAL = "ما عاصمة الأردن؟"
CAPITAL_SENTENCE = "عمّان هي عاصمة الأردن وأكبر مدنه."
NILE = "كم يبلغ طول نهر النيل؟"
NILE_SENTENCE = "يبلغ طول نهر النيل 6650 كيلومترًا."
UNKNOWN = "من اخترع المصباح الكهربائي؟"
NOT_FOUND = "لم أجد جوابًا"


def write(folder: Path) -> Path:
    """Write the corpus below a folder and return its path."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for name, (title, text) in DOCUMENTS.items():
        head = f"---\ntitle: {title}\nurl: https://docs.example/{name}\ndate: 2024-05-01\n---\n"
        (corpus / name).write_text(f"{head}{text}\n", encoding="utf-8")
    return corpus
