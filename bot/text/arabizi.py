"""Read Arabic that is written in Latin letters and digits, as in `meen wazeer 5arejeyet rosya`.

A word so written says its consonants plainly and its vowels loosely, and many letters stand for two or three
Arabic ones.  So a word is not turned round letter by letter: its consonants say which words of a lexicon to
look at, and the rules say how well each of them fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from bot.text.sounds import endings, heard_in

_START, _END = "^", "$"

# What the Latin side says, and the folded Arabic letters that it may stand for, with what each choice costs.
# `^` and `$` are the word's ends; an empty Arabic side is a short vowel, or a letter that is not written.
_RULES = """
b ب | p ب | f ف | v ف ب.4 | ph ف.1 | w و ف.5 | wh و | m م | n ن | ng نغ نج.1 ن.2 نك.2 | gn ني.3 | r ر | l ل
t ت ط.2 | 6 ط | th ث ذ.2 ت.4 ظ.4 | ts تس تز.2 | tz تس.1 | s س ص.2 ز.4 ث.4 | 9 ص ق
sh ش | ch ش.1 تش.1 ك.4 خ.4 | sch ش.1 سك.2 | tch تش | tsh تش | c ك س.2 ق.4 تش.4 ش.5 | x كس خ.3
j ج ي.5 | dj ج دج.1 | g ج.1 غ.2 ق.3 ك.2 | gh غ | 3' غ | 7 ح | h ه ح.2 .5 | kh خ | 5 خ | 7' خ
d د ض.2 ذ.4 | dh ذ ض.1 ظ.1 | 9' ض | z ز ذ.2 ظ.2 س.5 تس.5 | 6' ظ | 3 ع | 2 ا ء و.2 ي.2 ق.3 .2 | ' . ا.1 ع.2
q ق ك.3 | qu كو.1 ك.1 | 8 ق غ.2 | k ك ق.2 خ.5 | ck ك
a ا.1 .1 ع.4 ي.4 ه.5 | e .1 ي.2 ا.3 | i ي.1 .1 ا.4 | o و.1 .1 ا.4 | u و.1 .1 ا.5 يو.3 | y ي .2
aa ا | ee ي | oo و | ou و و.1 .2 | ii ي | uu و | ei ي اي.1 | ai ي.1 اي.1 ا.4 | ay ي اي.1
au و او | aw و او | ow و او.1 | eu و.2 يو.2 | ew يو.2 | eo يو | io يو | ea ي.1 يا.2 | ie ي
ia يا يه.1 | ya يا يه.1 | iy ي
^a ^ا ^ع.2 | ^e ^ا ^اي.1 ^ع.3 | ^i ^ا ^اي ^ع.3 | ^o ^او ^ا.1 ^و.1 ^ع.3 | ^u ^او ^ا.1 ^و.2 ^ي.3 ^ع.3
^ai ^اي | ^ay ^اي | ^ei ^اي | ^2ai ^اي | ^2ay ^اي | ^ou ^او ^و.2
a$ ا$ ه$ ي$.2 اء$.2 | e$ ه$.1 $.1 ي$.1 ا$.2 | i$ ي$ | y$ ي$ | o$ و$ ه$.2 | u$ و$
ah$ ه$ | eh$ ه$ يه$.1 | ih$ ه$.1 | at$ ه$.1 ات$ | et$ ه$.1 | it$ ه$.2 يت$
owa$ و$ | uwa$ و$.1 | eya$ ي$.1 يه$.1 يا$.1 | iya$ ي$.1 يه$ يا$.1
"""
_UNWRITTEN = {"ا": 0.35, "و": 0.45, "ي": 0.45, "ع": 0.45, "ء": 0.2, "ه": 0.6}
"""What an Arabic letter costs that the Latin side does not say."""
_ARTICLES = {"": "ال", "b": "بال", "f": "فال", "l": "لل", "w": "وال"}
# An article with what stands before it, or one whose l sounds like the letter after it: essa3a.
_ARTICLE = re.compile(r"(?:([bflw]?)[aeiu]l|[aeiu](?P<sun>sh|th|[tdrzsn])-?(?=(?P=sun)))[-'\s]?(?=[\w']{3})")
_PLAIN = str.maketrans({"’": "'", "`": "'", "ʼ": "'", "-": None, " ": None})
_VOWELS = "aeiou"
_BEAM = 32


def _rules() -> dict[str, list[tuple[str, float]]]:
    """Return the Arabic sides, each with its cost, of each Latin one."""
    found = {_START: [(_START, 0.0)], _END: [(_END, 0.0)]}
    for rule in re.split(r"[|\n]", _RULES.strip()):
        chunk, *sides = rule.split()
        pairs = (side.partition(".") for side in sides)
        found[chunk] = [(arabic, float(f"0.{cost or 0}")) for arabic, _, cost in pairs]
    return found


_TABLE = _rules()
_LONGEST = max(map(len, _TABLE))


class Latin:
    """One word in Latin letters, cut up in every way that the rules know."""

    def __init__(self, word: str) -> None:
        text = f"{_START}{word.lower().translate(_PLAIN)}{_END}"
        self._choices = [list(_choices(text, start)) for start in range(len(text))]

    def sounds(self) -> list[str]:
        """Return what the word may sound like, as `sounds.sound` would say it, the likeliest first."""
        states: list[dict[str, float]] = [{} for _ in range(len(self._choices) + 1)]
        states[0][""] = 0.0
        for place, choices in enumerate(self._choices):
            best = sorted(states[place].items(), key=lambda state: state[1])[:_BEAM]
            for end, arabic, cost in choices:
                heard = heard_in(arabic)
                onward = states[end]
                for said, spent in best:
                    whole = said + heard
                    if spent + cost < onward.get(whole, 99.0):
                        onward[whole] = spent + cost
        likely = sorted(states[-1].items(), key=lambda state: state[1])[:_BEAM]
        return list(dict.fromkeys(ending for said, _ in likely for ending in endings(said)))

    def distance(self, arabic: str) -> float:
        """Return how badly a folded Arabic word fits; infinite when it does not at all."""
        target = f"{_START}{arabic}{_END}"
        states: list[dict[int, float]] = [{} for _ in range(len(self._choices) + 1)]
        states[0][0] = 0.0
        for place, choices in enumerate(self._choices):
            here = states[place]
            for at in range(len(target)):
                spent = here.get(at)
                if spent is None:
                    continue
                unwritten = _UNWRITTEN.get(target[at])
                if unwritten is not None:
                    here[at + 1] = min(here.get(at + 1, math.inf), spent + unwritten)
                for end, said, cost in choices:
                    if target.startswith(said, at):
                        onward = states[end]
                        there = at + len(said)
                        onward[there] = min(onward.get(there, math.inf), spent + cost)
        return states[-1].get(len(target), math.inf)


def _choices(text: str, start: int) -> Iterator[tuple[int, str, float]]:
    """Yield what may be read at a place: where it ends, the Arabic it stands for, and what that costs."""
    last_vowel = text[start + 1 :] == _END and text[start:] in _TABLE  # which is always written
    for size in range(2 if last_vowel else 1, min(_LONGEST, len(text) - start) + 1):
        end = start + size
        chunk = text[start:end]
        again = chunk[-1] not in _VOWELS and text.startswith(chunk[-1], end)
        for arabic, cost in _TABLE.get(chunk, ()):
            yield end, arabic, cost
            if again:  # a letter is doubled
                yield end + 1, arabic, cost


def articles(word: str) -> list[tuple[str, str]]:
    """Return the ways to take a Latin word apart: the Arabic article with what is before it, and the rest."""
    match = _ARTICLE.match(word.lower())
    whole = [("", word)]
    return whole if match is None else [*whole, (_ARTICLES[match[1] or ""], word[match.end() :])]
