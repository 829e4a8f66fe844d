"""Reading the keys to the plan's feed: a person's own, and whose one is."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.actions.feed_keys import feed_key_hash
from cydbost_queue.desk import Desk
from cydbost_queue.tables import FeedKey


@dataclass(frozen=True, slots=True)
class FeedKeyView:
    """One key that opens the feed: whose it is, and in which language they read."""

    number: int
    person: str
    language: Language
    made_at: datetime


def feed_keys_of(desk: Desk, person: str) -> list[FeedKeyView]:
    """Return a person's keys that were not taken back, the newest first."""
    with desk.store.reading() as session:
        rows = session.exec(
            select(FeedKey)
            .where(FeedKey.person == person, col(FeedKey.revoked_at).is_(None))
            .order_by(col(FeedKey.id).desc())
        ).all()
        return [_view(row) for row in rows]


def holder_of_feed_key(desk: Desk, key: str) -> FeedKeyView | None:
    """Return whose a key is, or ``None`` where it opens nothing."""
    with desk.store.reading() as session:
        row = session.exec(
            select(FeedKey).where(FeedKey.key_hash == feed_key_hash(key), col(FeedKey.revoked_at).is_(None))
        ).first()
        return _view(row) if row is not None else None


def _view(row: FeedKey) -> FeedKeyView:
    return FeedKeyView(row.id or 0, row.person, Language(row.language), row.made_at)
