"""A month's plan: a table with both languages in columns, read whole and judged row by row, never half.

Nothing is imported here: the caller takes the rows when no row has a problem, or shows the problems.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from cydbost_bot import plan_sheet, plan_text
from cydbost_bot.i18n import N_
from cydbost_bot.plan_columns import HEADINGS, MOST_ROWS, REQUIRED, column_of, judge_headings
from cydbost_bot.problem import Misuse, Problem, Wording, perhaps
from cydbost_bot.wall_clock import LONDON, NotATime, parse_time

LARGEST: Final = 10_000_000  #: bytes

NOT_THERE = Wording("plan_not_there", N_("The plan {file} is not there. Check the name."))
NOT_READ = Wording("plan_not_read", N_("The plan {file} could not be read: {reason}."))
WRONG_KIND = Wording("plan_kind", N_("{file} is neither .csv nor .xlsx. Save the plan as one of these."))
TOO_LARGE = Wording("plan_too_large", N_("The plan is over 10 MB. Divide it."))
TOO_MANY = Wording("plan_too_many", N_("The plan has over {most} rows. Divide it."))
NOTHING = Wording(
    "plan_empty", N_("The plan has no rows. Put the headings in the first row and a post in each row after.")
)

CELL_EMPTY = Wording("cell_empty", N_("“{column}” is empty. Fill it in."))
CELLS_BEYOND = Wording("cells_beyond", N_("There are cells to the right of the last heading. Move or delete them."))
SAME_LABEL = Wording("same_label", N_("Row {row} has the label “{label}” too. Give each row its own."))
UNKNOWN_CHANNEL = Wording("unknown_channel", N_("There is no channel called “{channel}”.{perhaps}"))
ONE_LINK = Wording("one_link", N_("There is a link in one language only. Give “link_cy” and “link_en”, or neither."))
ONE_ALT = Wording("one_alt", N_("The picture is described in one language only. Give “cy_alt” and “en_alt”."))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan: ``number`` as the person sees it in the file; ``at`` is in UTC, if it could be told."""

    number: int
    label: str = ""
    channels: tuple[str, ...] = ()
    date: str = ""
    time: str = ""
    cy: str = ""
    en: str = ""
    cy_alt: str = ""
    en_alt: str = ""
    link_cy: str = ""
    link_en: str = ""
    rights: str = ""
    media: tuple[str, ...] = ()
    at: datetime | None = None
    problems: tuple[Problem, ...] = field(default=())


def read_plan(
    path: Path, *, now: datetime, channels: Collection[str] | None = None, zone: str = LONDON
) -> list[PlanRow]:
    """Return every row of the plan in ``path`` (.csv or .xlsx), each with its own problems.

    Args:
        path: the file; its kind is told from its ending.
        now: the present; a row's time must be after it.
        channels: the names that a row may use; any when left out.
        zone: whose clocks the times are read from.

    Raises:
        Misuse: the file as a whole cannot be read as a plan.
    """
    return judge_rows(read_file(path), now=now, channels=channels, zone=zone)


def read_file(path: Path) -> list[PlanRow]:
    """Return the rows of the plan in ``path`` as they stand there: see ``read_rows``.

    Raises:
        Misuse: the file as a whole cannot be read as a plan.
    """
    _reader(path.name)
    return read_rows(path.name, _content(path))


def read_rows(name: str, content: bytes) -> list[PlanRow]:
    """Return the rows of a plan as they stand in the file called ``name``, before anything is judged of them.

    Raises:
        Misuse: the file as a whole cannot be read as a plan.
    """
    if len(content) > LARGEST:
        raise Misuse(TOO_LARGE())
    table = _table(name, content)
    headings = table.pop(0)[1] if table else []
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    if problems := judge_headings(headings) if headings else [NOTHING()]:
        raise Misuse(*problems)
    rows = [_row(number, cells, headings) for number, cells in table]
    if not rows:
        raise Misuse(NOTHING())
    return rows


def _table(name: str, content: bytes) -> list[tuple[int, list[str]]]:
    filled = (row for row in _reader(name)(content) if any(cell.strip() for cell in row[1]))
    table = list(islice(filled, MOST_ROWS + 2))
    if len(table) > MOST_ROWS + 1:  # the headings are one row more
        raise Misuse(TOO_MANY(most=MOST_ROWS))
    return table


def _reader(name: str) -> Callable[[bytes], Iterable[tuple[int, list[str]]]]:
    kinds: dict[str, Callable[[bytes], Iterable[tuple[int, list[str]]]]] = {
        ".csv": plan_text.read_cells,
        ".xlsx": plan_sheet.read_cells,
    }
    read_cells = kinds.get(Path(name).suffix.casefold())
    if read_cells is None:
        raise Misuse(WRONG_KIND(file=name))
    return read_cells


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Misuse(TOO_LARGE())
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Misuse(NOT_THERE(file=path)) from error
    except OSError as error:
        raise Misuse(NOT_READ(file=path, reason=error.strerror)) from error


def _row(number: int, cells: list[str], headings: list[str]) -> PlanRow:
    named = {column_of(heading): _clean(cell) for heading, cell in zip(headings, cells, strict=False)}
    lists = {column: _several(named.pop(column, "")) for column in ("channels", "media")}
    texts: dict[str, Any] = {column: named.get(column, "") for column in HEADINGS if column not in lists}
    beyond = any(cell.strip() for cell in cells[len(headings) :])
    row = PlanRow(number, channels=lists["channels"], media=lists["media"], **texts)
    return replace(row, problems=(CELLS_BEYOND(),)) if beyond else row


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.replace(";", ",").replace("\n", ",").split(",") if part.strip())


def judge_rows(
    rows: Iterable[PlanRow], *, now: datetime, channels: Collection[str] | None = None, zone: str = LONDON
) -> list[PlanRow]:
    """Return the rows, each with its time and with what is wrong with it; the arguments are those of ``read_plan``."""
    labels: dict[str, int] = {}
    judged = []
    for row in rows:
        problems = [*row.problems, *_gaps(row), *_channel_problems(row, channels), *_label_problems(row, labels)]
        moment, when = _moment(row, now=now, zone=zone)
        judged.append(replace(row, at=moment, problems=(*problems, *when)))
    return judged


def _gaps(row: PlanRow) -> Iterator[Problem]:
    for column in REQUIRED:
        if not getattr(row, column):
            yield CELL_EMPTY(column=column)
    if bool(row.link_cy) != bool(row.link_en):
        yield ONE_LINK()
    if bool(row.cy_alt) != bool(row.en_alt):
        yield ONE_ALT()


def _channel_problems(row: PlanRow, channels: Collection[str] | None) -> Iterator[Problem]:
    for name in row.channels if channels is not None else ():
        if name not in (channels or ()):
            yield UNKNOWN_CHANNEL(channel=name, perhaps=perhaps(name, list(channels or ())))


def _label_problems(row: PlanRow, labels: dict[str, int]) -> Iterator[Problem]:
    first = labels.setdefault(row.label.casefold(), row.number)
    if row.label and first != row.number:
        yield SAME_LABEL(row=first, label=row.label)


def _moment(row: PlanRow, *, now: datetime, zone: str) -> tuple[datetime | None, tuple[Problem, ...]]:
    if not row.date or not row.time:
        return None, ()
    try:
        return parse_time(f"{row.date} {row.time}", now=now, zone=zone), ()
    except NotATime as error:
        return None, error.problems
