"""Reading plans that wait for a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import bounded
from cydbost_queue.tables import StagedPlan


@dataclass(frozen=True, slots=True)
class StagedView:
    """One plan as it was read; ``refs`` are its postings once it was imported."""

    number: int
    file_name: str
    rows: tuple[Mapping[str, Any], ...]
    pictures: Mapping[str, Mapping[str, str]]
    staged_at: datetime
    imported_at: datetime | None
    refs: tuple[str, ...]


def show_staged(desk: Desk, person: str, number: int) -> StagedView:
    """Return one of a person's own plans.

    Raises:
        NotFound: they have none of that number.
    """
    with desk.store.reading() as session:
        row = session.exec(
            select(StagedPlan).where(StagedPlan.id == bounded(number), StagedPlan.person == person)
        ).first()
        if row is None:
            raise NotFound("no_staged_plan")
        return _view(row)


def list_staged(desk: Desk, person: str) -> list[StagedView]:
    """Return a person's own plans that wait, the newest first."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(StagedPlan)
            .where(StagedPlan.person == person, col(StagedPlan.imported_at).is_(None))
            .order_by(col(StagedPlan.id).desc())
        ).all()
        return [_view(row) for row in rows]


def _view(row: StagedPlan) -> StagedView:
    return StagedView(
        row.id or 0, row.file_name, tuple(row.rows), row.pictures, row.staged_at, row.imported_at, tuple(row.refs)
    )
