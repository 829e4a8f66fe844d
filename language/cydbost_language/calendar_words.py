"""The names of months and weekdays in both languages, with the Welsh forms that mutation gives them."""

from typing import Final

#: Welsh months, January first, in their dictionary form.
MONTHS_CY: Final = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)

#: Welsh months after a word that causes the soft mutation (``o Fehefin``).
MONTHS_CY_SOFT: Final = (
    "Ionawr",
    "Chwefror",
    "Fawrth",
    "Ebrill",
    "Fai",
    "Fehefin",
    "Orffennaf",
    "Awst",
    "Fedi",
    "Hydref",
    "Dachwedd",
    "Ragfyr",
)

#: Welsh months after a word that causes the aspirate or the nasal mutation (``a Thachwedd``, ``yn Nhachwedd``).
MONTHS_CY_OTHER: Final = {"Thachwedd": 11, "Nhachwedd": 11, "Ngorffennaf": 7}

#: Welsh months cut short, as tables and calendars print them.
MONTHS_CY_SHORT: Final = (
    "Ion",
    "Chwef",
    "Maw",
    "Ebr",
    "Mai",
    "Meh",
    "Gorff",
    "Awst",
    "Medi",
    "Hyd",
    "Tach",
    "Rhag",
)

MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: Welsh weekdays, Monday first, as they stand after ``dydd``.
WEEKDAYS_CY: Final = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")

#: Welsh weekdays as they stand after ``nos`` (the evening of that day).
WEEKDAYS_CY_NIGHT: Final = ("Lun", "Fawrth", "Fercher", "Iau", "Wener", "Sadwrn", "Sul")

WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
