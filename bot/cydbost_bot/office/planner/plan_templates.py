"""An empty plan to fill in: its headings and one row as an example, in either language, as CSV or a workbook."""

import csv
import io
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from cydbost_bot.plan_columns import HEADINGS

#: Where a heading of the language stands among those that a column understands.
_PLACE: Final = {"en": 0, "cy": 1}
NAMES: Final = {
    "plan.csv": ("en", "csv"),
    "plan.xlsx": ("en", "xlsx"),
    "cynllun.csv": ("cy", "csv"),
    "cynllun.xlsx": ("cy", "xlsx"),
}
MIMES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_LABELS: Final = {"cy": "Llyfrgell ar gau", "en": "Library closed"}
_WELSH: Final = "Bydd y llyfrgell yn Rhuthun ar gau dros y Sul."
_ENGLISH: Final = "The library in Ruthin will be closed over the weekend."


def plan_template(name: str, *, channel: str, now: datetime, zone: ZoneInfo) -> tuple[bytes, str]:
    """Return the file called ``name`` and its MIME type; its one row is a week away, on ``channel``.

    Raises:
        KeyError: there is no template of that name.
    """
    language, kind = NAMES[name]
    day = (now.astimezone(zone) + timedelta(days=7)).date().isoformat()
    example = {
        "label": _LABELS[language],
        "channels": channel,
        "date": day,
        "time": "10:00",
        "cy": _WELSH,
        "en": _ENGLISH,
    }
    table = [
        [headings[_PLACE[language]] for headings in HEADINGS.values()],
        [example.get(column, "") for column in HEADINGS],
    ]
    return (_csv(table) if kind == "csv" else _workbook(table)), MIMES[kind]


def _csv(table: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(table)
    return b"\xef\xbb\xbf" + written.getvalue().encode()  # the mark by which Excel knows UTF-8


def _workbook(table: list[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in table:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
