"""What an admin offered outlives a restart, and nobody else can name it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bot.acquisitions.gathering import Gathered
from bot.acquisitions.staging import KEPT_SECONDS, Offer, Stage, Staging
from bot.reading.provenance import Origin

PAGE = Origin("https://example.org/a", "https://example.org/a", "2026-11-25T12:00:00+00:00")


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    return Staging(tmp_path / "staging")


def begin(staging: Staging, message_id: int = 1, person_id: int = 7) -> Offer:
    return staging.begin(
        person_id=person_id,
        chat_id=person_id,
        message_id=message_id,
        language="ar",
        source="ملف.md",
        file_id="f",
    )


def test_an_offer_and_its_files_are_found_by_another_process(staging: Staging) -> None:
    offer = replace(begin(staging), stage=Stage.SHOWN)
    staging.save(offer)
    staging.put(offer, [Gathered("x", "أ/ملف.md", b"one", PAGE), Gathered("y", "ب.md", b"two")])
    later = Staging(staging.folder)
    assert later.find(offer.key) == offer
    found = [(each.name, each.path.read_bytes(), each.origin) for each in later.files(offer)]
    assert found == [("أ/ملف.md", b"one", PAGE), ("ب.md", b"two", None)]


def test_the_same_message_twice_is_one_offer(staging: Staging) -> None:
    assert begin(staging).key == begin(staging).key
    assert begin(staging, 2).key != begin(staging).key


@pytest.mark.parametrize("key", ["", "..", "../../..", "zz", "0" * 12])
def test_a_key_that_was_never_given_finds_nothing_and_drops_nothing(staging: Staging, key: str) -> None:
    begin(staging)
    assert staging.find(key) is None
    staging.drop(key)
    assert len(staging.all()) == 1


def test_what_one_person_offered_is_dropped_and_not_what_another_did(staging: Staging) -> None:
    begin(staging)
    theirs = begin(staging, person_id=8)
    staging.drop_of(7)
    assert staging.all() == [theirs]


def test_an_offer_that_nobody_answered_is_dropped_after_days(staging: Staging) -> None:
    old, new = begin(staging), begin(staging, 2)
    past = (staging.folder / old.key).stat().st_mtime - KEPT_SECONDS - 1
    os.utime(staging.folder / old.key, (past, past))
    staging.drop_old()
    assert staging.all() == [new]
