"""Words whose first و is a letter of their root, not the "and" that Arabic writes together with a word.

Taken for "and", it would part وزارة from الوزارة and ولدت from ولادة.
"""

from __future__ import annotations

import re

from bot.text.folding import fold

# The two consonants behind the و, as in و ص ل.  Left out are roots whose forms are more often "and" with
# another word: وكل، وسمى، وهم.
_ROOTS = "جد جه جب جز حد حش رد رث رق رش زر زع زن سط صف صل ضح ضع طن ظف فد فر فق قت قع قف لد هب ثق ثن"
_NOT_WITH_ALEF = "صل رق"  # وأصله، وأرق
_OTHERS = """
    وفاة وفاء وفيات ولاية ولايات وصية وصايا وقاية وقائي وقائية وقود وباء وبائي وبائية وعاء وادي وديان واحة
    واحات وسواس وداع وديعة ودائع وشاح وسام وسيم وسيلة وسائل وائل وكيل وكالة وكالات وكلاء واسع واسعة
    واشنطن وارسو وهران
"""
_AND_THE = fold("والدين")  # sooner "and the religion" than "parents"
_ENDING = (
    "(?:ا|اء|ات|اته|اتها|اتهم|ان|انه|ت|ته|تها|تهم|تهما|تي|تا|تان|تين|ك|كم|نا|ني|ه|ها|هم|هما|وا|وه|ون"
    "|ي|يا|يات|يه|يته|يتها|يون|ين|يين)?"
)


def _forms(one: str, other: str) -> str:
    """Return a pattern of the words of a root, without the و before them and without their endings."""
    forms = [
        f"{one}{other}",  # وصلت، وطني
        f"{one}[وي]{other}",  # وصول، وزير
        f"{one}اي{other}",  # وظائف
        f"{one}ا{other}(?=[تهي]|ات)",  # وزارة, but not وزار: and he visited
    ]
    if f"{one}{other}" not in _NOT_WITH_ALEF.split():
        forms.append(f"ا{one}{other}")  # واقع
    return "|".join(forms)


_WORDS = "|".join(fold(word).removesuffix("ه") for word in _OTHERS.split())
_RADICAL = re.compile(f"(?:و(?:{'|'.join(_forms(*root) for root in _ROOTS.split())})|{_WORDS}){_ENDING}")


def begins_with_radical_waw(word: str) -> bool:
    """Say whether the و that a folded word begins with is of its root: وزير, not وكتاب."""
    return word != _AND_THE and _RADICAL.fullmatch(word) is not None
