"""A plan saved as CSV: its encoding and its separator are told from the bytes, and never guessed past a doubt."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.plan_columns import known_headings
from cydbost_bot.problem import Misuse, Wording

#: Separators, in the order they are preferred when a first row tells nothing.
SEPARATORS: Final = (",", ";", "\t")

WRONG_ENCODING = Wording(
    "plan_encoding", N_("The file's characters cannot be read surely. Save it as “CSV UTF-8” and try again.")
)
ACCENTS_LOST = Wording(
    "plan_accents_lost",
    N_("Line {line}: a “?” stands inside a word, where saving has lost ŵ or ŷ. Save the file as “CSV UTF-8”."),
)
BROKEN_QUOTES = Wording("plan_quotes", N_("Line {line}: the quotation marks do not match. Check that row."))

#: Letters that Windows-1252 shows where another Welsh encoding (ISO 8859-14) has ŵ and ŷ.
_NOT_WELSH: Final = frozenset("ðÐþÞ")
_INSIDE_WORD: Final = re.compile(r"[^\W\d_]\?[^\W\d_]")
#: Where a link ends, "?" between letters is right.
_LINK: Final = re.compile(r"https?://\S+")


def decode(content: bytes) -> str:
    """Return the text of a CSV file: UTF-8 or UTF-16 with their marks, UTF-8 without, or Windows-1252.

    Raises:
        Misuse: none of them surely.
    """
    try:
        if content.startswith(codecs.BOM_UTF8):
            return content.decode("utf-8-sig")
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        if b"\0" in content:  # UTF-16 without its mark: every second byte of plain letters is zero
            return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    except UnicodeDecodeError as error:
        raise Misuse(WRONG_ENCODING()) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _windows(content)


def _windows(content: bytes) -> str:
    """Return ``content`` as Windows-1252, which has no ŵ or ŷ: what is left of them is looked for."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Misuse(WRONG_ENCODING()) from error
    if _NOT_WELSH & set(text):
        raise Misuse(WRONG_ENCODING())
    for number, line in enumerate(text.splitlines(), start=1):
        if _INSIDE_WORD.search(_LINK.sub("", line)):
            raise Misuse(ACCENTS_LOST(line=number))
    return text


def read_cells(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield each row of a CSV file with the number of its first line, headings first.

    Raises:
        Misuse: the encoding or the quotation marks are at fault.
    """
    text = decode(content)
    if "\0" in text:
        raise Misuse(WRONG_ENCODING())
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Misuse(BROKEN_QUOTES(line=first)) from error
        yield first, cells


def find_separator(text: str) -> str:
    """Return the separator under which the first row holds the most known headings."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda mark: known_headings(cell.strip('" ') for cell in first.split(mark)))
