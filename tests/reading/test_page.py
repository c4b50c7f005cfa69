"""A page gives its content and what it says of itself, without what stands around it."""

from __future__ import annotations

import pytest

from bot.documents import Document
from bot.errors import DocumentError
from bot.reading.reading import read

CANONICAL = "https://sea.example/lighthouse"
LINKED_DATA = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "Article", '
    '"headline": "تاريخ الفنار", "datePublished": "2024-11-05", "author": {"name": "ليلى حداد"}}]}</script>'
)
BLOG = f"""<!doctype html><html lang="ar"><head><title>تاريخ الفنار – مدونة البحر</title>
{LINKED_DATA}
<meta property="og:site_name" content="مدونة البحر">
<meta property="og:url" content="{CANONICAL}"></head><body>
<div class="site-header"><div class="menu"><ul><li><a href="/a">الرئيسية</a></li>
<li><a href="/b">من نحن</a></li></ul>
</div></div><div class="post hentry"><h1 class="entry-title">تاريخ الفنار</h1><div class="entry-content">
<p>بُني الفنار على رأس الميناء عام 1874، وكان يضيء بزيت الزيتون قبل أن تصل إليه الكهرباء.</p>
<p>وقد حرسه ثلاثة إخوة من عائلة الصياد مدة نصف قرن.</p>
<h3><span class="mw-headline" id="repair">الترميم</span></h3>
<p>رُمّم البرج عام 1998 بعد عاصفة شديدة كسرت زجاجه.</p>
<div class="sharedaddy"><h3>شارك الموضوع</h3><ul><li><a href="#">فيسبوك</a></li></ul></div></div></div>
<div id="comments"><h3>التعليقات</h3><p>مقال رائع شكرًا لكم.</p></div>
<div class="widget-area"><h2>أحدث المقالات</h2><ul><li><a href="/1">صيد السمك</a></li></ul></div>
<div class="site-footer">يعمل بفخر بواسطة برنامج المدونات</div></body></html>"""
SHORT = "<title>مواعيد</title><h1>مواعيد المكتبة</h1><p>تفتح المكتبة من الأحد إلى الخميس."


def page(text: str | bytes) -> Document:
    (document,) = read(text if isinstance(text, bytes) else text.encode(), "f.html").documents
    return document


def opened_at(document: Document, words: str) -> str | None:
    start = document.text.index(words)
    return next(anchor.fragment for anchor in reversed(document.anchors) if anchor.start <= start)


def test_menus_comments_widgets_and_footers_are_no_content() -> None:
    text = page(BLOG).text
    assert "كان يضيء بزيت الزيتون" in text
    assert "### الترميم\n\nرُمّم البرج" in text
    for around in ("الرئيسية", "شارك", "مقال رائع", "صيد السمك", "بفخر"):
        assert around not in text


def test_a_page_says_itself_what_is_known_of_it() -> None:
    found = page(BLOG)
    known = (found.title, found.date, found.author, found.url, found.source, found.language)
    assert known == ("تاريخ الفنار", "2024-11-05", "ليلى حداد", CANONICAL, "مدونة البحر", "ar")


def test_a_saved_page_says_where_it_was_saved_from() -> None:
    assert page(f"<!-- saved from url=(0026){CANONICAL} -->\n{SHORT}").url == CANONICAL


@pytest.mark.parametrize("url", ["/fees", "javascript:alert(1)", ""])
def test_an_address_that_nobody_can_open_is_none(url: str) -> None:
    assert page(f'<link rel="canonical" href="{url}">{SHORT}').url is None


def test_a_link_opens_at_the_heading_that_has_an_id_and_else_at_the_first_words() -> None:
    found = page(BLOG)
    assert opened_at(found, "رُمّم البرج") == "repair"
    assert (opened_at(found, "وقد حرسه") or "").startswith(":~:text=%D9%88%D9%82%D8%AF%20")


def test_a_short_page_keeps_its_headings_and_loses_what_stands_around() -> None:
    found = page(
        f"<nav>الرئيسية</nav>{SHORT}<footer>الحقوق محفوظة</footer><p hidden>خفي</p><script>var a</script>"
    )
    assert (found.title, found.text) == (
        "مواعيد المكتبة",
        "# مواعيد المكتبة\n\nتفتح المكتبة من الأحد إلى الخميس.",
    )


def test_lists_terms_and_nested_items_are_lines_of_their_own() -> None:
    found = page(
        "<h1>عنوان</h1><dl><dt>الهاتف</dt><dd>065</dd><dd>066</dd></dl>"
        "<ul><li>أول<ol><li>فرعي</ol><li>ثان <b>غامق</b></ul>"
        "<div>نص <i>مائل</i><p>فقرة<br>بسطرين</p>ذيل</div><details><summary>متى؟</summary>غدًا</details>"
    )
    assert found.text == (
        "# عنوان\n\n- الهاتف: 065\n- الهاتف: 066\n- أول\n  - فرعي\n- ثان غامق\n\n"
        "نص مائل\n\nفقرة بسطرين\n\nذيل\n\n### متى؟\n\nغدًا"
    )


