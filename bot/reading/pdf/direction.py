"""Visual order to logical order: the Unicode bidirectional algorithm (UAX 9), inverted for one line."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.pdf.glyphs import Glyph

_LTR = {"L", "EN", "AN"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph with its bidirectional class: R for right-to-left letters, N for neutrals."""

    glyph: Glyph
    kind: str


def sign(glyph: Glyph) -> Sign:
    """Classify a glyph by its first letter that has a direction."""
    kinds = [unicodedata.bidirectional(letter) for letter in glyph.text]
    strong = next(
        (kind for kind in kinds if kind in {"L", "R", "AL", "EN", "AN"}), kinds[0] if kinds else "ON"
    )
    if strong in {"R", "AL"}:
        strong = "R"
    elif strong not in {"L", "EN", "AN", "CS", "ES", "ET"}:
        strong = "N"
    return Sign(glyph, strong)


class Ordering:
    """Orders the lines of one paragraph that is read from right to left."""

    def __init__(self, *, grouped: bool) -> None:
        """Begin a paragraph; `grouped`: a text object of this file holds one stretch of one direction."""
        self._grouped = grouped
        self._after_arabic = False

    def logical(self, line: Sequence[Glyph]) -> list[tuple[Glyph, bool]]:
        """Return glyphs given from left to right in the order of reading, each with: stands right to left."""
        signs = [sign(glyph) for glyph in line]
        hanging = _hanging(signs)
        read: list[tuple[Glyph, bool]] = []
        last = len(signs) - 1
        while last >= hanging:
            first = self._island(signs, last)
            if first is None:
                read.append((signs[last].glyph, True))
                self._after_arabic = self._after_arabic or signs[last].kind == "R"
                last -= 1
                continue
            island = signs[first : last + 1]
            read += [(each.glyph, False) for each in island]
            if any(each.kind == "L" for each in island):
                self._after_arabic = False
            last = first - 1
        return read + [(each.glyph, False) for each in signs[:hanging]]

    def _island(self, signs: Sequence[Sign], last: int) -> int | None:
        """Return where the left-to-right stretch that ends at `last` begins, if there is one."""
        start = last
        if signs[last].kind == "ET":
            while start >= 0 and signs[start].kind == "ET":
                start -= 1
            if start < 0 or signs[start].kind != "EN" or not self._number_keeps_marks(signs, start):
                return None
        elif signs[last].kind not in _LTR:
            return None
        while True:
            joined = self._joined(signs, start)
            if joined == start:
                return start
            start = joined

    def _joined(self, signs: Sequence[Sign], start: int) -> int:
        """Return the new start of a stretch after taking in what belongs to it on the left."""
        left = start - 1
        while left >= 0 and signs[left].kind not in _LTR and signs[left].kind != "R":
            left -= 1
        between = signs[left + 1 : start]
        if left < 0 or signs[left].kind == "R":
            return start - self._marks_before(signs, start)
        if not between or self._keeps_marks(signs, left, between):
            return left
        if self._one_number(signs, left, start) or self._one_phrase(signs, left, start):
            return left
        return start - self._marks_before(signs, start)

    def _marks_before(self, signs: Sequence[Sign], start: int) -> int:
        """Count the signs like $ or % on the left of a number that belong to it."""
        if signs[start].kind != "EN" or not self._number_keeps_marks(signs, start):
            return 0
        count = 0
        while start - count - 1 >= 0 and signs[start - count - 1].kind == "ET":
            count += 1
        return count

    def _keeps_marks(self, signs: Sequence[Sign], left: int, between: Sequence[Sign]) -> bool:
        """Say whether only signs like % stand between a number and what follows it on the right."""
        number = signs[left].kind == "EN" and all(each.kind == "ET" for each in between)
        return number and self._number_keeps_marks(signs, left)

    def _number_keeps_marks(self, signs: Sequence[Sign], place: int) -> bool:
        """Say whether a European number is not taken for an Arabic one (rule W2)."""
        return not self._after_arabic or _latin_on_the_left(signs, place)

    def _one_number(self, signs: Sequence[Sign], left: int, right: int) -> bool:
        """Say whether one separator joins two parts of a number (rules W2 and W4)."""
        parts = {signs[left].kind, signs[right].kind}
        if right - left != 2 or "L" in parts or (len(parts) > 1 and not self._after_arabic):  # noqa: PLR2004  # one sign between
            return False
        if signs[left + 1].kind == "CS":
            return True
        return signs[left + 1].kind == "ES" and parts == {"EN"} and not self._after_arabic

    def _one_phrase(self, signs: Sequence[Sign], left: int, right: int) -> bool:
        """Say whether neutrals stand between two parts of a left-to-right phrase (rules W7 and N1)."""
        latin = signs[left].kind == "L" or (signs[left].kind == "EN" and _latin_on_the_left(signs, left))
        if not latin or signs[right].kind == "AN":
            return False
        between = [each.glyph for each in signs[left + 1 : right]]
        if any(glyph.rtl for glyph in between):
            return False
        if signs[right].kind == "L" or not self._grouped:
            return True
        runs = {signs[left].glyph.run, signs[right].glyph.run}
        return any(glyph.run in runs for glyph in between)


def _hanging(line: Sequence[Sign]) -> int:
    """Return the length of a left-to-right phrase that the line's end cuts after a space or a stop.

    Such signs stand on the phrase's right, amid the line; the text object that drew them tells.
    """
    end = 0
    while end < len(line) and line[end].kind != "R" and line[end].glyph.run == line[0].glyph.run:
        end += 1
    drawn = line[:end]
    alone = 0 < end < len(line) and line[end].glyph.run != line[0].glyph.run
    cut = alone and drawn[0].kind in _LTR and drawn[-1].kind not in _LTR
    return end if cut and not any(each.glyph.rtl for each in drawn) else 0


def _latin_on_the_left(signs: Sequence[Sign], place: int) -> bool:
    """Say whether the first letter on the left of a number is one that is read from left to right."""
    for each in reversed(signs[:place]):
        if each.kind in {"R", "AN"}:
            return False
        if each.kind == "L":
            return True
    return False


def rightward_order(line: Sequence[Glyph], ordering: Ordering) -> list[tuple[Glyph, bool]]:
    """Return the glyphs of a line that is read from left to right; Arabic phrases in it are turned."""
    signs = [sign(glyph) for glyph in line]
    read: list[tuple[Glyph, bool]] = []
    place = 0
    while place < len(signs):
        end = place
        while end < len(signs) and signs[end].kind != "L":
            end += 1
        arabic = [i for i in range(place, end) if signs[i].kind == "R"]
        if arabic:
            first, last = _phrase(signs, place, arabic[0]), arabic[-1] + 1
            read += [(each.glyph, False) for each in signs[place:first]]
            read += ordering.logical(line[first:last])
            read += [(each.glyph, False) for each in signs[last:end]]
        else:
            read += [(each.glyph, False) for each in signs[place:end]]
        if end < len(signs):
            read.append((signs[end].glyph, False))
        place = end + 1
    return read


def _phrase(signs: Sequence[Sign], start: int, first_letter: int) -> int:
    """Return where an Arabic phrase begins: a number that ends it stands on its left."""
    begin = first_letter
    while begin > start and signs[begin - 1].kind not in {"L", "R"}:
        begin -= 1
    while begin < first_letter and signs[begin].kind not in {"EN", "AN"}:
        begin += 1
    return begin
