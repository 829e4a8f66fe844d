"""What the Welsh language officer is shown of a period: every figure with the number it is out of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from sqlmodel import Session, col, func, select

from cydbost_queue.compliance.days import bounds_of
from cydbost_queue.compliance.keeping import MARK
from cydbost_queue.desk import Desk
from cydbost_queue.rules import Rules
from cydbost_queue.tables import Acceptance, DayFigures, EnglishFirst, FiguresMark, FindingRow


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs that began to go out; times in seconds, by the platforms' own clocks."""

    out: int  #: all of them
    whole: int  #: both languages were read back
    in_time: int  #: of the whole ones: no further apart than the target
    welsh_first: int  #: of the whole ones: the Welsh before the English, or with it
    median: float | None
    p95: float | None
    longest: float | None


@dataclass(frozen=True, slots=True)
class Answers:
    """Comments of which the answer was due in one language, or in both; the median is in seconds."""

    reply_in: str
    received: int
    answered: int
    none: int  #: of which a person decided that they need no answer
    matching: int  #: of those answered: in the very language in which they were due
    median: float | None

    @property
    def open(self) -> int:
        """How many still wait."""
        return self.received - self.answered - self.none


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Emergencies that went out in English first."""

    kept: int
    late: int
    running: int
    reviewed: int

    @property
    def number(self) -> int:
        """All of them."""
        return self.kept + self.late + self.running


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the trend."""

    month: str  #: 2026-06
    pairs: Pairs
    answers: Mapping[str, Answers]


@dataclass(frozen=True, slots=True)
class Compliance:
    """A period's figures; ``data_at`` is the moment that they show."""

    first: date
    last: date
    data_at: datetime | None
    pairs: Pairs
    channels: Mapping[str, Pairs]
    answers: Mapping[str, Answers]
    months: tuple[Month, ...]
    exceptions: Exceptions
    accepted: Mapping[str, int]  #: warnings that were accepted, by check


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day's figures as they are kept."""

    day: str
    pairs: Sequence[Sequence[Any]]
    answers: Mapping[str, Mapping[str, Any]]


LANGUAGES = ("cy", "en", "both")


def compliance(desk: Desk, first: date, last: date) -> Compliance:
    """Return the figures from ``first`` to ``last``, both counted, from the days that are kept.

    ``compliance.keeping.count_days`` brings those up to date.
    """
    rules, now = desk.rules, desk.clock.now()
    with desk.store.reading() as session:
        days = list(days_between(session, first, last))
        mark = session.get(FiguresMark, MARK)
        begins, ends = bounds_of(first, last, rules.zone)
        exceptions = _exceptions(session, begins, ends, now)
        accepted = _accepted(session, begins, ends)
    lines = [line for day in days for line in day.pairs]
    return Compliance(
        first=first,
        last=last,
        data_at=mark.at if mark else None,
        pairs=sum_pairs(lines, rules),
        channels={
            channel: sum_pairs([line for line in lines if line[1] == channel], rules)
            for channel in sorted({line[1] for line in lines})
        },
        answers=sum_answers(days),
        months=tuple(_months(days, rules)),
        exceptions=exceptions,
        accepted=accepted,
    )


def days_between(session: Session, first: date, last: date) -> Iterator[DayLine]:
    """Yield the kept days from ``first`` to ``last``, in order; a day without anything is left out."""
    rows = session.exec(
        select(DayFigures.day, DayFigures.pairs, DayFigures.answers)
        .where(col(DayFigures.day).between(first.isoformat(), last.isoformat()))
        .order_by(col(DayFigures.day))
    )
    yield from (DayLine(*row) for row in rows)


def sum_pairs(lines: Sequence[Sequence[Any]], rules: Rules) -> Pairs:
    """Return the figures of pairs, given as ``tables.DayFigures`` keeps them."""
    targets = _targets(rules)
    whole = [line for line in lines if line[2] is not None]
    gaps = [abs(line[2]) for line in whole]
    gaps.sort()
    return Pairs(
        out=len(lines),
        whole=len(whole),
        in_time=sum([abs(line[2]) <= targets[line[3]] for line in whole]),
        welsh_first=sum([line[2] >= 0 for line in whole]),
        median=_seconds(quantile(gaps, 0.5)),
        p95=_seconds(quantile(gaps, 0.95)),
        longest=_seconds(gaps[-1] if gaps else None),
    )


def is_in_time(line: Sequence[Any], rules: Rules) -> bool:
    """Tell whether both languages of a pair went live, and near enough together."""
    return line[2] is not None and abs(line[2]) <= _targets(rules)[line[3]]


def _targets(rules: Rules) -> tuple[float, float]:
    """Return how far apart they may come, in milliseconds: nobody posts by hand as fast as a program does."""
    return rules.gap_target.total_seconds() * 1000, rules.hand_window.total_seconds() * 1000


def sum_answers(days: Iterable[DayLine]) -> dict[str, Answers]:
    """Return what became of the comments of some days, by the language in which they were to be answered."""
    kept = [day.answers for day in days]
    return {language: _answers(language, [one[language] for one in kept if language in one]) for language in LANGUAGES}


def _answers(language: str, days: Sequence[Mapping[str, Any]]) -> Answers:
    times: list[int] = []
    for day in days:
        times += day["times"]
    times.sort()  # each day's are in order already, which this sort makes use of
    return Answers(
        reply_in=language,
        received=sum(day["n"] for day in days),
        answered=len(times),
        none=sum(day["none"] for day in days),
        matching=sum(day["ok"] for day in days),
        median=quantile(times, 0.5),
    )


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least ``share`` of them do not exceed (nearest rank), exactly."""
    return ordered[max(ceil(share * len(ordered)) - 1, 0)] if ordered else None


def _seconds(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else milliseconds / 1000


def _months(days: Sequence[DayLine], rules: Rules) -> Iterator[Month]:
    by_month: dict[str, list[DayLine]] = {}
    for day in days:
        by_month.setdefault(day.day[:7], []).append(day)
    for month, some in by_month.items():
        yield Month(month, sum_pairs([line for day in some for line in day.pairs], rules), sum_answers(some))


def _exceptions(session: Session, begins: datetime, ends: datetime, now: datetime) -> Exceptions:
    rows = session.exec(
        select(EnglishFirst).where(col(EnglishFirst.started_at) >= begins, col(EnglishFirst.started_at) < ends)
    ).all()
    late = sum(row.is_late(now) for row in rows)
    kept = sum(row.welsh_live_at is not None and not row.is_late(now) for row in rows)
    reviewed = sum(row.reviewed_at is not None for row in rows)
    return Exceptions(kept=kept, late=late, running=len(rows) - kept - late, reviewed=reviewed)


def _accepted(session: Session, begins: datetime, ends: datetime) -> dict[str, int]:
    found = (
        (col(FindingRow.posting_id) == col(Acceptance.posting_id))
        & (col(FindingRow.fingerprint) == col(Acceptance.fingerprint))
        & (col(FindingRow.cy_hash) == col(Acceptance.cy_hash))
        & (col(FindingRow.en_hash) == col(Acceptance.en_hash))
    )
    check = func.coalesce(col(FindingRow.check), "")
    rows = session.exec(
        select(check, func.count())
        .select_from(Acceptance)
        .join(FindingRow, found, isouter=True)
        .where(col(Acceptance.at) >= begins, col(Acceptance.at) < ends)
        .group_by(check)
    )
    return dict(sorted(rows.all(), key=lambda row: (-row[1], row[0])))
