"""All the checks, in the order in which their findings are read."""

from typing import Final

from cydbost_language.check import Check
from cydbost_language.checks import (
    amounts,
    calendar_days,
    card,
    correspondence,
    dates,
    emails,
    language,
    links,
    media,
    percentages,
    phones,
    plain_numbers,
    postcodes,
    presence,
    structure,
    tags,
    times,
)

CHECKS: Final[tuple[Check, ...]] = (
    presence.CHECK,
    language.CHECK,
    correspondence.CHECK,
    structure.CHECK,
    dates.CHECK,
    calendar_days.CHECK,
    times.CHECK,
    amounts.CHECK,
    percentages.CHECK,
    plain_numbers.CHECK,
    phones.CHECK,
    postcodes.CHECK,
    emails.CHECK,
    links.CHECK,
    card.CHECK,
    tags.HASHTAGS,
    tags.MENTIONS,
    media.CHECK,
)

_BY_NAME: Final = {check.name: check for check in CHECKS}


def check_named(name: str) -> Check:
    """Return the check called ``name``.

    Raises:
        KeyError: there is none of that name.
    """
    return _BY_NAME[name]
