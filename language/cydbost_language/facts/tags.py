"""Hashtags and mentions."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.facts.fact import Found, found
from cydbost_language.text import Reading

_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(?=\w{0,100}[^\W\d_])\w{1,100}")
_MENTION: Final = re.compile(
    r"(?<![\w@./])@\w[\w-]{0,63}(?:\.\w[\w-]{0,63}){0,6}(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})?"
)


def hashtags(reading: Reading) -> Iterator[Found]:
    """Find the hashtags; case does not count."""
    for match in _HASHTAG.finditer(reading.text):
        yield found(reading, match.span(), [match.group().casefold()])


def mentions(reading: Reading) -> Iterator[Found]:
    """Find the accounts named with ``@``; case does not count."""
    for match in _MENTION.finditer(reading.text):
        yield found(reading, match.span(), [match.group().casefold()])
