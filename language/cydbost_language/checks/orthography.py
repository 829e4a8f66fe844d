"""Slips of typing that readers hardly see and machines stumble over."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.pair import Severity, Span
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.wording.marking import N_

_APART: Final = re.compile(r"[^\W\d_][\u0300-\u036f]")
_STRAIGHT: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_CURLY: Final = re.compile(r"(?<=[^\W\d_])’(?=[^\W\d_])")
_NO_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])[`´‘](?=[^\W\d_])")
_DOUBLED: Final = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=[^\s|])")
#: Marks without width and of direction, soft hyphens, control characters. The joiners that emoji are built with are
#: left out, and so is the line's end.
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def _remark(code: str, match: re.Match[str], text: str | None = None) -> Remark:
    return Remark(code, Severity.INFO, Span(*match.span()), text or match.group(), code)


def _apart(text: str) -> Iterator[Remark]:
    for match in _APART.finditer(text):
        whole = unicodedata.normalize("NFC", match.group())
        if len(whole) == 1:
            yield _remark("accents-apart", match, whole)
            return


def _apostrophes(text: str) -> Iterator[Remark]:
    """Report the kind of apostrophe that the text has less of, and signs that are none."""
    if "'" in text and "’" in text:
        straight, curly = [*_STRAIGHT.finditer(text)], [*_CURLY.finditer(text)]
        if straight and curly:
            yield _remark("apostrophes-mixed", min(straight, curly, key=len)[0])
    wrong = _NO_APOSTROPHE.search(text)
    if wrong:
        yield _remark("apostrophe-wrong", wrong)


def _look(version: Version) -> Iterator[Remark]:
    """Report each kind of slip once."""
    text = version.side.text
    if version.reading.places:  # empty where no mark stands apart
        yield from _apart(text)
    yield from _apostrophes(text)
    doubled = _DOUBLED.search(text) if "  " in text or "\u00a0" in text else None
    if doubled:
        yield _remark("spaces-doubled", doubled)
    if not text.isprintable() and (invisible := _INVISIBLE.search(text)):
        yield _remark("character-invisible", invisible, f"U+{ord(invisible.group()):04X}")


CHECK: Final[Check] = check_of_remarks(
    "orthography",
    N_(
        "Small slips of typing are noted and stop nothing: accents stored apart from their letters, straight and "
        "curly apostrophes in one text, a sign that only looks like an apostrophe, double spaces and invisible "
        "characters. Screen readers and searches can stumble over them."
    ),
    _look,
    needs=frozenset([Sign.SLIP]),
)
