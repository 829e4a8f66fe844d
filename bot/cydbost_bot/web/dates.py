"""Times as people say them, on the council's own clock and in the page's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cydbost_language import Language
from cydbost_language.rendering import format_date, format_time


def spoken(at: datetime, language: str, zone: ZoneInfo) -> str:
    """Return ``dydd Mercher 3 Mehefin 2026, 6.30yh`` or ``Wednesday 3 June 2026, 6.30pm``."""
    return f"{format_date(at.astimezone(zone).date(), Language(language))}, {spoken_time(at, language, zone)}"


def spoken_time(at: datetime, language: str, zone: ZoneInfo) -> str:
    """Return ``6.30yh`` or ``6.30pm``; in the hour that comes twice in October, also which of the two it is."""
    local = at.astimezone(zone)
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    which = f" {local.tzname()}" if comes_twice else ""
    return format_time(local.time(), Language(language)) + which
