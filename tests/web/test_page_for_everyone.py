"""The page for those who use a keyboard, a screen reader, or tired eyes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .site import SAMPLES, SUAD, Site

# Every visible text against what is painted under it, by the formula of WCAG 2 (relative luminance).
_LOW_CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => [r, g, b]
    .map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
    if (node.closest(".unseen, :disabled, [aria-hidden=true], .skip")) continue;
    seen += 1;
    const under = ground(node);
    const [one, two] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)];
    const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)} ${node.className} ${walker.currentNode.data}`);
  }
  return { seen, low };
}
"""

_NAMELESS = """
() => [...document.querySelectorAll("button, a, input, textarea, [role=button], [role=listbox]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length))
  .map((node) => node.outerHTML.slice(0, 120))
"""


def full(page: Page, site: Site) -> None:
    """Fill the page with one of everything, the group's messages open."""
    club = site.group_id()
    for text in ("صباح الخير", "/ask /rich", f"/ask {SAMPLES[0]}"):
        site.post("send", **{"as": SUAD, "chat_id": club, "text": text})
    page.fill("#box", "/rich الآن")
    page.press("#box", "Enter")
    expect(page.locator(".message.bot")).to_have_count(1)
    page.get_by_role("button", name="نادي القرّاء").click()
    expect(page.locator(".message.bot")).to_have_count(2)
    page.locator(".message.bot").first.hover()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(opened: Open, site: Site, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    first = page.evaluate(_LOW_CONTRAST)
    full(page, site)
    page.wait_for_timeout(250)  # hover colours settle
    second = page.evaluate(_LOW_CONTRAST)
    assert first["seen"] > 20
    assert second["seen"] > 40
    assert first["low"] + second["low"] == []


def test_every_control_has_a_name(opened: Open, site: Site) -> None:
    page = opened()
    assert page.evaluate(_NAMELESS) == []
    full(page, site)
    assert page.evaluate(_NAMELESS) == []


def test_the_tab_key_goes_through_the_page_in_reading_order_and_shows_where_it_is(opened: Open) -> None:
    page = opened()
    stops = []
    for _ in range(16):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "() => { const at = document.activeElement; const outlined = at.matches('input')"
                " ? at.closest('label') : at; return [at.id || at.name || at.className,"
                " parseFloat(getComputedStyle(outlined).outlineWidth)] }"
            )
        )
    names = [name for name, _ in stops]
    assert names[:6] == ["skip", "language", *["chat-item"] * 4]
    assert names[6] == "writer"
    assert names[7] == "connect-open"
    assert names[-2:] == ["attach", "box"] or "box" in names
    assert all(width >= 2 for _, width in stops[: names.index("box") + 1])


def test_the_skip_link_leads_to_the_box(opened: Open) -> None:
    page = opened()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#box")).to_be_focused()


def test_the_messages_are_one_stop_and_the_arrows_go_through_them(opened: Open) -> None:
    page = opened()
    for text in ("/slow ١", "/slow ٢", "/slow ٣"):
        page.fill("#box", text)
        page.press("#box", "Enter")
    messages = page.locator(".message")
    expect(messages).to_have_count(3)
    assert page.locator(".message[tabindex='0']").count() == 1
    messages.last.focus()
    page.keyboard.press("ArrowUp")
    expect(messages.nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(messages.first).to_be_focused()
    assert page.locator(".message[tabindex='0']").count() == 1


def test_a_new_message_is_read_out_with_its_writers_name_and_the_history_is_not(
    opened: Open, site: Site
) -> None:
    site.post("send", **{"as": SUAD, "chat_id": SUAD, "text": "قديم"})
    page = opened()
    expect(page.locator(".message.own")).to_have_count(1)
    page.fill("#box", SAMPLES[0])
    page.press("#box", "Enter")
    expect(page.locator("#announcer")).to_contain_text("إسناد")
    expect(page.locator("#announcer")).not_to_contain_text("قديم")


def test_the_writer_is_chosen_by_the_arrow_keys(opened: Open) -> None:
    page = opened()
    page.get_by_role("radio", name="سعاد").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="كريم")).to_be_checked()
    expect(page.get_by_role("radio", name="كريم")).to_be_focused()
    expect(page.locator("#box")).to_have_attribute("placeholder", "اكتب باسم \u2068كريم\u2069…")
