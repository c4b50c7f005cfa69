"""The report: one page, in Arabic and English, that needs nothing else and runs nothing."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.errors import ReportError
from bot.evaluation.export import as_json
from bot.evaluation.figures import figures
from bot.evaluation.measuring import Evaluation
from bot.evaluation.report import as_html, default_place, write
from bot.evaluation.tables import as_text

from .conftest import NASTY
from .samples import outcome


class Tags(HTMLParser):
    """The elements of a page and their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.counts[tag] += 1
        self.attributes += attrs


def test_what_a_question_or_a_document_holds_is_shown_and_never_run(evaluation: Evaluation) -> None:
    page = as_html(evaluation)
    tags = Tags(page)
    assert tags.counts["script"] == tags.counts["img"] == 0
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_the_page_asks_for_nothing_outside_itself(evaluation: Evaluation) -> None:
    page = as_html(evaluation)
    assert {name for name, _ in Tags(page).attributes}.isdisjoint({"src", "href", "srcset", "data", "action"})
    assert not re.search(r"url\(|@import|https?://", page)
    assert "default-src 'none'" in page


def test_headings_are_in_arabic_and_english_on_a_page_from_right_to_left(evaluation: Evaluation) -> None:
    page = as_html(evaluation)
    assert '<html lang="ar" dir="rtl">' in page
    headings = re.findall(r"<h[12]>(.+?) <span class=\"en\">(.+?)</span></h[12]>", page)
    assert len(headings) >= 8
    for arabic, english in headings:
        assert re.search("[\u0621-\u064a]{3}", arabic)
        assert re.search("[A-Za-z]{3}", english)


def test_the_plot_has_a_bar_and_a_count_for_each_bin_that_holds_a_question(evaluation: Evaluation) -> None:
    plot = re.search(r"<svg.*?reliability.*?</svg>", as_html(evaluation), re.DOTALL)
    assert plot is not None
    filled = sum(each.count > 0 for each in evaluation.figures.bins)
    assert filled == 6
    assert plot[0].count('class="right"') == plot[0].count('class="count"') == filled


def test_the_misses_show_what_was_said_and_what_was_expected(evaluation: Evaluation) -> None:
    page = as_html(evaluation)
    wrong, refused = page.split("أجاب فأخطأ")[1].split("عرف فسكت")
    assert wrong.count('<article class="miss">') == 3
    assert refused.count('<article class="miss">') == 1
    assert "rank of the right one" in wrong
    assert "not among the first 10" in wrong
    assert "no single sentence of its place holds it" in wrong
    assert "silence: the documents hold no answer" in wrong
    assert "افتتحت المكتبة العامة" in wrong


def test_a_search_that_is_not_installed_is_named_with_how_to_install_it(evaluation: Evaluation) -> None:
    assert "pip install bm25s" in as_html(evaluation)
    assert "bm25s: not installed (pip install bm25s)" in as_text(evaluation)


@pytest.mark.parametrize(
    "outcomes",
    [
        [outcome(hits=[1])],
        [outcome(hits=[0], answered=False)],
        [outcome(answerable=False)],
        [outcome(1.0, hits=[1]) for _ in range(2_000)],
    ],
    ids=["one right", "one refused", "one unanswerable", "many alike"],
)
def test_any_outcome_can_be_written(evaluation: Evaluation, outcomes: list[object]) -> None:
    given = replace(evaluation, outcomes=tuple(outcomes), figures=figures(outcomes), standings=())  # type: ignore[arg-type]
    assert "</html>" in as_html(given)
    assert "questions" in as_text(given)
    assert json.loads(as_json(given))["figures"]["questions"] == len(outcomes)


def test_the_json_holds_the_figures_the_bins_and_each_question(evaluation: Evaluation) -> None:
    found = json.loads(as_json(evaluation))
    assert found["figures"]["hit@1"] == 0.5
    assert found["figures"]["refused"] == 0.5
    assert found["measured_at"] == "2026-11-24T09:30:00+00:00"
    assert len(found["calibration"]) == 10
    assert [each["rank"] for each in found["questions"]] == [1, 2, None, None, 1, None]
    assert found["questions"][1]["place"] == NASTY
    assert [each["missing"] for each in found["comparison"]] == [None, None, "bm25s"]
    low, high = found["hit@1_interval"]
    assert low < 0.5 < high


def test_a_report_is_named_by_day_and_file_and_replaces_none(tmp_path: Path, evaluation: Evaluation) -> None:
    names = []
    for _ in range(3):
        place = default_place(tmp_path, evaluation)
        write(place, "x")
        names.append(place.relative_to(tmp_path).as_posix())
    assert names == [f"eval/2026-11-24-questions{number}.html" for number in ("", "-2", "-3")]


def test_a_report_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReportError, match=r"file/x\.html: cannot be written"):
        write(tmp_path / "file" / "x.html", "x")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone_and_runs_nothing_in_a_browser(
    browser: Browser, tmp_path: Path, evaluation: Evaluation, scheme: str
) -> None:
    place = tmp_path / "report.html"
    write(place, as_html(evaluation))
    page = browser.new_page(viewport={"width": 360, "height": 700}, color_scheme=scheme)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place.as_uri())
    assert asked == [place.as_uri()]
    assert page.title().startswith("تقرير القياس")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
