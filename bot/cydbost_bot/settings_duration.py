"""Lengths of time as people write them in the configuration: ``90s``, ``30m``, ``1h``, ``1h30m``, ``2d``."""

import re
from datetime import timedelta
from typing import Annotated, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

_FORM: Final = re.compile(r"(?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?")


def read_duration(value: object) -> timedelta:
    """Return the length of time that ``value`` names.

    Raises:
        PydanticCustomError: ``duration``, when it names none or is nothing long.
    """
    if isinstance(value, timedelta):
        return value
    found = _FORM.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None or not any(int(figure or 0) for figure in found.groups()):
        raise PydanticCustomError("duration", "duration")
    days, hours, minutes, seconds = (int(figure or 0) for figure in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def read_duration_or_none(value: object) -> timedelta:
    """Return the length of time that ``value`` names; ``0s`` is none at all.

    Raises:
        PydanticCustomError: ``duration``, when it names none.
    """
    return timedelta() if value == "0s" else read_duration(value)


DurationOrNone = Annotated[timedelta, BeforeValidator(read_duration_or_none)]
Duration = Annotated[timedelta, BeforeValidator(read_duration)]
