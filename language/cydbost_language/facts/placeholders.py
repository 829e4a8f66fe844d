"""Places left open for a value: ``{name}``, ``%{count}``, ``%(name)s``, ``%s``."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.facts.fact import Found, found
from cydbost_language.text import Reading

_PLACE: Final = re.compile(r"%?\{\{?[^{}\n]{0,2000}\}\}?|%\([\w.]{1,60}\)[sdi]|%\d?\$?[sd](?!\w)")


def placeholders(reading: Reading) -> Iterator[Found]:
    """Find the places left open, so that what is written in them is not read as a fact."""
    for match in _PLACE.finditer(reading.text):
        yield found(reading, match.span(), [match.group()])
