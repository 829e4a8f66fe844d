"""The lists as a file that any spreadsheet opens: a row for each pair, and back again."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from cydbost_bot.office.words import _
from cydbost_queue.actions.agreeing import NewPair
from cydbost_queue.queries.agreed import PairView
from cydbost_queue.tables import PairKind

MOST_BYTES: Final = 2_000_000
COLUMNS: Final = ("kind", "cy", "en", "note")
#: What a spreadsheet would take for a formula, and the sign that stops it.
_FORMULA: Final = frozenset("=+-@\t\r")
_GUARD: Final = "'"


@dataclass(frozen=True, slots=True)
class Read:
    """The pairs of a file, and what is wrong with it."""

    pairs: tuple[NewPair, ...] = ()
    faults: tuple[str, ...] = field(default=())


def written(pairs: Iterable[PairView]) -> str:
    """Return the pairs as CSV, with a first row that names the columns."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([pair.kind.value, *map(_guarded, (pair.cy, pair.en, pair.note or ""))] for pair in pairs)
    return out.getvalue()


def read(content: bytes) -> Read:
    """Return the pairs of a CSV file: its first row names the columns ``kind``, ``cy``, ``en`` and ``note``."""
    if len(content) > MOST_BYTES:
        return Read(
            faults=(_("The file is over {limit} MB. Import it in parts.").format(limit=MOST_BYTES // 1_000_000),)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Read(faults=(_("The file is not UTF-8. Save it as “CSV UTF-8”."),))
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text)))
    except csv.Error:
        return Read(faults=(_("The file is no CSV. Save the sheet as “CSV UTF-8”."),))
    missing = [name for name in COLUMNS[:3] if rows and name not in rows[0]]
    if missing or not rows:
        return Read(faults=(_("The first row must name the columns kind, cy and en, and rows must follow it."),))
    return _pairs(rows)


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.partition("\n")[0]

    class Given(csv.excel):
        delimiter = ";" if first.count(";") > first.count(",") else ","

    return Given


def _pairs(rows: Iterable[dict[str, str]]) -> Read:
    pairs, faults = [], []
    kinds = ", ".join(kind.value for kind in PairKind)
    for number, row in enumerate(rows, start=2):
        kind = (row.get("kind") or "").strip().lower()
        if not any((row.get(name) or "").strip() for name in COLUMNS):
            continue
        if kind not in set(PairKind):
            faults.append(
                _("Row {row}: “{kind}” is no kind. The kinds are: {kinds}.").format(row=number, kind=kind, kinds=kinds)
            )
            continue
        cy, en, note = (_unguarded(row.get(name) or "") for name in ("cy", "en", "note"))
        pairs.append(NewPair(PairKind(kind), cy, en, note))
    return Read(tuple(pairs), tuple(faults[:20]))


def _guarded(text: str) -> str:
    return _GUARD + text if text[:1] in _FORMULA else text


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == _GUARD and text[1:2] in _FORMULA else text
