"""What people were told: each notice, and to whom it went, is owed, or could not be brought."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, func, or_, select

from cydbost_queue.desk import Desk
from cydbost_queue.tables import Notice, NoticeDelivery, NoticeState
from cydbost_queue.views import NoticeDeliveryView, NoticeView

#: Still to be brought.
OWED = frozenset({NoticeState.WAITING, NoticeState.SENDING})


def notices(
    desk: Desk, *, roles: Collection[str] = (), states: Collection[NoticeState] = (), limit: int = 100
) -> list[NoticeView]:
    """Return what people were told, the newest first.

    Args:
        desk: the council's.
        roles: only what was told to one of these, where given.
        states: only what stands so with somebody, where given.
        limit: at most so many.
    """
    with desk.store.reading() as session:
        query = select(Notice).order_by(col(Notice.id).desc()).limit(limit)
        if roles:
            query = query.where(or_(*(col(Notice.told).contains(f"|{role}|", autoescape=True) for role in roles)))
        if states:
            standing = select(col(NoticeDelivery.notice_id)).where(col(NoticeDelivery.state).in_(list(states)))
            query = query.where(col(Notice.id).in_(standing))
        found = session.exec(query).all()
        deliveries = _deliveries(session, [row.id for row in found])
        return [view_of(row, deliveries.get(row.id or 0, ())) for row in found]


def notices_about(session: Session, subjects: Collection[str], *, limit: int = 100) -> list[NoticeView]:
    """Return what people were told about these subjects, the newest first."""
    found = session.exec(
        select(Notice).where(col(Notice.subject).in_(subjects)).order_by(col(Notice.id).desc()).limit(limit)
    ).all()
    deliveries = _deliveries(session, [row.id for row in found])
    return [view_of(row, deliveries.get(row.id or 0, ())) for row in found]


def notice_counts(desk: Desk, *, since: datetime | None = None) -> dict[NoticeState, int]:
    """Return how many notices to one person stand in each state; only those made ``since`` then, where given."""
    with desk.store.reading() as session:
        query = select(NoticeDelivery.state, func.count()).group_by(col(NoticeDelivery.state))
        if since is not None:
            query = query.where(col(NoticeDelivery.created_at) >= since)
        rows = session.exec(query)
        return {NoticeState(state): number for state, number in rows}


def notices_waiting(desk: Desk) -> int:
    """Return how much a notifier would find to do now; asked without the right to write, so that it costs nobody."""
    now = desk.clock.now()
    with desk.store.reading() as session:
        notices = select(func.count()).select_from(Notice).where(col(Notice.handed_at).is_(None))
        due = (
            select(func.count())
            .select_from(NoticeDelivery)
            .where(
                col(NoticeDelivery.not_before) <= now,
                or_(col(NoticeDelivery.lease_until).is_(None), col(NoticeDelivery.lease_until) <= now),
            )
        )
        return session.exec(notices).one() + session.exec(due).one()


def view_of(row: Notice, deliveries: Collection[NoticeDeliveryView] = ()) -> NoticeView:
    """Return a notice as a value."""
    facts = {key: str(value) for key, value in row.facts.items()}
    return NoticeView(row.at, tuple(row.told.strip("|").split("|")), row.code, row.subject, facts, tuple(deliveries))


def _deliveries(session: Session, numbers: list[int | None]) -> dict[int, list[NoticeDeliveryView]]:
    found: dict[int, list[NoticeDeliveryView]] = {}
    query = select(NoticeDelivery).where(col(NoticeDelivery.notice_id).in_(numbers)).order_by(col(NoticeDelivery.id))
    for row in session.exec(query):
        view = NoticeDeliveryView(
            row.person,
            row.state,
            row.way,
            row.attempts,
            row.unclear,
            row.error_code,
            row.not_before,
            row.sent_at,
            f"N{row.id}",
        )
        found.setdefault(row.notice_id, []).append(view)
    return found
