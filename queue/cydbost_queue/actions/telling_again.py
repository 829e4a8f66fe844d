"""Sending a notice again that nobody could be brought, once people can be reached."""

import re

from sqlmodel import select

from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import Notice, NoticeDelivery, NoticeState


def retry_notice(desk: Desk, actor: Actor, ref: str) -> str:
    """Have a notice that failed (``N5``) brought to its person again, by every way from the first; return who it is.

    Raises:
        Refused: it did not fail.
        Denied: the actor may not run the channels.
        NotFound: there is no such notice.
    """
    match = re.fullmatch(r"[Nn]?([0-9]{1,15})", ref.strip())
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        row = act.session.exec(
            select(NoticeDelivery).where(NoticeDelivery.id == (int(match[1]) if match else 0)).with_for_update()
        ).first()
        notice = act.session.get(Notice, row.notice_id) if row is not None else None
        if row is None or notice is None:
            raise NotFound("no_notice", ref=ref[:40])
        if row.state is not NoticeState.FAILED:
            raise Refused("notice_not_failed", ref=f"N{row.id}")
        # It counts as new from now on: what is too old to be tried is given up.
        row.state, row.attempts, row.error_code = NoticeState.WAITING, 0, None
        row.created_at = row.not_before = act.at
        act.session.add(row)
        act.record(notice.subject, Tag.NOTICE_RETRIED, code=notice.code, person=row.person)
        return row.person
