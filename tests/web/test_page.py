"""The page in a real browser: what a person sees and does there."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.dialogue.language import Language
from bot.dialogue.render import render
from bot.records import Quote
from tests.dialogue import samples

from .conftest import Open
from .site import EMMA, KARIM, SAMPLES, SUAD, Site

QUESTION = SAMPLES[0]


def say(page: Page, text: str) -> None:
    page.fill("#box", text)
    page.press("#box", "Enter")


def answer(page: Page) -> Page:
    """Ask for the message that holds everything, and wait for it."""
    say(page, "/rich الآن")
    expect(page.locator(".message.bot")).to_have_count(1)
    return page


def test_a_newcomer_is_welcomed_in_arabic_and_starts_with_one_tap(opened: Open) -> None:
    page = opened()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator(".welcome")).to_contain_text("لا يغادر هذا الحاسوبَ شيء")
    expect(page.locator(".welcome")).to_contain_text("24 مستندًا")
    assert page.locator(".welcome .sample").all_inner_texts() == list(SAMPLES)
    page.get_by_role("button", name="ابدأ").click()
    expect(page.locator(".message.own")).to_contain_text("/start")
    expect(page.locator(".message.bot strong")).to_have_text("أهلًا بك.")
    expect(page.locator(".message.bot .text a")).to_have_attribute("rel", "noopener noreferrer")
    expect(page.locator(".welcome .primary")).to_have_count(0)


def test_a_sample_question_is_answered_with_a_bold_sentence_in_its_quote(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name=QUESTION).click()
    reply = page.locator(".message.bot")
    expect(reply.locator("blockquote strong")).to_contain_text("2.49 مليار")
    expect(reply.locator(".quoted")).to_contain_text(QUESTION)
    expect(reply.locator(".text")).to_have_attribute("dir", "rtl")
    link = reply.locator(".text a").first
    expect(link).to_have_attribute("href", "https://example.org/trade")
    expect(link).to_have_attribute("target", "_blank")


def test_every_kind_of_markup_is_shown_and_html_in_a_text_stays_text(opened: Open) -> None:
    page = answer(opened())
    text = page.locator(".message.bot .text")
    assert text.locator("strong").first.inner_text() == "عريض"  # after an emoji: offsets are UTF-16 units
    for selector, words in {
        "em >> nth=0": "مائل",
        "u": "تحته خط",
        "s": "مشطوب",
        "em strong, strong em": "معًا",
        "code >> nth=0": "pip install isnad",
        "pre[data-language=python]": 'print("سلام")',
    }.items():
        expect(text.locator(selector)).to_contain_text(words)
    expect(text).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".message img")).to_have_count(0)
    expect(text.get_by_role("link", name="https://example.org/path")).to_be_visible()


def test_hidden_and_folded_text_opens_by_the_keyboard(opened: Open) -> None:
    page = answer(opened())
    spoiler = page.get_by_role("button", name="نصّ مخفيّ")
    spoiler.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".revealed")).to_have_text("سرّ صغير")
    folded = page.locator(".folded-text")
    short = folded.evaluate("node => node.clientHeight")
    page.get_by_role("button", name="المزيد").first.focus()
    page.keyboard.press("Enter")
    assert folded.evaluate("node => node.clientHeight") > short


def test_a_command_in_a_text_and_a_name_go_into_the_box(opened: Open) -> None:
    page = answer(opened())
    page.locator(".message.bot .bot_command").click()
    expect(page.locator("#box")).to_have_value("/sources ")
    page.fill("#box", "")
    page.locator(".message.bot .bot_command").press("Enter")
    expect(page.locator("#box")).to_have_value("/sources ")
    page.fill("#box", "سلام")
    page.locator(".message.bot .mention").click()
    expect(page.locator("#box")).to_have_value("سلام @suad ")


def test_a_row_of_buttons_runs_from_left_to_right_as_in_the_apps_whatever_the_language(opened: Open) -> None:
    rows = answer(opened()).locator(".message.bot .keyboard-row")
    assert rows.first.evaluate("row => getComputedStyle(row).direction") == "ltr"


def test_buttons_notify_alert_edit_and_open(opened: Open) -> None:
    page = answer(opened())
    keys = page.locator(".message.bot .keyboard")
    keys.get_by_text("إشعار").click()
    expect(page.locator(".toast")).to_have_text("شكرًا لك.")
    keys.get_by_text("تنبيه").click()
    expect(page.locator("dialog#alert")).to_contain_text("هذا تنبيه يُغلَق باليد.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog#alert")).to_be_hidden()
    expect(keys.get_by_role("link", name="المصدر الأول")).to_have_attribute(
        "href", "https://example.org/trade"
    )
    keys.get_by_text("المزيد").click()
    expect(page.locator(".message.bot .text")).to_have_text("الجواب بعد التعديل.")
    expect(page.locator(".message.bot .edited")).to_have_text("عُدِّلت")


def test_a_bot_that_ignores_a_tap_is_reported_in_words(opened: Open) -> None:
    page = answer(opened(expect_errors=True))  # the browser logs the 504 by itself
    page.locator(".keyboard").get_by_text("صمت").click()
    expect(page.locator(".toast.problem")).to_contain_text("لم يُجب البوت عن هذه الضغطة")
    expect(page.locator(".key[aria-busy]")).to_have_count(0)


def test_in_the_group_the_bot_answers_when_addressed_and_each_person_has_their_own_view(
    opened: Open, site: Site
) -> None:
    page = opened()
    page.get_by_role("button", name="نادي القرّاء").click()
    expect(page.locator("#hint")).to_contain_text("/ask")
    say(page, "صباح الخير يا كريم")
    expect(page.locator(".message.own")).to_have_count(1)
    page.locator(".person", has_text="كريم").click()
    expect(page.locator(".message.other .sender")).to_have_text("سعاد")
    page.locator(".welcome .sample").first.click()
    expect(page.locator("#box")).to_have_value(f"/ask@isnad_playground_bot {QUESTION}")
    page.press("#box", "Enter")
    expect(page.locator(".message.bot .badge")).to_have_text("بوت")
    expect(page.locator(".message.bot .quoted-name")).to_have_text("كريم")
    assert [each["from"]["id"] for each in site.messages(KARIM, site.group_id())][:2] == [SUAD, KARIM]
    page.locator(".person", has_text="Emma").click()
    expect(page.locator(".chat-item-name", has_text="نادي القرّاء")).to_have_count(0)  # she is not in the club


def test_a_reply_carries_its_quote_and_the_quote_leads_to_the_message(opened: Open, site: Site) -> None:
    page = opened()
    say(page, "الأولى")
    expect(page.locator(".message.bot")).to_have_count(1)
    site.post("send", **{"as": SUAD, "chat_id": SUAD, "text": "/long"})
    expect(page.locator(".message.bot")).to_have_count(2)
    first = page.locator(".message.own").first
    first.focus()
    page.keyboard.press("Tab")
    expect(first.get_by_role("button", name="ردّ")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#context")).to_contain_text("الأولى")
    page.keyboard.type("ما معنى هذا؟")
    page.keyboard.press("Enter")
    quoted = page.locator(".message.own .quoted")
    expect(quoted).to_contain_text("الأولى")
    expect(page.locator("#context")).to_be_hidden()
    quoted.click()
    expect(first).to_be_in_viewport()
    expect(first).to_be_focused()


def test_a_persons_own_message_is_edited_in_place(opened: Open) -> None:
    page = opened()
    say(page, "سؤال فيه خطا")
    expect(page.locator(".message.bot")).to_have_count(1)  # it moves what the mouse is over
    own = page.locator(".message.own").first
    own.hover()
    own.get_by_role("button", name="تعديل").click()
    expect(page.locator("#box")).to_have_value("سؤال فيه خطا")
    say(page, "سؤال فيه خطأ")
    expect(own.locator(".text")).to_have_text("سؤال فيه خطأ")
    expect(own.locator(".edited")).to_be_visible()


def test_a_slash_offers_the_bots_commands_and_the_keyboard_picks_one(opened: Open) -> None:
    page = opened()
    page.locator("#box").press_sequentially("/s")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.locator("#box")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#box")).to_have_value("/sources ")
    expect(page.locator(".message")).to_have_count(0)
    page.fill("#box", "/")
    page.keyboard.press("Escape")
    expect(page.locator("#offers")).to_be_hidden()


def test_a_command_that_is_typed_to_its_end_goes_at_once(opened: Open) -> None:
    page = opened()
    page.locator("#box").press_sequentially("/sources")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".message.own .text")).to_have_text("/sources")
    expect(page.locator("#box")).to_have_value("")


def test_the_bots_name_offers_inline_results_and_the_chosen_one_is_sent(opened: Open) -> None:
    page = opened()
    page.fill("#box", "@isnad_playground_bot التبادل")
    page.get_by_role("option", name="التبادل التجاري").wait_for()
    page.keyboard.press("Enter")  # goes as the mention it is: nothing was picked
    expect(page.locator(".message.own .text")).to_have_text("@isnad_playground_bot التبادل")
    expect(page.locator(".message.own .via")).to_have_count(0)
    page.fill("#box", "@isnad_playground_bot التبادل")
    page.get_by_role("option", name="التبادل التجاري").click()
    expect(page.locator(".message.own .via")).to_contain_text("@isnad_playground_bot")
    expect(page.locator("#box")).to_have_value("")


def test_a_file_goes_up_with_its_caption_and_comes_down_again(opened: Open, tmp_path: Path) -> None:
    note = tmp_path / "ملاحظات.txt"
    note.write_text("سطر", encoding="utf-8")
    page = opened()
    page.set_input_files("#file", note)
    expect(page.locator("#context")).to_contain_text("ملاحظات.txt")
    say(page, "هذا ملفي")
    expect(page.locator(".message.own .file-name")).to_have_text("ملاحظات.txt")
    expect(page.locator(".message.own .text")).to_have_text("هذا ملفي")
    back = page.locator(".message.bot .file")
    expect(back).to_have_attribute("aria-label", "نزِّل ملاحظات.txt (6 بايت)")
    with page.expect_download() as download:
        back.click()
    assert download.value.suggested_filename == "ملاحظات.txt"
    assert Path(download.value.path()).read_text(encoding="utf-8") == "سطر"


def test_typing_reactions_and_deleted_messages_arrive_live(opened: Open, site: Site) -> None:
    page = opened()
    say(page, "/slow سؤال")
    expect(page.locator("#chat-line")).to_have_text("يكتب…")
    expect(page.locator(".typing-dots")).to_be_visible()
    own = page.locator(".message.own").first
    site.post("react", **{"as": SUAD, "chat_id": SUAD, "message_id": 1, "emoji": "👍"})
    mine = own.locator(".reactions button")
    expect(mine).to_have_text("👍 1")
    mine.click()
    expect(mine).to_have_count(0)
    site.post("delete", **{"as": SUAD, "chat_id": SUAD, "message_id": 1})
    expect(page.locator(".message")).to_have_count(0)


def test_what_happens_in_another_chat_is_counted_and_read_out(opened: Open, site: Site) -> None:
    page = opened()
    expect(page.locator(".chat-item-name")).to_have_text(["إسناد", "نادي القرّاء", "المشرفون", "مكتبة الحيّ"])
    site.post("send", **{"as": KARIM, "chat_id": site.group_id(), "text": "هل من أحد هنا؟"})
    expect(page.locator(".unread")).to_have_text("1")
    expect(page.locator("#announcer[aria-live=polite]")).to_contain_text("هل من أحد هنا؟")
    page.get_by_role("button", name="نادي القرّاء").click()
    expect(page.locator(".unread")).to_have_count(0)


def test_the_page_survives_a_restart_of_the_server_and_keeps_what_was_typed(opened: Open, site: Site) -> None:
    page = opened(expect_errors=True)  # the browser logs the refused connections by itself
    say(page, QUESTION)
    expect(page.locator(".message.bot")).to_have_count(1)
    site.stop()
    expect(page.locator("#link")).to_contain_text("انقطع الاتصال")
    say(page, "لا تضع")
    expect(page.locator(".toast.problem")).to_contain_text("الخادم المحلي لا يجيب")
    expect(page.locator("#box")).to_have_value("لا تضع")
    page.locator(".person", has_text="كريم").click()  # nobody can be asked for his chats now
    expect(page.get_by_role("radio", name="سعاد")).to_be_checked()
    site.start()
    expect(page.locator("#link")).to_be_hidden()
    expect(page.locator(".message")).to_have_count(0)  # another world, loaded anew
    page.press("#box", "Enter")
    expect(page.locator(".message.bot")).to_have_count(1)


def test_a_text_that_telegram_would_refuse_is_refused_in_words_and_kept(opened: Open) -> None:
    page = opened(expect_errors=True)  # the browser logs the 400 by itself
    page.fill("#box", "س" * 4090 + "😀" * 4)
    expect(page.locator("#too-long")).to_contain_text("2")
    page.press("#box", "Enter")
    expect(page.locator(".toast.problem")).to_contain_text("رُفضت الرسالة")
    assert len(page.input_value("#box")) == 4094


def test_a_forum_is_read_by_topic_and_written_to_in_the_open_one(opened: Open, site: Site) -> None:
    people = [SUAD, KARIM]
    forum = site.post("chats", type="supergroup", title="المنتدى", members=people, is_forum=True)["chat"][
        "id"
    ]
    topic = site.post("topics", chat_id=forum, name="الشعر")["message_thread_id"]
    site.post("send", **{"as": KARIM, "chat_id": forum, "text": "في العام"})
    page = opened(chat=forum)
    page.locator(".topic", has_text="الشعر").click()
    expect(page.locator(".message")).to_have_count(0)
    say(page, "بيت جميل")
    expect(page.locator(".message.own")).to_have_count(1)
    assert site.messages(SUAD, forum)[-1]["message_thread_id"] == topic
    expect(page.locator(".quoted")).to_have_count(0)  # the note that opened the topic is no quote
    page.locator(".topic", has_text="عام").click()
    expect(page.locator(".message .text")).to_have_text("في العام")


def test_the_pages_own_words_turn_english_and_stay_so(opened: Open) -> None:
    page = opened(EMMA)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page.locator(".welcome")).to_contain_text("nothing leaves this computer")
    assert "undefined" not in page.locator("body").inner_text()
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#box")).to_have_attribute("placeholder", "Write as \u2068Emma\u2069…")


def test_the_way_to_the_real_telegram_is_shown(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name="صِله بتيليغرام الحقيقي").click()
    dialog = page.get_by_role("dialog", name="صِله بتيليغرام الحقيقي")
    expect(dialog).to_contain_text("ISNAD_TELEGRAM_TOKEN=")
    dialog.get_by_role("button", name="إغلاق").click()
    expect(dialog).to_be_hidden()


def test_a_phone_shows_one_panel_at_a_time_and_never_scrolls_sideways(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(page.locator(".side")).to_be_hidden()
    page.fill("#box", "/rich " + "كلمةطويلةجدا" * 20)
    page.locator("#send").tap()
    expect(page.locator(".message.bot")).to_have_count(1)
    widest = "[document.documentElement.scrollWidth, document.querySelector('#scroller').scrollWidth]"
    assert max(page.evaluate(widest)) <= 390
    page.get_by_role("button", name="إلى قائمة المحادثات").tap()
    expect(page.locator(".side")).to_be_visible()
    expect(page.locator(".conversation")).to_be_hidden()


def test_the_direction_of_a_text_is_that_of_its_first_strong_letter(opened: Open) -> None:
    page = opened()
    ask = "texts => import('/static/direction.js').then(m => texts.map(m.direction))"
    told = {
        "مرحبا Telegram": "rtl",
        "Telegram مرحبا": "ltr",
        "123 😀 …": "rtl",
        "2021 سنة": "rtl",
        "\u2068GDP\u2069 الناتج": "rtl",
        "\u200fGDP": "rtl",
        "/ask@some_bot كم بلغ؟": "rtl",
        "@some_bot what is it?": "ltr",
        "/start": "ltr",
        "\u2066/start\u2069": "ltr",
    }
    assert dict(zip(told, page.evaluate(ask, list(told)), strict=True)) == told


def test_a_date_is_never_broken_over_two_lines(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    page.get_by_role("button", name=QUESTION).click()
    date = page.locator(".message.bot .unbroken")
    expect(date).to_have_text("2022-03-01")
    for width in range(160, 390, 10):
        page.set_viewport_size({"width": width, "height": 844})
        assert date.evaluate("node => new Set([...node.getClientRects()].map(box => box.top)).size") == 1


@pytest.mark.parametrize(
    "island", ["10 km", "-5 °C", "C++", ".NET", "2022-report.pdf", "2022-03-05", "+962 6 123 4567"]
)
def test_what_a_quotation_isolates_is_shown_in_order_and_would_not_be_without(
    opened: Open, island: str
) -> None:
    page = opened()
    quote = render(samples.answer(Quote("", f"كان {island}، ثم انتهى.", "")), Language.ARABIC)[0].plain
    places = """text => {
      const line = document.createElement('p');
      line.dir = 'rtl'; line.textContent = text; document.querySelector('main').append(line);
      const place = (at) => {
        const range = document.createRange();
        range.setStart(line.firstChild, at); range.setEnd(line.firstChild, at + 1);
        return range.getBoundingClientRect().left;
      };
      return [...text].map((letter, at) => [letter, place(at)]);
    }"""

    def shown(text: str) -> list[float]:
        start = text.index(island)
        letters = page.evaluate(places, text)[start : start + len(island)]
        return [left for letter, left in letters if letter != " "]

    assert shown(quote) == sorted(shown(quote))
    bare = quote.replace("\u2066", "").replace("\u2069", "")
    assert shown(bare) != sorted(shown(bare))


def test_on_a_touch_screen_a_long_press_shows_what_can_be_done(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.fill("#box", "/slow سؤال")
    page.locator("#send").tap()
    message = page.locator(".message.own")
    expect(message.locator(".actions")).to_be_hidden()
    expect(page.locator(".typing-dots")).to_be_visible()  # which moves the message: the finger comes after
    place = message.locator(".bubble").bounding_box()
    assert place is not None
    touch = page.context.new_cdp_session(page)
    finger = [{"x": place["x"] + place["width"] / 2, "y": place["y"] + place["height"] / 2}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": finger})
    expect(message.locator(".actions")).to_be_visible()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    message.get_by_role("button", name="ردّ").tap()
    expect(page.locator("#context")).to_contain_text("سؤال")
    expect(message.locator(".actions")).to_be_hidden()
