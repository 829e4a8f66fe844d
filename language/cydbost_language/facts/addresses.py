"""Web addresses and e-mail addresses."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.facts.fact import Found, found
from cydbost_language.text import MASK, Reading

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])[\w+%-](?:[\w.+%'-]{0,62}[\w+%-])?@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])"
)
_WITH_SCHEME: Final = re.compile(rf"(?:https?://|www\.)[^\s<>\"{MASK}]{{1,2000}}", re.IGNORECASE)
# Without a scheme only the endings that councils and their partners print bare; "e.g." and "5.30yh" are none.
_BARE: Final = re.compile(
    rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{1,6}}(?:wales|cymru|uk|com|org|net|info|io|ly|eu)"
    rf"(?![\w-])(?!\.\w)(?:/[^\s<>\"{MASK}]{{0,2000}})?",
    re.IGNORECASE,
)
_CLOSERS: Final = {")": "(", "]": "[", "}": "{"}


def trimmed(address: str) -> str:
    """Return ``address`` without the punctuation of the sentence it stands in."""
    end = len(address)
    while end:
        last = address[end - 1]
        opener = _CLOSERS.get(last)
        unopened = opener is not None and address.count(opener, 0, end) < address.count(last, 0, end)
        if last not in ".,;:!?'\"*_…" and not unopened:
            break
        end -= 1
    return address[:end]


def emails(reading: Reading) -> Iterator[Found]:
    """Find the e-mail addresses; case does not count."""
    if "@" not in reading.text:
        return
    for match in _EMAIL.finditer(reading.text):
        yield found(reading, match.span(), [match.group().lower()])


def links(reading: Reading) -> Iterator[Found]:
    """Find the web addresses, with or without a scheme; the value is the address as written."""
    matches = [*_WITH_SCHEME.finditer(reading.text)]
    # A bare name in capitals ("GOV.UK") is the name of a body, not an address to follow.
    covered = reading.without(match.span() for match in matches)
    matches += (match for match in _BARE.finditer(covered.text) if not match.group().isupper())
    for match in sorted(matches, key=lambda match: match.start()):
        address = trimmed(match.group())
        yield found(reading, (match.start(), match.start() + len(address)), [address])
