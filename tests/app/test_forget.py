"""The whole program forgets a person, to the last byte of its data folder, while it runs."""

from __future__ import annotations

from .documents import NILE
from .stage import Stage, until

# Its marks, and the order of its folded words, are in no document.
QUESTION, MARKED, FOLDED = "ما عاصِمَةُ الأُردُنِّ؟", "عاصِمَةُ", "ما عاصمه الاردن"


async def test_after_forget_no_file_of_the_data_folder_holds_a_word_of_the_person(stage: Stage) -> None:
    suad, karim = await stage.person(), await stage.person("كريم")
    club = await stage.client.group("نادي", suad, karim)
    await stage.bot()
    answer = await stage.answer(suad, QUESTION, suad.id)
    await stage.answer(suad, f"/ask {QUESTION}", club)
    await stage.answer(karim, NILE)
    await suad.tap(answer, _button(answer, "👎"))
    await until(lambda: stage.rows("select count(*) from turns") == [(3,)])
    assert _holds(stage, MARKED)
    assert _holds(stage, FOLDED)
    asked = await stage.answer(suad, "/forget", suad.id)
    note = await suad.tap(asked, _button(asked, "نعم"))
    assert "مُحي" in note["text"]
    assert not _holds(stage, MARKED)
    assert not _holds(stage, FOLDED)
    assert _holds(stage, NILE)
    assert stage.rows("select distinct sender_id from sessions") == [(karim.id,)]
    assert stage.rows("select * from votes") == []


def _holds(stage: Stage, words: str) -> bool:
    """Say whether any file of the data folder has some words among its bytes."""
    return any(words.encode() in path.read_bytes() for path in stage.data.rglob("*") if path.is_file())


def _button(message: dict[str, object], label: str) -> str:
    keyboard = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]  # JSON
    return next(str(each["callback_data"]) for row in keyboard for each in row if label in each["text"])
