"""Telephone numbers and postcodes."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cydbost_language.facts.fact import Found, found
from cydbost_language.text import Reading

#: The mark of a part, as ``(1/3)``, is none of a number that stands before it.
_CANDIDATE: Final = re.compile(
    r"(?<![\w.,/£$€-])(?:\+\d{1,3}[ ]?)?\(?0?\d(?:[\d ).-]|\((?!\d{1,2}/\d)){7,22}\d(?!\w|[.,]\d)"
)
_FULL: Final = 9  # digits a telephone number has at least, below which only a country code tells it from a figure
_POSTCODE: Final = re.compile(r"(?<![\w])([A-Z]{1,2}\d[A-Z\d]?)[ ]{0,2}(\d[A-Z]{2})(?!\w)")


@lru_cache(maxsize=4096)
def telephone(written: str) -> str | None:
    """Return the telephone number ``written`` in its international form, or ``None`` where it is not one.

    A national number is read as British (libphonenumber's numbering plan, region GB).
    """
    import phonenumbers  # noqa: PLC0415 - the numbering plans cost 60 ms: only for a text that has a candidate

    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def phones(reading: Reading) -> Iterator[Found]:
    """Find the telephone numbers: they begin with 0 or a country code."""
    for match in _CANDIDATE.finditer(reading.text):
        written = match.group()
        if not written.lstrip("(").startswith(("0", "+")) or sum(map(str.isdigit, written)) < _FULL:
            continue
        number = telephone(written)
        if number is not None:
            yield found(reading, match.span(), [number])


def postcodes(reading: Reading) -> Iterator[Found]:
    """Find the postcodes, written in capitals, with or without the space."""
    for match in _POSTCODE.finditer(reading.text):
        yield found(reading, match.span(), [match.group(1) + match.group(2)])
