"""The group of the page in which a newcomer answers as a person what the bot could not."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Open


def test_the_operators_group_says_how_to_try_it_and_how_to_answer(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name="المشرفون").click()
    expect(page.locator(".welcome h2")).to_have_text("هنا يجيب إنسان عمّا ليس في الوثائق")
    expect(page.locator(".welcome li")).to_have_count(3)
    expect(page.locator("#hint")).to_contain_text("اضغط «ردّ» عند رسالة البوت")
    page.get_by_role("button", name="نادي القرّاء").click()
    expect(page.locator(".welcome h2")).to_have_text("في المجموعة يجيب إن خاطبتَه")
    expect(page.locator("#hint")).to_contain_text("/ask")
