"""What a text shows at a glance, by which most checks need not be asked what they find in it."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from cydbost_language.text import Reading


class Sign(StrEnum):
    """Something without which certain checks have nothing to say; no kind of fact has such a name."""

    DIGIT = "sign-digit"
    AT = "sign-at"
    HIDING = "sign-hiding"  #: a sign that may stand for the letters of an obscene word
    QUOTATION = "sign-quotation"  #: a quotation mark, or an apostrophe that may open a quotation
    BROKEN = "sign-broken"  #: a question mark, or what the bytes of a letter may look like when they are misread
    EXCLAMATION = "sign-exclamation"
    CAPITALS = "sign-capitals"  #: two capitals together
    PICTURE = "sign-picture"  #: a character that may be an emoji
    SLIP = "sign-slip"  #: what may be a slip of typing
    LISTED = "sign-listed"  #: a word for which a check listens
    MEDIA = "sign-media"  #: a picture, sound or film
    CARD = "sign-card"  #: a link card
    AGREED = "sign-agreed"  #: terms, names or words that the council has listed
    SPELLERS = "sign-spellers"  #: a spelling dictionary


#: Whatever is not plain prose.
_UNPLAIN: Final = re.compile(r"[^a-zA-Z ,.\n]")
_TWO_CAPITALS: Final = re.compile(r"[^\W\d_a-z]{2}")
_OPENING: Final = re.compile(r"(?<!\w)'\w")
_APOSTROPHES: Final = frozenset("'’")
_NO_APOSTROPHES: Final = frozenset("`´‘")
_FIRST_PICTURE: Final = "\u2600"
#: The first byte of a letter in UTF-8, and those that follow it, read as Windows-1252 or Latin-1.
_FIRST_BYTES: Final = frozenset(map(chr, range(0xC2, 0xF5)))
_LATER_BYTES: Final = frozenset(bytes(range(0x80, 0xC0)).decode("latin-1")) | frozenset(
    bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
)


def _is_apart(character: str) -> bool:
    return "\u0300" <= character <= "\u036f"


_NO_SIGNS: Final[frozenset[Sign]] = frozenset()


@lru_cache(maxsize=4096)
def _of_writing(unplain: frozenset[str]) -> frozenset[Sign]:
    """Return the signs that a text with these characters, besides those of plain prose, shows as it was written."""
    may_be_broken = not (_FIRST_BYTES.isdisjoint(unplain) or _LATER_BYTES.isdisjoint(unplain))
    odd_apostrophe = unplain >= _APOSTROPHES or not _NO_APOSTROPHES.isdisjoint(unplain)
    shown = {
        Sign.BROKEN: may_be_broken,
        Sign.SLIP: odd_apostrophe or not all(map(str.isprintable, unplain)) or any(map(_is_apart, unplain)),
    }
    return frozenset(sign for sign, is_there in shown.items() if is_there)


@lru_cache(maxsize=4096)
def _of_reading(unplain: frozenset[str]) -> frozenset[Sign]:
    """Return the signs that a text with these characters shows once it has one kind of quotation mark and the like."""
    shown = {
        Sign.DIGIT: any(map(str.isdecimal, unplain)),
        Sign.AT: "@" in unplain,
        Sign.HIDING: not unplain.isdisjoint("*#@"),
        Sign.QUOTATION: '"' in unplain,
        Sign.BROKEN: not unplain.isdisjoint("?\ufffd"),
        Sign.EXCLAMATION: "!" in unplain,
        Sign.PICTURE: any(character >= _FIRST_PICTURE for character in unplain),
    }
    return frozenset(sign for sign, is_there in shown.items() if is_there)


def _by_character(written: str, reading: Reading) -> frozenset[Sign]:
    unplain = frozenset(_UNPLAIN.findall(written))
    if reading.text is written:
        return _of_writing(unplain) | _of_reading(unplain) if unplain else _NO_SIGNS
    return _of_writing(unplain) | _of_reading(frozenset(_UNPLAIN.findall(reading.text)))


def signs_of(written: str, reading: Reading) -> frozenset[Sign]:
    """Return the signs of a text as it was ``written``, and as it is read."""
    signs = _by_character(written, reading)
    more = [
        sign
        for sign, is_there in (
            (Sign.SLIP, "  " in written),
            (Sign.QUOTATION, "'" in reading.text and _OPENING.search(reading.text)),
            (Sign.CAPITALS, _has_capitals(reading.text)),
        )
        if is_there
    ]
    return signs.union(more) if more else signs


def _has_capitals(text: str) -> bool:
    """Say whether two letters stand together that are not small; most texts have small letters after the first."""
    return not (text.isascii() and text[1:].islower()) and _TWO_CAPITALS.search(text) is not None
