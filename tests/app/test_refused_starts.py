"""What a person can mend is one clear line on standard error, and exit status 2."""

from __future__ import annotations

import os
import shutil
import socket

import pytest

from .stage import Stage

TAMPERED = "500000001:AAH-this-token-was-revoked-long-ago-XYZ"


async def refused(stage: Stage, *, anew: bool = False, **settings: object) -> str:
    """Start the bot, see it give up with one line, and return that line."""
    bot = await stage.bot(ready=None, anew=anew, **settings)
    assert await bot.ended() == 2, bot.log
    said = [line for line in bot.lines if " INFO " not in line]
    assert len(said) == 1, bot.log
    assert said[0].startswith("isnad: ")
    return said[0]


@pytest.mark.parametrize("token", [TAMPERED, "not-a-token"], ids=["unknown", "malformed"])
async def test_a_wrong_token_is_named_but_not_shown(stage: Stage, token: str) -> None:
    stage.secrets.append(token)
    assert "token" in await refused(stage, anew=True, telegram_token=token)


async def test_a_taken_port_is_named(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"port {port}" in await refused(stage, telegram_token=None, playground_port=port)


async def test_a_corpus_that_is_not_there_is_named(stage: Stage) -> None:
    shutil.rmtree(stage.corpus)
    assert str(stage.corpus) in await refused(stage)


async def test_an_empty_corpus_is_named(stage: Stage) -> None:
    for path in stage.corpus.iterdir():
        path.unlink()
    assert str(stage.corpus) in await refused(stage)


async def test_a_phrase_that_cannot_be_said_is_named_with_its_file(stage: Stage) -> None:
    words = stage.corpus.parent / "words.toml"
    words.write_text('[ar]\nsearched = "بحثت."\n', encoding="utf-8")
    assert f"{words}: ar.searched: lacks {{question}}" in await refused(stage, phrases_file=words)


async def test_a_database_that_is_text_is_named(stage: Stage) -> None:
    stage.data.mkdir()
    stage.database.write_text("this is a shopping list\n" * 500, encoding="utf-8")
    assert str(stage.database) in await refused(stage)


async def test_a_data_folder_that_is_a_file_is_named(stage: Stage) -> None:
    stage.data.write_text("", encoding="utf-8")
    assert str(stage.data) in await refused(stage)


async def test_a_data_folder_that_nobody_may_write_to_is_named(stage: Stage) -> None:
    """Nor may we: for the superuser, who may write anywhere, the bot runs without that privilege."""
    stage.data.mkdir(mode=0o500)
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("run as root and without setpriv: every folder can be written to")
        stage.prefix = [setpriv, "--bounding-set", "-dac_override,-dac_read_search"]
    bot = await stage.bot(ready=None)
    assert await bot.ended() == 2, bot.log
    assert str(stage.data) in bot.log
    assert len(bot.lines) == 1, bot.log
