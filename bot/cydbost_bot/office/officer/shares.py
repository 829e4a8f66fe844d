"""Numbers as the officer's pages say them: shares with what they are out of, and never rounded up to whole."""

from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import spell_length


def share(part: int, whole: int) -> str:
    """Return a share in percent with one decimal, cut and not rounded: 99.96 % is no promise kept whole."""
    if not whole:
        return "–"
    thousandths = part * 1000 // whole
    return f"{thousandths // 10}%" if thousandths % 10 == 0 else f"{thousandths // 10}.{thousandths % 10}%"


def out_of(part: int, whole: int) -> str:
    """Return a number with what it is out of."""
    return _("%(part)s of %(whole)s") % {"part": grouped(part), "whole": grouped(whole)}


def grouped(number: int) -> str:
    """Return a number with its thousands apart."""
    return f"{number:,}"


def width(part: int, whole: int) -> float:
    """Return how much of a bar is filled, of 100."""
    return round(100 * part / whole, 2) if whole else 0.0


def gap(seconds: float | None) -> str:
    """Return the time between two languages: to the tenth of a second while that tells anything."""
    if seconds is None:
        return "–"
    if seconds < 10:
        return _("%(seconds)s s") % {"seconds": f"{seconds:.1f}"}
    return spell_length(seconds)


def long_time(seconds: float | None) -> str:
    """Return a length of time; a dash where there is none."""
    return "–" if seconds is None else spell_length(seconds)


def capital(words: str) -> str:
    """Return words with a capital at the beginning, and the rest as they are."""
    return words[:1].upper() + words[1:]