def test_a_cell_that_spans_columns_counts_for_each_of_them() -> None:
    table = "<tr><th>الأيام<th colspan=2>الدوام<tr><td>الأحد<td>8<td>14"
    assert "الأيام: الأحد، الدوام: 8، الدوام: 14" in page(f"<h1>دوام</h1><table>{table}</table>").text


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6"])
@pytest.mark.parametrize(
    "form", ['<meta charset="{}">', '<meta http-equiv=x content="text/html; charset={}">']
)
def test_the_charset_that_a_page_declares_is_used(charset: str, form: str) -> None:
    found = read((form.format(charset) + SHORT).encode(charset), "f.htm")
    assert found.documents[0].title == "مواعيد المكتبة"
    assert charset in found.remarks[0].text


@pytest.mark.parametrize("text", ["", " ", "<html></html>", "<!-- x -->", "<script>var a = 'نص'</script>"])
def test_a_page_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="no text"):
        page(text)


def test_entities_that_a_page_defines_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;&a;">]>' + SHORT + "<p>&b;</p>"
    assert "هاها" not in page(bomb).text


def test_a_page_nested_without_end_is_read_or_refused_but_ends() -> None:
    deep = SHORT + "<div>" * 100_000 + "عميق"
    assert page(deep).title == "مواعيد المكتبة"


def test_a_table_that_only_lays_a_page_out_is_no_table() -> None:
    layout = (
        "<title>وزارة الينابيع</title><table><tr><td><a href='1.htm'>الصفحة الأولى</a><br>"
        "<a href='2.htm'>عنا</a></td>"
        f"<td><b>تعليمات الآبار</b><br>{'يمنع حفر أي بئر دون رخصة من سلطة الينابيع. ' * 10}"
        "<table><tr><td>العمق<td>الرسم<tr><td>مئة متر<td>200<tr><td>مئتان<td>450</table></td></tr></table>"
    )
    text = page(layout).text
    assert "العمق: مئتان، الرسم: 450" in text
    assert "تعليمات الآبار يمنع حفر" in text
    assert "عنا" not in text


def test_an_encyclopedias_article_is_read_without_its_marks_and_its_box_in_pairs() -> None:
    article = (
        "<title>نبع العروس - موسوعة</title><div role=main><h1>نبع العروس</h1><table class=infobox><tr>"
        "<th colspan=2>نبع العروس<tr><th>الموقع<td>سفح جبل الطير<tr><th>الارتفاع<td>870 مترًا</table>"
        "<p>نبع ماء عذب مساحته 9 م<sup>2</sup>، ويسقي ثلاث قرى منذ قرنين.<sup><a href='#n'>[1]</a></sup></p>"
        "<h2><span id=history>التاريخ</span><span class=mw-editsection>[عدل]</span></h2>"
        "<p>ورد ذكر النبع أول مرة في سجل أوقاف سنة 1741، وكان يسمى عين الصخرة.</p></div>"
    )
    found = page(article)
    assert "نبع العروس\nالموقع: سفح جبل الطير\nالارتفاع: 870 مترًا" in found.text
    assert "مساحته 9 م2، ويسقي ثلاث قرى منذ قرنين.\n\n## التاريخ\n\nورد" in found.text
    assert opened_at(found, "ورد ذكر") == "history"


def test_a_button_that_unfolds_an_answer_is_the_question_above_it() -> None:
    folds = "<div><button {}>{}</button></div><div>{}</div>"
    found = page(
        "<title>أسئلة</title><h1>الأسئلة الشائعة</h1><h5><button>هل يمكن الإرجاع؟</button></h5>"
        "<div>نعم، خلال أسبوع.</div>"
        + folds.format("aria-expanded=false", "كم مدة التوصيل داخل المدينة", "ثلاثة أيام من يوم الطلب.")
        + folds.format("type=submit", "أرسل الآن إلى صديق", "ذيل الصفحة هنا.")
        + "<div class='newsletter-box'>اشترك في نشرتنا</div>"
    )
    assert "##### هل يمكن الإرجاع؟\n\nنعم، خلال أسبوع." in found.text
    assert "#### كم مدة التوصيل داخل المدينة\n\nثلاثة أيام" in found.text
    assert "أرسل الآن" not in found.text
    assert "اشترك" not in found.text


@pytest.mark.parametrize(
    "control", ["\x01", "\x0b", "\x1f", "\ufffe", "&#1;", "&#11;", "&#x1F;", "&#xFFFF;", "&#31"]
)
def test_a_control_character_is_a_space_and_breaks_nothing(control: str) -> None:
    found = page(BLOG.replace("وقد حرسه", f"وقد{control}حرسه &#65;&#x41;&#310;"))
    assert "وقد حرسه AAĶ ثلاثة" in found.text
