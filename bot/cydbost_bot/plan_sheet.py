"""A plan saved as a workbook (.xlsx): its first sheet, with plain cells only."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

from openpyxl import load_workbook

from cydbost_bot.i18n import N_
from cydbost_bot.plan_columns import MOST_ROWS
from cydbost_bot.problem import Misuse, Wording

LARGEST_UNPACKED: Final = 100_000_000  #: bytes; a small file can unpack to far more than a plan ever needs
_PART: Final = 1 << 16

NOT_A_WORKBOOK = Wording("plan_not_workbook", N_("The file is not an .xlsx workbook. Save it again as .xlsx or CSV."))
UNPACKS_TOO_LARGE = Wording("plan_unpacks_large", N_("The workbook unpacks to over 100 MB. Keep only the plan in it."))
MERGED = Wording("plan_merged", N_("The cells {cells} are merged. Unmerge them, so that each row stands alone."))
FORMULA = Wording("plan_formula", N_("Cell {cell} holds a formula. Replace it with its value."))
FAULTY_CELL = Wording("plan_faulty_cell", N_("Cell {cell} shows the fault {fault}. Write its value."))

_MERGED: Final = re.compile(rb'<(?:\w{1,10}:)?mergeCell [^<>]{0,40}?ref="([A-Z0-9:]{1,30})"')


def read_cells(content: bytes) -> list[tuple[int, list[str]]]:
    """Return the filled rows of the first sheet with their numbers, headings first; dates and times as ISO 8601 text.

    No more rows are read than show that there are too many.

    Raises:
        Misuse: not a workbook, too large unpacked, or with merged cells, formulas or faults.
    """
    _refuse_bomb(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know are no matter here
            return list(islice(_rows(content), MOST_ROWS + 2))
    except Misuse:
        raise
    except Exception as error:  # a broken workbook makes openpyxl stumble in any way there is
        raise Misuse(NOT_A_WORKBOOK()) from error


def _rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=False).worksheets[0]
    sheet.reset_dimensions()  # some programs write a wrong size
    _refuse_merged(content, sheet._worksheet_path)  # type: ignore[attr-defined] # noqa: SLF001 - no public name
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = [_text(cell) for cell in cells]
        if any(cell.strip() for cell in row):
            yield number, row


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise Misuse(NOT_A_WORKBOOK()) from error
    if size > LARGEST_UNPACKED:
        raise Misuse(UNPACKS_TOO_LARGE())


def _refuse_merged(content: bytes, sheet: str) -> None:
    """Refuse a sheet with merged cells, which reading row by row does not show."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed, packed.open(sheet.lstrip("/")) as stream:
        before = b""
        while part := stream.read(_PART):
            if found := _MERGED.search(before + part):
                raise Misuse(MERGED(cells=found[1].decode()))
            before = part[-200:]


def _text(cell: Any) -> str:  # noqa: ANN401 - openpyxl's cells have no common type
    value = cell.value
    if cell.data_type == "f":
        raise Misuse(FORMULA(cell=cell.coordinate))
    if cell.data_type == "e":
        raise Misuse(FAULTY_CELL(cell=cell.coordinate, fault=value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
