"""`isnad reload` and `isnad rollback`: what serves is changed, or one line says why not."""

from __future__ import annotations

from .conftest import LIBRARY, Place
from .test_ask import ASKED


def test_a_reload_tells_all_that_it_found(place: Place) -> None:
    place.isnad("reload")
    (place.corpus / "coffee.txt").unlink()
    (place.corpus / "old.txt").write_bytes(b"\xff\xfe\xff")
    (place.corpus / "new.txt").write_text("عنوان\n\nجملة جديدة هنا لا غير.\n", encoding="utf-8")
    lines = place.isnad("reload").out.splitlines()
    assert lines[0].startswith(
        "2 files, 2 documents, 2 sentences (1 added, 0 changed, 1 removed, 1 refused) in"
    )
    assert lines[1] == "before: 2 documents, 2 sentences"
    assert lines[2:4] == ["added: new.txt", "removed: coffee.txt"]
    assert lines[4].startswith("refused: old.txt")


def test_a_loss_is_refused_in_one_line_until_it_is_confirmed(place: Place) -> None:
    (place.corpus / "third.txt").write_text("عنوان\n\nجملة ثالثة هنا لا غير.\n", encoding="utf-8")
    place.isnad("reload")
    for name in ("coffee.txt", "third.txt"):
        (place.corpus / name).unlink()
    refusal = place.isnad("reload").refusal()
    assert "more than half is gone" in refusal
    assert "isnad reload --yes" in refusal
    assert place.isnad("index").refusal() == refusal
    warned = place.isnad("ask", "--json", ASKED)  # it answers from the index before, and says so
    assert LIBRARY in warned.out
    assert "more than half is gone" in warned.err
    assert place.isnad("reload", "--yes").out.startswith("1 files, 1 documents, 1 sentences")
    assert place.isnad("ask", "--json", ASKED).answers()[0]["answer"] == LIBRARY


def test_a_rollback_names_what_serves_again_and_stays_until_the_next_reload(place: Place) -> None:
    place.isnad("reload")
    assert "no earlier index" in place.isnad("rollback").refusal()
    (place.corpus / "library.md").unlink()
    place.isnad("reload")
    back = place.isnad("rollback")
    assert back.status == 0, back.err
    assert back.out.startswith("serves again: built 20")
    assert back.out.endswith(" UTC, 2 documents, 2 sentences\n")
    assert place.isnad("ask", "--json", ASKED).answers()[0]["answer"] == LIBRARY
    assert "1 removed" in place.isnad("reload").out
    assert place.isnad("ask", "--json", ASKED).answers()[0]["answer"] is None
