"""Reading what people have typed and not handed in yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.tables import Draft


@dataclass(frozen=True, slots=True)
class DraftView:
    """What one person has typed in one place; ``turn`` is given back with what they type next."""

    place: str
    turn: int
    fields: Mapping[str, Sequence[str]]
    seen: Mapping[Language, int]
    saved_at: datetime

    def first(self, name: str) -> str:
        """Return what was typed in a field; nothing where it was left alone."""
        return next(iter(self.fields.get(name, ())), "")


def draft_of(desk: Desk, person: str, place: str) -> DraftView | None:
    """Return what ``person`` has typed in ``place``, if anything."""
    with desk.store.reading() as session:
        row = session.get(Draft, (person, place))
        return _view(row) if row else None


def drafts_of(desk: Desk, person: str, *, limit: int = 20) -> list[DraftView]:
    """Return everything that ``person`` has typed and not handed in, the newest first."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(Draft).where(Draft.person == person).order_by(col(Draft.saved_at).desc()).limit(limit)
        )
        return [_view(row) for row in rows]


def others_writing(desk: Desk, place: str, *, but: str, since: datetime) -> list[str]:
    """Return who else has typed in ``place`` since a moment, by name."""
    with desk.store.reading() as session:
        return list(
            session.exec(
                select(Draft.person)
                .where(Draft.place == place, Draft.person != but, col(Draft.saved_at) >= since)
                .order_by(col(Draft.person))
            )
        )


def _view(row: Draft) -> DraftView:
    seen = {Language(language): revision for language, revision in row.seen.items()}
    return DraftView(row.place, row.turn, row.fields, seen, row.saved_at)
