"""Times as people say them, on the council's own clock and in the page's language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from cydbost_language.calendar_words import MONTHS_CY, MONTHS_EN, WEEKDAYS_CY, WEEKDAYS_EN


def spoken(at: datetime, language: str, zone: ZoneInfo) -> str:
    """Return ``dydd Mercher 3 Mehefin 2026, 6.30yh`` or ``Wednesday 3 June 2026, 6.30pm``."""
    local = at.astimezone(zone)
    if language == "cy":
        day = f"dydd {WEEKDAYS_CY[local.weekday()]} {local.day} {MONTHS_CY[local.month - 1]} {local.year}"
    else:
        day = f"{WEEKDAYS_EN[local.weekday()]} {local.day} {MONTHS_EN[local.month - 1]} {local.year}"
    return f"{day}, {spoken_time(at, language, zone)}"


def spoken_time(at: datetime, language: str, zone: ZoneInfo) -> str:
    """Return ``6.30yh`` or ``6.30pm``; in the hour that comes twice in October, also which of the two it is."""
    local = at.astimezone(zone)
    noon, midnight, morning, evening = (
        ("hanner dydd", "hanner nos", "yb", "yh") if language == "cy" else ("midday", "midnight", "am", "pm")
    )
    if local.minute == 0 and local.hour in {0, 12}:
        return noon if local.hour else midnight
    minutes = f".{local.minute:02}" if local.minute else ""
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    which = f" {local.tzname()}" if comes_twice else ""
    return f"{local.hour % 12 or 12}{minutes}{evening if local.hour >= 12 else morning}{which}"
