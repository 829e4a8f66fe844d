"""X's weighted count: the rules of twitter-text's configuration 3, in cases of our own after its published ones."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_connectors.x import PLATFORM
from cydbost_connectors.x.counting import weighted_length
from cydbost_connectors.x.emoji import EMOJI
from cydbost_connectors.x.links import links

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Ffordd ar gau", 13),
        ("ŵŷâêîôûïÿŴŶ", 11),
        ("w\u0302y\u0302", 2),  # composed first
        ("A\ufb2c", 4),  # composing makes three letters of one
        ("ẁẃẅỳ", 8),
        ("’‘–—“”", 6),
        ("…", 2),
        ("€5 • 3", 8),
        ("\u2000\u200d\u2010\u201f\u2032\u2037", 6),
        ("\u200e\u200f\u2028\u202f\u2038", 10),
        ("故人西辞", 8),
        ("ABC\u202a\uffffABC\ufffe", 12),
        ("Hi https://example.com", 26),
        ("https://www.example.com/" + "x" * 200, 23),
        ("llyw.cymru", 23),
        ("LLYW.CYMRU", 23),
        ("gov.wales/floods", 23),
        ("Gweler www.sirddinbych.gov.uk.", 31),
        ("(gov.wales)", 25),
        ("ar gau.Ffordd", 13),
        ("enw@example.com", 15),
        ("#gov.wales", 10),
        ("-gov.wales", 10),
        ("example.com?a=1", 27),  # a query without a path is no part of a bare link
        ("example.com/?a=1", 23),
        ("https://example.com?a=1", 23),
        ("https://example.com:8080/a", 23),
        ("https://example.com/a_(b)", 23),
        ("https://example.com/a).", 25),
        ("https://t.co/abc123#more", 28),
        ("a" * 64 + ".com", 68),
        ("https://" + "a" * 64 + ".com", 76),
        ("日本example.com日本", 31),
        ("gov.wales日本llyw.cymru", 50),
        ("https://例え.com", 23),
        ("xn--80akhbyknj4f.com", 23),
        ("https://example.invalidtld", 26),
        ("😷🔥", 4),
        (FAMILY, 2),
        (FAMILY * 140, 280),
        (WALES, 2),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿🇬🇧", 4),
        ("1\u20e3#\ufe0f\u20e3", 4),
        ("1", 1),
        ("❤\ufe0f", 2),
        ("❤", 2),
        ("©®", 2),
        ("©\ufe0f", 2),
        ("🧕🏾🙋🏽", 4),
        ("🔥🏽", 4),  # fire takes no skin tone: two emoji
        ("👩‍🚒👨🏿‍⚕️", 4),
        ("🏳️‍🌈🏴‍☠️", 4),
        ("👩\u200d🌊", 5),  # no emoji of Unicode's: counted in its parts
    ],
)
def test_a_text_counts_as_x_counts_it(text: str, length: int) -> None:
    assert weighted_length(text) == length
    assert PLATFORM.length(text) == length


@given(st.text(max_size=60))
def test_a_text_weighs_between_once_and_twice_its_letters_but_for_links(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = list(links(composed))
    assert all(0 <= start < end <= len(composed) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    if not found and not EMOJI.search(composed):
        assert len(composed) <= weighted_length(text) <= 2 * len(composed)


@given(st.lists(st.sampled_from(["Ffordd", "ŵ", "🌊", "gov.wales/a", "https://llyw.cymru", "…", "A487"]), max_size=12))
def test_words_apart_by_spaces_weigh_what_they_weigh_alone(words: list[str]) -> None:
    assert weighted_length(" ".join(words)) == sum(map(weighted_length, words)) + max(0, len(words) - 1)


@given(st.text(max_size=80))
def test_counting_is_the_same_for_every_way_of_writing_a_letter(text: str) -> None:
    assert weighted_length(unicodedata.normalize("NFD", text)) == weighted_length(unicodedata.normalize("NFC", text))
