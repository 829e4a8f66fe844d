"""The hash that an approval is bound to changes when, and only when, what the version says changes."""

import unicodedata
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cydbost_language.hashing import content_hash
from cydbost_language.pair import Attachment, Side

SIDE = Side("Tŷ ar gau.\nDiolch.", (Attachment("map.png", "ab", "Map o’r tŷ"),), "https://a.cymru")


def test_every_part_of_a_version_counts() -> None:
    (item,) = SIDE.media
    others = [
        replace(SIDE, text=SIDE.text + " "),
        replace(SIDE, link=None),
        replace(SIDE, link=""),
        replace(SIDE, media=()),
        replace(SIDE, media=(item, item)),
        replace(SIDE, media=(replace(item, digest="ac"),)),
        replace(SIDE, media=(replace(item, alt_text="Map"),)),
        replace(SIDE, media=(replace(item, rights="OGL 3.0"),)),
    ]
    assert len({content_hash(side) for side in (SIDE, *others)}) == len(others) + 1


def test_the_name_of_a_file_says_nothing_to_a_reader() -> None:
    (item,) = SIDE.media
    assert content_hash(replace(SIDE, media=(replace(item, name="other.png"),))) == content_hash(SIDE)


def test_accents_and_line_ends_may_be_written_either_way() -> None:
    (item,) = SIDE.media
    apart = replace(
        SIDE,
        text=unicodedata.normalize("NFD", SIDE.text).replace("\n", "\r\n"),
        media=(replace(item, alt_text=unicodedata.normalize("NFD", item.alt_text)),),
    )
    assert apart != SIDE
    assert content_hash(apart) == content_hash(SIDE)


@given(st.text(st.characters(codec=None)))
def test_any_text_has_a_hash(text: str) -> None:
    assert len(content_hash(Side(text))) == 64
