"""What a person can mend is one line on standard error and exit status 2, never a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import SECRET, Place


def test_a_corpus_that_is_not_there_is_named(place: Place) -> None:
    shutil.rmtree(place.corpus)
    assert "no corpus folder" in place.isnad("index").refusal()


def test_an_empty_corpus_is_named(place: Place) -> None:
    for path in place.corpus.iterdir():
        path.unlink()
    assert "the corpus folder is empty" in place.isnad("ask", "--json", "س؟").refusal()


def test_a_corpus_without_one_readable_file_names_the_first_with_its_line(place: Place) -> None:
    for path in place.corpus.iterdir():
        path.write_bytes(b"ok\n\xff")
    assert "coffee.txt:2: " in place.isnad("ask", "--json", "س؟").refusal()


def test_a_data_folder_that_is_a_file_is_named(place: Place) -> None:
    place.data.touch()
    assert str(place.data) in place.isnad("ask", "س؟", settings={"ISNAD_DATA_DIR": str(place.data)}).refusal()


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder that nobody may write to")
def test_a_data_folder_that_nobody_may_write_is_named(place: Place) -> None:
    said = place.isnad("ask", "س؟", settings={"ISNAD_DATA_DIR": "/proc/self/data"}).refusal()
    assert "/proc/self/data" in said


def test_wrong_settings_are_named_and_no_secret_is_shown(place: Place) -> None:
    wrong = {"ISNAD_WEBHOOK_PORT": "x", "ISNAD_ADMIN_IDS": "abc", "ISNAD_LOG_LEVEL": "LOUD"}
    secrets = {"ISNAD_TELEGRAM_TOKEN": SECRET, "ISNAD_WEBHOOK_SECRET": "geheim-geheim"}
    said = place.isnad("ask", "س؟", settings={**wrong, **secrets}).refusal()
    assert [name in said for name in wrong] == [True, True, True]
    assert [secret in said for secret in secrets.values()] == [False, False]


def test_an_unknown_command_ends_with_2(place: Place) -> None:
    ran = place.isnad("sing")
    assert (ran.status, ran.out) == (2, "")
    assert "Traceback" not in ran.err
