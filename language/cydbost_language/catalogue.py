"""All the checks, in the order in which their findings are read."""

from typing import Final

from cydbost_language.check import Check
from cydbost_language.checks import (
    accents,
    amounts,
    calendar_days,
    card,
    correspondence,
    dates,
    emails,
    emphasis,
    insults,
    language,
    links,
    media,
    mojibake,
    orthography,
    percentages,
    permission,
    personal,
    phones,
    plain_numbers,
    postcodes,
    presence,
    quotations,
    rights,
    shortening,
    spelling,
    structure,
    tags,
    terms,
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
    rights.CHECK,
    personal.CHECK,
    permission.CHECK,
    insults.CHECK,
    quotations.CHECK,
    mojibake.CHECK,
    terms.TERMS,
    terms.ACRONYMS,
    shortening.CHECK,
    emphasis.CHECK,
    orthography.CHECK,
    accents.CHECK,
    spelling.CHECK,
)

_BY_NAME: Final = {check.name: check for check in CHECKS}


def check_named(name: str) -> Check:
    """Return the check called ``name``.

    Raises:
        KeyError: there is none of that name.
    """
    return _BY_NAME[name]
