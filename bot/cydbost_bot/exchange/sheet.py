"""The same as a table: CSV in UTF-8 with a mark at its beginning, by which Excel knows the letters ŵ and ŷ."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from cydbost_bot.exchange.parcel import MOST_BYTES, Fault, OutgoingText, ReturnedText, Unreadable

#: The first line. The names are of one language on purpose: what comes back is read by them.
COLUMNS: Final = ("text", "unit", "source", "target", "note", "origin")
_NEEDED: Final = frozenset({"unit", "target", "origin"})
#: A cell that begins with one of these is a formula to a spreadsheet, which works it out and may fetch what it names.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_GUARD: Final = "'"


def write_sheet(texts: Sequence[OutgoingText]) -> bytes:
    """Return a table with a row for each unit of every text."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for text in texts:
        notes = " / ".join(note for note in (text.label, text.note) if note)
        for at, unit in enumerate(text.units):
            cells = (text.origin.ref, unit.name, unit.source, unit.target, "" if at else notes, str(text.origin))
            writer.writerow([guarded(cell) for cell in cells])
    return table.getvalue().encode("utf-8-sig")


def read_sheet(content: bytes) -> list[ReturnedText]:
    """Return every text of a table, with the units that have a target.

    Raises:
        Unreadable: it is too big, not in Unicode, no table, or lacks a column.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(Fault.TOO_BIG, str(MOST_BYTES // 1_000_000))
    rows = _rows(_decoded(content))
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        units = found.setdefault(plain(row["origin"]).strip(), {})
        if said := plain(row["target"]).strip():
            units[plain(row["unit"]).strip()] = said
    return [ReturnedText(origin, units) for origin, units in found.items() if origin]


def guarded(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet takes it for a formula; ``plain`` takes the guard off again."""
    return _GUARD + cell if cell.lstrip(_GUARD).startswith(_FORMULA) else cell


def plain(cell: str) -> str:
    """Return ``cell`` without its guard, if it has one."""
    is_guarded = cell.startswith(_GUARD) and cell.lstrip(_GUARD).startswith(_FORMULA)
    return cell.removeprefix(_GUARD) if is_guarded else cell


def _decoded(content: bytes) -> str:
    """Read ``content`` as UTF-8, or as UTF-16 with its mark; any other encoding has lost letters of Welsh."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(Fault.NOT_UTF8) from error


def _rows(text: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table by column, whichever of the usual signs parts its cells."""
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    try:
        names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        if missing := sorted(_NEEDED - set(names)):
            raise Unreadable(Fault.NO_COLUMNS, ", ".join(missing))
        for row in reader:
            yield {name: row[names[name]] or "" for name in _NEEDED}
    except csv.Error as error:
        raise Unreadable(Fault.NOT_CSV, str(reader.line_num)) from error
