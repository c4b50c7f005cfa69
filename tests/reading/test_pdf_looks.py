"""What a page looks like tells letters, spaces, running lines, and text that is broken."""

from __future__ import annotations

import pytest

from bot.errors import DocumentError
from bot.reading.pdf.about import author_of, date_of, title_of
from bot.reading.pdf.fillers import silence_fillers
from bot.reading.pdf.furniture import without_furniture
from bot.reading.pdf.glyphs import UNKNOWN, Glyph, Page
from bot.reading.pdf.kashidas import without_kashidas
from bot.reading.pdf.letters import letters, raised_number, shapes_are_told
from bot.reading.pdf.lines import rows
from bot.reading.pdf.marks import with_marks
from bot.reading.pdf.reading_lines import TextLine, TextParagraph
from bot.reading.pdf.sanity import check, is_mirrored
from bot.reading.pdf.spacing import spacing

from .pdf_texts import COLUMNS, LETTERS

SOUND = " ".join([*COLUMNS.paragraphs, *LETTERS.paragraphs])


def glyph(
    text: str, x: float = 0, width: float = 5, *, y: float = 100, size: float = 10, run: int = 0
) -> Glyph:
    return Glyph(text, x, x + width, y, size, bold=False, run=run)


def line(text: str, y: float, *, left: float = 100) -> list[Glyph]:
    """Return a line as it stands on the page."""
    return [glyph(letter, left + 5 * place, y=y) for place, letter in enumerate(text)]


@pytest.mark.parametrize(
    ("shape", "written"),
    [
        ("ﻼ", "لا"),
        ("ﻷ", "لأ"),
        ("ﺍ", "ا"),
        ("ﻤ", "م"),
        ("ﷲ", "الله"),
        ("ﷺ", "ﷺ"),
        ("ﬁ", "fi"),
        ("½", "½"),
        ("²", "²"),
    ],
)
def test_presentation_forms_become_letters_and_nothing_else_is_touched(shape: str, written: str) -> None:
    assert letters(glyph(shape), mirror=False) == written


def test_a_ligature_that_is_told_in_the_wrong_order_is_lam_before_alef() -> None:
    assert letters(glyph("ال"), mirror=False) == "لا"
    told = glyph("ال")
    told.told = True
    assert letters(told, mirror=False) == "ال"


@pytest.mark.parametrize(("told", "mirror"), [(")أ(", True), ("(أ)", False)])
def test_whether_brackets_are_told_as_shapes_shows_in_what_they_close(told: str, mirror: bool) -> None:  # noqa: FBT001
    assert shapes_are_told([[(glyph(letter), True) for letter in told]]) is mirror


def test_a_raised_number_never_joins_the_number_before_it() -> None:
    assert raised_number("1", "عام 2019") == "[1]"
    assert raised_number("2", "مساحته 30 م") == "²"


def test_marks_go_to_their_letters_whichever_way_the_text_was_drawn() -> None:
    leftward = with_marks([glyph("س", 20), glyph("َ", 22, 0), glyph("م", 10)], naive=False)
    rightward = with_marks([glyph("م", 10), glyph("َ", 22, 0), glyph("س", 20)], naive=False)
    assert [each.text for each in leftward] == ["سَ", "م"]
    assert [each.text for each in rightward] == ["م", "سَ"]


def test_a_stroke_that_stretches_words_is_no_letter_but_two_unknown_shapes_are() -> None:
    def page(*codes: int) -> Page:
        drawn = [glyph("ب"), *(glyph(UNKNOWN) for _ in codes)]
        for code, each in zip(codes, drawn[1:], strict=True):
            each.unnamed = (7, code)
        return Page(1, 600, 800, tuple(drawn))

    stretched, broken = page(3, 3), page(3, 4)
    silence_fillers([stretched])
    silence_fillers([broken])
    assert [each.text for each in stretched.glyphs] == ["ب", "", ""]
    assert [each.text for each in broken.glyphs] == ["ب", UNKNOWN, UNKNOWN]


