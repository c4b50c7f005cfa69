"""The operator's own words are what people read: in replies, on buttons, in menus and descriptions."""

from __future__ import annotations

import json

from .documents import UNKNOWN
from .stage import Stage, until

WORDS = """
[ar]
not_found = "ليس في أنظمة الجامعة."
button_person = "اسأل العمادة"
command_help = "دليل الطالب"
description = "أنظمة الجامعة بين يديك."

[en]
person_sent = "Off it went."
"""


async def test_replies_buttons_menus_and_descriptions_are_in_the_operators_words(stage: Stage) -> None:
    words = stage.corpus.parent / "words.toml"
    words.write_text(WORDS, encoding="utf-8")
    suad = await stage.person()
    office = await stage.client.group("العمادة", suad)
    await stage.bot(phrases_file=words, operators_chat=office)
    silence = await stage.answer(suad, UNKNOWN)
    assert silence["text"] == "ليس في أنظمة الجامعة."
    assert [row[0]["text"] for row in silence["reply_markup"]["inline_keyboard"]] == ["اسأل العمادة"]
    account = stage.server.world.bot
    await until(lambda: ("description", "ar") in account.profile)
    assert account.profile["description", "ar"] == "أنظمة الجامعة بين يديك."
    menu = account.commands[json.dumps({"type": "default"}), "ar"]
    assert {"command": "help", "description": "دليل الطالب"} in menu
