"""The columns of a plan: what each is called in both languages, and what a wrong heading was meant to be."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Problem, Wording, perhaps

#: Rows of posts in one plan.
MOST_ROWS: Final = 2_000

#: A column -> the headings it may stand under, Welsh after its own name.
HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "label": ("label", "teitl", "enw", "title"),
    "channels": ("channels", "sianeli", "channel", "sianel"),
    "date": ("date", "dyddiad"),
    "time": ("time", "amser"),
    "cy": ("cy", "cymraeg", "testun_cy", "welsh"),
    "en": ("en", "saesneg", "testun_en", "english"),
    "cy_alt": ("cy_alt", "alt_cy", "disgrifiad_cy"),
    "en_alt": ("en_alt", "alt_en", "disgrifiad_en"),
    "link_cy": ("link_cy", "dolen_cy"),
    "link_en": ("link_en", "dolen_en"),
    "rights": ("rights", "hawliau", "hawlfraint", "copyright"),
    "media": ("media", "cyfryngau", "llun"),
}
REQUIRED: Final = ("label", "channels", "date", "time", "cy", "en")

_COLUMN_OF: Final = {heading: column for column, headings in HEADINGS.items() for heading in headings}

MISSING_COLUMN = Wording("column_missing", N_("The column “{column}” is missing. Add it to the first row."))
UNKNOWN_COLUMN = Wording("column_unknown", N_("There is no column called “{heading}”.{perhaps}"))
COLUMN_TWICE = Wording("column_twice", N_("The column “{column}” stands twice. Keep one."))
NO_HEADING = Wording("column_unnamed", N_("Column {number} has no heading. Name it in the first row."))


def column_of(heading: str) -> str | None:
    """Return the column that a heading names, whatever its case, spaces and hyphens, or ``None``."""
    return _COLUMN_OF.get("_".join(heading.replace("-", " ").replace("_", " ").casefold().split()))


def known_headings(headings: Iterable[str]) -> int:
    """Return how many of ``headings`` name a column."""
    return sum(column_of(heading) is not None for heading in headings)


def judge_headings(headings: Sequence[str]) -> list[Problem]:
    """Return what is wrong with the first row: columns unknown, unnamed, missing, or there twice."""
    return [*_each(headings), *_missing(headings)]


def _each(headings: Sequence[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, heading in enumerate(headings, start=1):
        column = column_of(heading)
        if not heading.strip():
            yield NO_HEADING(number=number)
        elif column is None:
            yield UNKNOWN_COLUMN(heading=heading.strip()[:40], perhaps=perhaps(heading.strip(), list(_COLUMN_OF)))
        elif column in seen:
            yield COLUMN_TWICE(column=column)
        seen.add(column or "")


def _missing(headings: Sequence[str]) -> list[Problem]:
    there = {column_of(heading) for heading in headings}
    return [MISSING_COLUMN(column=column) for column in REQUIRED if column not in there]
