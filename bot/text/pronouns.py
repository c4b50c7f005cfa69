"""Words that mean something said before: pronouns, pointing words, and pronouns written on to a word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.text.folding import INVISIBLE, MARKS, TATWEEL, fold, fold_word

ENDINGS = ("هما", "هم", "هن", "ها", "ه")
"""The attached pronouns of the third person, longer ones first."""

PERSONAL = frozenset(fold("هو هي هم هن هما هوه هيه هوا هيا هوي اياه اياها اياهم وياه وياها").split())
POINTING = frozenset(
    fold(
        """
        هذا هذه هذان هاتان ذلك تلك ذاك هؤلاء اولئك هناك هنالك حينها وقتها حينذاك انذاك عندئذ يومها ساعتها
        وذلك وهذا وهذه بذلك بهذا بهذه ده داك هيك كده كدا هاذا هاي هادا هاذي هذي هذول هدول هاداك هذاك هذيك
        هاديك هداك
        """
    ).split()
)
POINTING_AT_THE_EDGE = frozenset(fold("دي دا دول هاد هادي").split())
"""Pointing words of the dialects, only where a question begins or ends: elsewhere دول are states."""

# What a pronoun is written on to without making a word of content: in it, about her, all of them.
_CARRIERS = """
    في عن ل من ب على إلى مع لدى عند بين حول قبل بعد خلال ضد دون بدون تحت فوق أمام خلف وراء نحو تجاه وسط
    داخل خارج جنب كل جميع نفس بنفس ذات تبع بتاع حق ديال بسبب مثل
"""
CARRIED = {
    **{fold(carrier + ending): carrier for carrier in _CARRIERS.split() for ending in ENDINGS},
    **{carrier + "و": carrier for carrier in ("عند", "من", "في", "تبع", "بتاع", "ديال", "مع")},
    **{fold("ال" + ending): "ل" for ending in ("ه", "ها", "هم", "و")},
    **{fold(letter + "ي" + ending): letter for letter in "لب" for ending in ("ها", "هم")},
}
"""The words that join a pronoun to a preposition or the like, and what is left of them without it."""

# Words whose own letters look like a pronoun at their end.
_WHOLE = frozenset(
    fold(
        """
        مهم اهم فهم وهم سهم درهم ملهم الهم متهم اتهم التهم تفاهم ساهم مساهم ادهم اسهم يفهم تفهم نفهم
        يتهم يساهم تساهم مبهم شهم دراهم مهما درهما سهما ذهن رهن دهن مهن برهن راهن كاهن وجها اتجاها فقها
        شبها مها نها بنها طها مياه وجه فقه شبه اتجاه انتباه تنبيه اله الله نزيه فواكه كره شاه مكروه وجوه
        مشابه متشابه ترفيه تشويه توجيه تنزيه سفيه ابله نبيه شبيه طه عبده سيبويه نفطويه خالويه كنه انتبه
        تشابه اشتباه رفاه جاه هذه سته نكته لفته بغته كته فلته جلته سبته ميته نبته مئه ميه هيئه بيئه فئه
        رئه نشاه جزاه
        """
    ).split()
)
JOINED = ("لل", "بال", "كال")
"""The prepositions of one letter, as they are written together with the article."""
_PARENT = r"والد(?:ت?(?:ه|ها|هم|هما)|ت?ي|ة|ا)?(?!\w)"  # begins as "and the" does
_ARTICLE = re.compile(f"(?!{_PARENT})[وف]?(?:ال|{'|'.join(JOINED)})(?=...)")
_DEFINITE = re.compile(f"(?!{_PARENT})(?:ال|وال|فال|{'|'.join(JOINED)})")
_UNSEEN = re.compile(f"[{MARKS}{INVISIBLE}{TATWEEL}]")
_ENDS_IN_TA = re.compile("ت..يت|.*وت|..ت|.*ات")
_SHORT_BUT_TA_MARBUTA = re.compile("سنت|لغت|مدت|فئت|قمت|قوت|صفت|صلت|ثقت|[أا]مت|شدت|دقت|حصت|قصت|خطت")
_ENDS_IN_WAW = frozenset(fold("مايو يونيو يوليو راديو فيديو").split())
_LEAST = 2
_LEAST_SPOKEN = 4


@dataclass(frozen=True, slots=True)
class Owned:
    """A word without the pronoun at its end: the number *of them* as number."""

    word: str
    certain: bool
    """False where the ending may as well be a ta marbuta that was typed as ha."""


def typed(word: str) -> str:
    """Return a word as it was typed, without marks: ta marbuta and ha are still two letters."""
    return _UNSEEN.sub("", word)


def definite(word: str) -> bool:
    """Say whether a typed word has the article; a father, والد, has not."""
    return _DEFINITE.match(word) is not None


def owned(word: str, *, tells_ta: bool) -> Owned | None:
    """Return a typed word without the pronoun attached to it, or None when it has none.

    `tells_ta` says that its writer types the dots of ta marbuta, so that a bare ha is a ha.
    """
    word = typed(word)
    folded = fold_word(word)
    if folded in _WHOLE or _ARTICLE.match(word):
        return None
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST and not _foreign(rest, ending):
            certain = ending != "ه" or tells_ta or rest[-1] in "تئؤء" or rest[0] == "ي"
            return Owned(_restored(rest), certain)
    return None


def _foreign(rest: str, ending: str) -> bool:
    """Say whether a word ends as foreign names and ta marbutas typed as ha do: بيونسيه, عربيه."""
    return ending == "ه" and rest.endswith("ي") and len(rest) >= _LEAST_SPOKEN


def owned_in_talk(word: str) -> Owned | None:
    """Return a typed word without the waw that the Levant and the Maghreb say for ha: اسمو is his name."""
    word = typed(word)
    folded = fold_word(word)
    whole = folded in _ENDS_IN_WAW or _ARTICLE.match(word) is not None
    if whole or not word.endswith("و") or len(word) < _LEAST_SPOKEN:
        return None
    return Owned(_restored(word[:-1]), certain=False)


def _restored(rest: str) -> str:
    """Give a word back the ending that the pronoun changed: عاصمت is عاصمة again, بنا is بنى."""
    if rest.endswith("ت") and (_SHORT_BUT_TA_MARBUTA.fullmatch(rest) or not _ENDS_IN_TA.fullmatch(rest)):
        return rest[:-1] + "ة"
    if rest.endswith(("ائ", "اؤ")):
        return rest[:-1] + "ء"
    if rest.endswith("ا") and not rest.endswith("يا"):
        return rest[:-1] + "ى"
    return rest
