"""Mastodon's characters, by the cases of its documentation and of what it does on the server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_connectors.mastodon import PLATFORM
from cydbost_connectors.mastodon.counting import length

LONG = "https://www.llyw.cymru/" + "llwybr/" * 40


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        # https://docs.joinmastodon.org/user/posting/: links are 23 regardless of length, with http(s):// alone
        ("https://a.wales", 23),
        (LONG, 23),
        (f"Gweler {LONG} heddiw", 7 + 23 + 7),
        (f"{LONG} {LONG}", 47),
        ("http://example.com", 23),
        ("HTTPS://EXAMPLE.COM", 23),
        ("llyw.cymru", 10),
        ("www.llyw.cymru", 14),
        ("ftp://example.com", 17),
        # … and of a mention only the name counts, not the server
        ("@alice@example.com", 6),
        ("@alice", 6),
        ("Diolch @alice@example.com, a @bob@cyngor.example!", len("Diolch @alice, a @bob!")),
        ("@a@" + "b" * 30 + ".com", 2),
        # letters as a reader sees them
        ("Tŷ Ŵyn", 6),
        ("w\u0302y\u0302", 2),
        ("👩‍🚒", 1),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 1),
        ("👍🏽", 1),
        ("a\r\nb", 3),
        ("", 0),
    ],
)
def test_a_text_counts_as_mastodon_documents(text: str, counted: int) -> None:
    assert PLATFORM.length(text) == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("(https://example.com/a)", 25),
        ("https://example.com/a.", 24),
        ("https://example.com/a, https://example.com/b?", 23 + 2 + 23 + 1),
        ("“https://example.com/a”", 25),
        ("https://cy.example.org/wiki/Cymru_(gwlad)", 23),
        ("(https://cy.example.org/wiki/Cymru_(gwlad))", 25),
        ("https://example.com/?a=1&b=ŵ#top", 23),
        ("https://example.com:8443/a", 23),
        ("https://tŷ.cymru/ŵy", 23),
        ("https://example.com/@alice@other.example", 23),
        ("https://example.com/a\nhttps://example.com/b", 47),
        ("a https://example.com", 25),
        # none of these is a link to Mastodon
        ("xhttps://example.com", 20),
        ("https://localhost/a", 19),
        ("https://10.0.0.1/a", 18),
        ("https://", 8),
        ("https://gwasanaeth.lleol/tudalen", 32),
        ("https://enghraifft.xn--wgbl6a/a", 23),
        ("https://enghraifft.xn--99999999999999999/a", 42),
        ("https://example", 15),
        # nor any of these a mention with a server
        ("ebost@example.com", 17),
        ("a@b@c.example", 13),
        ("@@example.com", 13),
    ],
)
def test_where_links_and_mentions_begin_and_end(text: str, counted: int) -> None:
    assert length(text) == counted


def test_a_server_may_count_links_otherwise() -> None:
    assert length(f"a {LONG}", link_length=30) == 32


@given(st.text(max_size=300))
def test_no_text_fails_or_counts_more_than_its_letters_and_links(text: str) -> None:
    assert 0 <= length(text) <= len(text) + 23 * text.lower().count("http")


@given(st.text(alphabet="abcŵŷ ,.!\n", max_size=80), st.text(alphabet="abcŵŷ ,.!\n", max_size=80))
def test_a_link_between_texts_adds_its_23(before: str, after: str) -> None:
    assert length(f"{before} {LONG} {after}") == length(f"{before} ") + 23 + length(f" {after}")


@pytest.mark.parametrize("piece", ["https://a.", "@a@", "a.", "@a.", "https://", "(", "@@", "https://a-"])
def test_what_nearly_is_a_link_or_mention_thousands_of_times_over_is_counted_too(piece: str) -> None:
    assert 0 < length(piece * 4000) <= len(piece) * 4000
