"""What serves, what waits for a word, and what serves again: nothing is ever half done."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.documents import ReloadReport
from bot.errors import NoEarlierIndexError, OfferGoneError, OvertakenError
from bot.search.generations import Order, refresh, shelf
from bot.search.library import open_index
from bot.search.serving import accept, adopt, building, current, decline, offered, roll_back, serving

from .folders import COFFEE, LIBRARY, PALM, open_current, put


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return put(tmp_path / "corpus", coffee=COFFEE, library=LIBRARY, palm=PALM)


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    """Return a shelf from which three documents serve."""
    folder = shelf(tmp_path / "data", corpus)
    refresh(corpus, folder)
    return folder


def names(folder: Path) -> list[str]:
    """Return the documents that serve."""
    return [source.document for source in open_current(folder).sources]


def lose_two(corpus: Path) -> None:
    for name in ("library.md", "palm.md"):
        (corpus / name).unlink()


def held_back(corpus: Path, folder: Path, order: Order = Order.GIVEN) -> str:
    """Return the name of what a refresh offers instead of serving it."""
    report = refresh(corpus, folder, order=order)
    assert report.offer is not None
    return report.offer


def built(folder: Path) -> Sequence[str]:
    return [path.parent.name for path in folder.glob("*/manifest.json")]


@pytest.mark.parametrize("order", [Order.NOBODY, Order.GIVEN])
def test_when_more_than_half_is_gone_the_old_index_serves_on_and_the_report_says_so(
    corpus: Path, folder: Path, order: Order
) -> None:
    lose_two(corpus)
    report = refresh(corpus, folder, order=order)
    assert report.offer is not None
    assert (report.documents_before, report.documents) == (3, 1)
    assert (report.sentences_before, report.sentences) == (3, 1)
    assert report.removed == ("library.md", "palm.md")
    assert names(folder) == ["coffee.md", "library.md", "palm.md"]


def test_what_was_held_back_serves_once_somebody_says_yes_and_saying_it_twice_changes_nothing(
    corpus: Path, folder: Path
) -> None:
    lose_two(corpus)
    waiting = held_back(corpus, folder)
    first, again = accept(folder, waiting), accept(folder, waiting)
    assert first == again
    assert (first.name, first.documents, first.sentences) == (waiting, 1, 1)
    assert timedelta() < datetime.now(UTC) - first.built_at < timedelta(minutes=5)
    assert names(folder) == ["coffee.md"]
    assert refresh(corpus, folder).offer is None


def test_what_was_held_back_serves_at_once_when_a_loss_is_confirmed_beforehand(
    corpus: Path, folder: Path
) -> None:
    lose_two(corpus)
    assert refresh(corpus, folder, order=Order.CONFIRMED).offer is None
    assert names(folder) == ["coffee.md"]


def test_a_loss_that_waits_is_not_built_again_before_the_corpus_changes(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    waiting = held_back(corpus, folder)
    assert held_back(corpus, folder) == waiting
    assert refresh(corpus, folder, order=Order.CONFIRMED).offer is None
    assert serving(folder).name == waiting
    assert len(built(folder)) == 2


def test_a_second_loss_takes_the_place_of_the_one_that_waited(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    first = held_back(corpus, folder)
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    second = held_back(corpus, folder)
    with pytest.raises(OfferGoneError):
        accept(folder, first)
    assert names(folder) == ["coffee.md", "library.md", "palm.md"]
    assert accept(folder, second).documents == 1


def test_a_loss_that_was_declined_is_dropped_and_the_old_index_serves_on(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    waiting = held_back(corpus, folder)
    before = serving(folder).name
    assert decline(folder, waiting).name == decline(folder, waiting).name == before
    assert built(folder) == [before]
    with pytest.raises(OfferGoneError):
        accept(folder, waiting)


def test_what_serves_already_can_no_longer_be_declined(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    waiting = held_back(corpus, folder)
    accept(folder, waiting)
    with pytest.raises(OfferGoneError):
        decline(folder, waiting)
    assert names(folder) == ["coffee.md"]


def test_a_word_that_comes_after_the_corpus_was_restored_changes_nothing(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    waiting = held_back(corpus, folder)
    put(corpus, library=LIBRARY, palm=f"{PALM} وهي كثيرة في العراق والجزيرة العربية وشمال إفريقيا كله.")
    assert refresh(corpus, folder).offer is None
    with pytest.raises(OfferGoneError):
        accept(folder, waiting)
    assert len(names(folder)) == 3


def test_a_folder_that_was_renamed_is_no_loss(corpus: Path, folder: Path) -> None:
    (corpus / "sub").mkdir()
    for path in list(corpus.glob("*.md")):
        path.rename(corpus / "sub" / path.name)
    assert refresh(corpus, folder).offer is None
    assert names(folder) == ["sub/coffee.md", "sub/library.md", "sub/palm.md"]


def test_documents_that_others_took_the_place_of_are_a_loss(corpus: Path, folder: Path) -> None:
    lose_two(corpus)
    put(corpus, other=LIBRARY.replace("1990", "1880"), third=PALM.replace("الصيف", "الربيع"))
    assert refresh(corpus, folder).offer is not None


def test_a_text_that_shrank_to_less_than_half_is_a_loss(corpus: Path, folder: Path) -> None:
    put(corpus, long="\n\n".join([COFFEE, LIBRARY, PALM] * 3))
    refresh(corpus, folder)
    put(corpus, long=COFFEE)
    assert refresh(corpus, folder).offer is not None


def test_one_document_less_is_taken_in_as_ever(corpus: Path, folder: Path) -> None:
    (corpus / "palm.md").unlink()
    assert refresh(corpus, folder, order=Order.NOBODY).offer is None
    assert names(folder) == ["coffee.md", "library.md"]


def test_a_start_serves_the_old_index_when_more_than_half_is_gone_and_says_so(
    corpus: Path, folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    lose_two(corpus)
    assert len(open_index(corpus, tmp_path / "data").sources) == 3
    assert "isnad reload --yes" in caplog.text
    assert names(folder) == ["coffee.md", "library.md", "palm.md"]


def test_after_a_rollback_the_index_before_serves_and_before_that_the_one_before(
    corpus: Path, folder: Path
) -> None:
    states = [serving(folder).name]
    for word in ("الحبشة", "الهند"):
        put(corpus, coffee=COFFEE.replace("اليمن", word))
        refresh(corpus, folder)
        states.append(serving(folder).name)
    assert [roll_back(folder).name for _ in range(2)] == [states[1], states[0]]
    assert "اليمن" in open_current(folder).text(0)
    with pytest.raises(NoEarlierIndexError):
        roll_back(folder)
    assert serving(folder).name == states[0]


def test_a_rollback_stays_until_somebody_reloads_and_then_nothing_is_built_again(
    corpus: Path, folder: Path, tmp_path: Path
) -> None:
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    refresh(corpus, folder)
    left = serving(folder).name
    roll_back(folder)
    assert refresh(corpus, folder, order=Order.NOBODY).changed == ()
    assert "اليمن" in open_index(corpus, tmp_path / "data").text(0)  # also a start leaves it
    assert refresh(corpus, folder, order=Order.GIVEN).changed == ("coffee.md",)
    assert serving(folder).name == left
    assert len(built(folder)) == 2


def test_a_rollback_stays_when_a_file_is_touched_that_holds_what_it_held(corpus: Path, folder: Path) -> None:
    first = serving(folder).name
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    refresh(corpus, folder)
    roll_back(folder)
    os.utime(corpus / "palm.md", (1, 1))
    assert refresh(corpus, folder, order=Order.NOBODY).changed == ()
    assert serving(folder).name == first
    assert len(built(folder)) == 2


def test_a_rollback_stays_until_the_corpus_changes(corpus: Path, folder: Path) -> None:
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    refresh(corpus, folder)
    roll_back(folder)
    put(corpus, library=LIBRARY.replace("1990", "1991"))
    assert refresh(corpus, folder, order=Order.NOBODY).changed == ("coffee.md", "library.md")
    assert "الحبشة" in open_current(folder).text(0)


def test_a_rollback_goes_back_to_what_served_and_not_to_what_was_left(corpus: Path, folder: Path) -> None:
    first = serving(folder).name
    for word in ("الحبشة", "الهند"):
        put(corpus, coffee=COFFEE.replace("اليمن", word))
        refresh(corpus, folder)
        if word == "الحبشة":
            roll_back(folder)
    assert roll_back(folder).name == first


def test_a_rollback_passes_over_an_index_that_is_damaged(corpus: Path, folder: Path) -> None:
    first = serving(folder).name
    for word in ("الحبشة", "الهند"):
        put(corpus, coffee=COFFEE.replace("اليمن", word))
        refresh(corpus, folder)
    shutil.rmtree(folder / serving(folder).names[1])
    assert roll_back(folder).name == first


def test_nothing_can_be_rolled_back_before_something_was_built(tmp_path: Path) -> None:
    with pytest.raises(NoEarlierIndexError):
        roll_back(tmp_path / "nowhere")


def test_a_build_that_was_overtaken_does_not_undo_what_somebody_did_meanwhile(
    corpus: Path, folder: Path
) -> None:
    before = serving(folder).name
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    refresh(corpus, folder)
    assert before is not None
    with pytest.raises(OvertakenError):
        adopt(folder, folder / before, before)
    assert "الحبشة" in open_current(folder).text(0)


def test_a_second_builder_waits_for_the_first_and_finds_its_work_done(corpus: Path, folder: Path) -> None:
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    reports: list[ReloadReport] = []
    with building(folder):
        waiting = threading.Thread(target=lambda: reports.append(refresh(corpus, folder)))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        assert reports == []
    waiting.join()
    assert reports[0].changed == ("coffee.md",)


def test_a_rollback_does_not_wait_for_a_build(corpus: Path, folder: Path) -> None:
    first = current(folder)
    put(corpus, coffee=COFFEE.replace("اليمن", "الحبشة"))
    refresh(corpus, folder)
    with building(folder):
        roll_back(folder)
    assert current(folder) == first


def test_nothing_waits_when_nothing_was_held_back(corpus: Path, folder: Path) -> None:
    refresh(corpus, folder)
    assert offered(folder) is None
    with pytest.raises(OfferGoneError):
        accept(folder, "../../somewhere")
