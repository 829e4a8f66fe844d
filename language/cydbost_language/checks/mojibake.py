"""Characters that were broken on their way from another program."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check
from cydbost_language.comparison import Version
from cydbost_language.pair import Severity, Span
from cydbost_language.remarks import Remark, check_of_remarks
from cydbost_language.signs import Sign
from cydbost_language.wording.marking import N_

#: The characters that Windows-1252, or Latin-1, shows for the bytes 80 to BF, which follow the first byte of a letter
#: in UTF-8.
_BYTES: Final = range(0x80, 0xC0)
_SHOWN: Final = {chr(byte): byte for byte in _BYTES} | {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in _BYTES
}
_BROKEN: Final = re.compile(f"[\u00c2-\u00f4][{re.escape(''.join(_SHOWN))}]{{1,3}}")
#: What a council's text may have held: Latin letters, accents set apart, punctuation, the euro, signs and emoji.
_LIKELY: Final = ((0xA0, 0x17F), (0x300, 0x36F), (0x1E80, 0x1EF3), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2190, 0x2BFF))
_SIGNS: Final = ((0xFE00, 0xFEFF), (0xFFFD, 0xFFFD), (0x1F000, 0x1FAFF))
_LOST: Final = re.compile(
    "\ufffd|"
    r"(?<=[^\W\d_])\?(?:r|n|i|w|u|m|s|t|d|th|ch|ll|re|ve)(?![\w?])|"  # mae?r, council?s
    r"(?<![\w?])(?:dd?\?r|s\?n|ch?\?n|ngh\?n|g?\?yl|p\?er|si\?r|t\?r)(?![\w?])"  # the letters ŵ and ŷ of d?r, s?n, t?r
)
_BLANK: Final = frozenset(" \t\r\n")
_LONGEST_WORD: Final = 30


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen ``text[start:end]`` to the word it stands in, as far as a word may be long."""
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and text[start - 1] not in _BLANK:
        start -= 1
    while end < last and text[end] not in _BLANK:
        end += 1
    return start, end


def _meant(broken: str) -> str | None:
    """Return the character that ``broken`` was before its bytes were misread, if it was a likely one."""
    first = ord(broken[0])
    wanted = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    try:
        whole = bytes([first, *(_SHOWN[character] for character in broken[1:wanted])]).decode()
    except UnicodeDecodeError:
        return None
    return whole if any(low <= ord(whole) <= high for low, high in (*_LIKELY, *_SIGNS)) else None


def _remark(version: Version, code: str, start: int, end: int) -> Remark:
    text = version.side.text
    start, end = _word_around(text, start, end)
    return Remark(code, Severity.BLOCK, Span(start, end), text[start:end], code)


def _look(version: Version) -> Iterator[Remark]:
    """Report each kind once: where one character is broken the whole text came the same way."""
    for match in () if version.side.text.isascii() else _BROKEN.finditer(version.side.text):
        if _meant(match.group()):
            yield _remark(version, "characters-broken", *match.span())
            break
    words = version.words.text
    lost = _LOST.search(words) if "?" in words or "\ufffd" in words else None
    if lost:
        span = version.words.span(*lost.span())
        yield _remark(version, "character-lost", span.start, span.end)


CHECK: Final[Check] = check_of_remarks(
    "mojibake",
    N_(
        "Characters must reach the public as they were typed. Two or three signs in place of one letter (Å· for ŷ, "
        "â€™ for an apostrophe) and a question mark or a black diamond in place of a letter are reported: they come "
        "from copying between programs."
    ),
    _look,
    needs=frozenset([Sign.BROKEN]),
)
