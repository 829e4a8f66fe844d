"""The kinds of file in which texts are sent out and brought back."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from lxml import etree

from cydbost_bot.exchange.parcel import (
    MOST_TEXTS,
    MOST_UNITS,
    Fault,
    Origin,
    OutgoingText,
    ReturnedText,
    Unreadable,
)
from cydbost_bot.exchange.sheet import read_sheet, write_sheet
from cydbost_bot.exchange.xliff2 import NAMESPACES, read_xliff2, write_xliff2
from cydbost_bot.exchange.xliff12 import NAMESPACE, read_xliff12, write_xliff12
from cydbost_bot.exchange.xml_reading import read_xml


class Format(StrEnum):
    """A kind of file."""

    XLIFF_12 = "xliff-1.2"
    XLIFF_2 = "xliff-2"
    CSV = "csv"


MEDIA_TYPES: Final = {
    Format.XLIFF_12: "application/x-xliff+xml",
    Format.XLIFF_2: "application/xliff+xml",
    Format.CSV: "text/csv; charset=utf-8",
}
ENDINGS: Final = {Format.XLIFF_12: "xlf", Format.XLIFF_2: "xliff", Format.CSV: "csv"}

_WRITERS: Final[dict[Format, Callable[[Sequence[OutgoingText]], bytes]]] = {
    Format.XLIFF_12: write_xliff12,
    Format.XLIFF_2: write_xliff2,
    Format.CSV: write_sheet,
}


def write_parcel(texts: Sequence[OutgoingText], kind: Format) -> bytes:
    """Return a file with every text, all to be translated into one language.

    Raises:
        ValueError: there is no text, or they are to be translated into two languages.
    """
    if len({text.origin.wanted for text in texts}) != 1:
        raise ValueError("a file is for one language")
    return _WRITERS[kind](texts)


def read_parcel(content: bytes) -> list[ReturnedText]:
    """Return every text that a file brings back; its kind is told by what is in it, not by its name.

    Raises:
        Unreadable: it is no file of these kinds, or cannot be read safely.
    """
    texts = _read_xliff(content) if _looks_like_xml(content) else read_sheet(content)
    if not texts:
        raise Unreadable(Fault.EMPTY)
    if len(texts) > MOST_TEXTS or sum(len(text.words) for text in texts) > MOST_UNITS:
        raise Unreadable(Fault.TOO_BIG, str(MOST_TEXTS))
    if len({origin.wanted for text in texts if (origin := Origin.read(text.origin))}) > 1:
        raise Unreadable(Fault.MIXED)
    return texts


def _looks_like_xml(content: bytes) -> bool:
    start = content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<")


def _read_xliff(content: bytes) -> list[ReturnedText]:
    root = read_xml(content)
    name = etree.QName(root)
    if name.localname == "xliff" and name.namespace == NAMESPACE:
        return read_xliff12(root)
    if name.localname == "xliff" and name.namespace in NAMESPACES:
        return read_xliff2(root)
    raise Unreadable(Fault.NOT_XLIFF)
