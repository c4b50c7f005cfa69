"""HTML becomes the text and entities that Telegram would make of it, or Telegram's refusal."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.loopback.html_markup import MarkupError, parse_html
from bot.loopback.wire import utf16_length

ACCEPTED = [
    ("<b>غامق</b>", "غامق", [("bold", 0, 4)]),
    ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
    (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
    ),
    (
        '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
        "ab",
        [("spoiler", 0, 1), ("spoiler", 1, 1)],
    ),
    ("😀<b>😀</b>", "😀😀", [("bold", 2, 2)]),
    ("<B>a</B>", "a", [("bold", 0, 1)]),
    ("<b>a</>", "a", [("bold", 0, 1)]),
    ("<b>a</b >", "a", [("bold", 0, 1)]),
    ("<b></b>x", "x", []),
    ("1 &lt; 2 &amp; 3 &gt; 2 &quot;", '1 < 2 & 3 > 2 "', []),
    ("&#1587;&#x633;&nbsp;&apos;&;", "سس&nbsp;&apos;&;", []),
    ("&lt;b&gt;", "<b>", []),
    ("<code>a</code>", "a", [("code", 0, 1)]),
    ("<blockquote>قول</blockquote>", "قول", [("blockquote", 0, 3)]),
    ("<blockquote expandable>قول</blockquote>", "قول", [("expandable_blockquote", 0, 3)]),
    ("<blockquote expandable >a b=c</blockquote>", "a b=c", [("expandable_blockquote", 0, 5)]),
    ("<b><i>a</i>b</b>", "ab", [("italic", 0, 1), ("bold", 0, 2)]),
]

REFUSED = [
    ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
    ("سؤال <الجواب>", 'Unsupported start tag "الجواب" at byte offset 9'),
    ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("5 <6", "Unclosed start tag at byte offset 2"),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>س<i>a</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (
        "<a href>a</a>",
        'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
    ),
    ("<a =x>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=x/y>a</a>", "Unexpected end of name token at byte offset 8"),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
    ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
]


@pytest.mark.parametrize(("source", "text", "expected"), ACCEPTED)
def test_markup_becomes_text_and_utf16_entities(
    source: str, text: str, expected: list[tuple[str, int, int]]
) -> None:
    parsed, entities = parse_html(source)
    assert parsed == text
    assert [(each["type"], each["offset"], each["length"]) for each in entities] == expected


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_bad_markup_is_refused_in_telegrams_words_at_the_byte(source: str, reason: str) -> None:
    with pytest.raises(MarkupError) as refused:
        parse_html(source)
    assert str(refused.value) == reason


def test_a_link_keeps_its_address_and_a_bare_host_gets_a_slash() -> None:
    _, entities = parse_html("<a href=\"https://example.com?a=1&amp;b=2\">x</a><a href='example.org'>y</a>")
    assert [each["url"] for each in entities] == ["https://example.com?a=1&b=2", "http://example.org/"]


def test_a_link_whose_target_is_no_address_is_plain_text() -> None:
    assert parse_html('<a href="http://localhost/">x</a>') == ("x", [])


def test_a_link_to_a_user_is_a_mention_of_that_user() -> None:
    _, entities = parse_html('<a href="tg://user?id=1001">سعاد</a>')
    assert entities == [{"type": "text_mention", "offset": 0, "length": 4, "user": {"id": 1001}}]


@pytest.mark.parametrize(
    "source",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<code class="language-python"><pre>x</pre></code>',
    ],
)
def test_code_inside_pre_is_one_block_with_a_language(source: str) -> None:
    assert parse_html(source) == (
        "x",
        [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
    )


PIECES = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        '<a href="',
        '">',
        "</a>",
        "<",
        ">",
        "&",
        "&lt;",
        "&#",
        "س",
        "😀",
        " ",
        "\n",
        "/",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_either_refused_or_has_entities_inside_it(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except MarkupError:
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text)


@given(st.text(max_size=60))
def test_an_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(escape(text, quote=False)) == (text, [])
