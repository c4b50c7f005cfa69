import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.markup import BLOCKQUOTE, BOLD, UNDERLINE, Run, lay_out, link

from .samples import TelegramHtml, units

TAGS = st.sampled_from(
    [(), (BLOCKQUOTE,), (BLOCKQUOTE, BOLD), (BLOCKQUOTE, BOLD, UNDERLINE), link("https://a.b/?q=1&r=2")]
)
# Telegram's clients and html.parser both read CR as a line's end, so it is left to the tests on text.
LETTERS = st.one_of(
    st.characters(codec="utf-8", exclude_characters="\r\0"), st.sampled_from("<>&\"'😀اب. \n")
)
RUNS = st.lists(st.builds(Run, st.text(alphabet=LETTERS, max_size=60), TAGS), max_size=8)


@settings(deadline=None)  # the machine may be busy
@given(RUNS, st.integers(min_value=2, max_value=50))
def test_every_part_is_well_formed_within_the_limit_and_says_what_its_plain_form_says(
    runs: list[Run], limit: int
) -> None:
    for part in lay_out(runs, limit):
        read = TelegramHtml(part.html)
        assert read.text == part.plain
        assert units(read.text) <= limit


@settings(deadline=None)  # the machine may be busy
@given(RUNS, st.integers(min_value=2, max_value=50))
def test_no_visible_character_is_lost_and_bold_stays_bold(runs: list[Run], limit: int) -> None:
    parts = [TelegramHtml(part.html) for part in lay_out(runs, limit)]

    def seen(text: str) -> str:
        return "".join(character for character in text if character.isprintable() and not character.isspace())

    assert seen("".join(part.text for part in parts)) == seen("".join(run.text for run in runs))
    bold = "".join(run.text for run in runs if BOLD in run.tags)
    assert seen("".join(part.inside["b"] for part in parts)) == seen(bold)


def test_neighbouring_runs_share_the_tags_they_have_in_common() -> None:
    runs = [Run("a", (BLOCKQUOTE,)), Run("b", (BLOCKQUOTE, BOLD)), Run("c", (BLOCKQUOTE,)), Run("d")]
    (part,) = lay_out(runs)
    assert part.html == "<blockquote>a<b>b</b>c</blockquote>d"


def test_a_message_of_nothing_but_invisible_characters_is_not_sent() -> None:
    assert lay_out([Run(" \n\u200f\u2068\u2069")]) == ()


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://a.b",
        "a.b/c",
        "https://",
        "http://[",
        "https://a.b/ c",
        "https://a\n.b",
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address: str | None) -> None:
    assert link(address) == ()


def test_an_address_is_escaped_inside_its_tag() -> None:
    (part,) = lay_out([Run("x", link('https://a.b/?q="1"&r=<2>'))])
    assert TelegramHtml(part.html).links == [('https://a.b/?q="1"&r=<2>', "x")]
