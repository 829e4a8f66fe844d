"""Handing out: a notice becomes one delivery for each person whom it reaches now."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.lookup import number_of
from cydbost_queue.record import Tag
from cydbost_queue.tables import EnglishFirst, Notice, NoticeDelivery

#: Notices of the ladder: they lapse once the Welsh is out, and must not end with nobody.
OF_THE_LADDER: Final = frozenset({"welsh_owed", "welsh_due", "welsh_late"})
#: After so long a notice is no longer news: one that nobody took is given up, and an older one is not begun.
PATIENCE: Final = timedelta(days=1)


def hand_out_next(desk: Desk) -> bool:
    """Work out who hears of the oldest notice that waits for it, in one transaction; tell whether there was one."""
    with desk.system_act() as act:
        notice = act.session.exec(
            select(Notice)
            .where(col(Notice.handed_at).is_(None))
            .order_by(col(Notice.id))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if notice is None:
            return False
        notice.handed_at = act.at
        act.session.add(notice)
        if act.at - notice.at > PATIENCE:
            return True
        people = _reached(act, notice)
        for person in people:
            act.session.add(
                NoticeDelivery(
                    notice_id=notice.id or 0,
                    person=person,
                    urgent=notice.code in OF_THE_LADDER,
                    not_before=act.at,
                    created_at=act.at,
                )
            )
        if not people and act.rules.reach.is_used():
            act.record(notice.subject, Tag.NOTICE_NOBODY, code=notice.code, told=_told(notice))
        return True


def _reached(act: Act, notice: Notice) -> list[str]:
    """Return whom the notice reaches; where a step of the ladder reaches nobody, whom the nearest other step does."""
    for told in _wishes(act, notice):
        found = act.rules.reach.reached(told, notice.code, act.at, act.rules.zone)
        if found:
            return found
    return []


def _wishes(act: Act, notice: Notice) -> Iterator[tuple[str, ...]]:
    yield _told(notice)
    if notice.code not in OF_THE_LADDER:
        return
    exception = act.session.get(EnglishFirst, number_of(notice.facts["ref"], "P"))
    if exception is None:
        return
    steps, percent = act.rules.ladder_for(exception.category).steps, int(notice.facts["percent"])
    yield from (step.told for step in steps if step.percent > percent)
    yield from (step.told for step in reversed(steps) if step.percent < percent)


def _told(notice: Notice) -> tuple[str, ...]:
    return tuple(notice.told.strip("|").split("|"))