def test_kashidas_that_fill_lines_are_taken_out_and_those_of_a_writer_stay() -> None:
    def read(text: str) -> str:
        [found] = without_kashidas([TextParagraph((TextLine((text,), 1),), 12, bold=False, tabular=False)])
        return found.lines[0].cells[0]

    assert read("كتـاب جديـد في المكتـبة، سنة ١٤٤٥هـ " * 4) == "كتاب جديد في المكتبة، سنة ١٤٤٥هـ " * 4
    assert read("قال «لـــكنْ» مرة واحدة") == "قال «لـــكنْ» مرة واحدة"


def test_gaps_are_spaces_where_a_file_draws_none() -> None:
    drawn = [glyph("ب", 0), glyph("ا", 5.2), glyph("ت", 13)]
    assert "".join(each.text for each in spacing(drawn).spaced(drawn)) == "با ت"


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    [[piece]] = rows([glyph("ب", 10), glyph("ب", 10.3), glyph("ب", 15)], 1)
    assert len(piece.glyphs) == 2


def test_running_lines_and_page_numbers_are_left_out_and_rows_of_numbers_are_not() -> None:
    pages = []
    for number in (1, 2, 3):
        drawn = line("ةلحرلا رتفد", 780) + line(f"نم {number}", 750) + line("ةريصق ةصق", 400)
        drawn += line("12", 60, left=100) + line("40", 60, left=300) + line(str(number), 20)
        pages.append((Page(number, 600, 800, ()), rows(drawn, number)))
    kept = without_furniture(pages)
    texts = [["".join(g.text for piece in row for g in piece.glyphs) for row in page] for page in kept]
    assert texts == [["ةريصق ةصق", "1240"]] * 3


def test_sound_arabic_passes() -> None:
    check(SOUND)
    assert not is_mirrored(SOUND)


def test_arabic_from_its_end_to_its_beginning_is_told() -> None:
    assert is_mirrored(" ".join(word[::-1] for word in SOUND.split()))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (SOUND.replace("ل", UNKNOWN), "Unicode map"),
        (SOUND.replace("ي", "\ue001"), "Unicode map"),
        (SOUND.translate(str.maketrans("ابتلمني", "ظشثزغجخ")), "does not look like Arabic"),
        (" ".join(SOUND.replace(" ", "")), "come apart"),
        (SOUND.encode("cp1256", "ignore").decode("latin-1"), "wrong encoding"),
    ],
)
def test_garbage_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        check(text)
    assert reason in caught.value.reason


def test_text_in_other_languages_passes() -> None:
    check("The library lends books for two weeks; a fine of ten cents is due for each day after that. " * 5)
    check("Né à Évian, l’élève préféré a été récompensé à l’école supérieure. " * 5)
    check("کتابخانه هر روز از ساعت هشت صبح باز می‌شود و پژوهشگران می‌توانند چند کتاب امانت بگیرند. " * 5)


@pytest.mark.parametrize(
    "filler",
    [
        "",
        "untitled",
        "Microsoft Word - تقرير.docx",
        "report.pdf",
        "about:blank",
        "file:///home/a",
        "12",
        "Ã\x98Â§",
    ],
)
def test_a_title_that_a_program_filled_in_is_none(filler: str) -> None:
    assert title_of({"Title": filler}) is None


def test_what_a_file_says_of_itself_is_taken_where_it_is_sane() -> None:
    about = {"Title": "تقرير المكتبة", "Author": "سعاد", "CreationDate": "D:20240229101112+02'00'"}
    assert (title_of(about), author_of(about), date_of(about)) == ("تقرير المكتبة", "سعاد", "2024-02-29")
    assert (author_of({"Author": "Administrator"}), date_of({"CreationDate": "yesterday"})) == (None, None)
