"""Reading back, after a restore, everything that the backup says is live: what was changed or taken down since.

Nothing is sent, and no text of the record is changed: each difference is marked on its delivery, which then waits for
a person. Commits as it goes, and a repeat goes on where it stopped.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select, update

from cydbost_connectors import ByHand, Connector, ConnectorError, Live
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import deliveries_of
from cydbost_queue.moves import move_delivery
from cydbost_queue.record import Tag
from cydbost_queue.sending.half_edit import abandon
from cydbost_queue.sending.half_pair import hold_refused
from cydbost_queue.sending.outbox import Body
from cydbost_queue.sending.owner import lock_owner, owner_of
from cydbost_queue.sending.receipts import as_seen, is_on_page
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Delivery, Posting, Task

GONE: Final = "restored_gone"  #: the backup says that it is live, and it is not there
DIFFERS: Final = "restored_differs"  #: it says something that the record knows nothing of
DIFFERENCES: Final = frozenset({GONE, DIFFERS})

_AT_ONCE: Final = 100  #: readings that are lost, and made again, where the process dies
_SHOWN: Final = 500  #: characters of what the public sees that are kept for the person who looks


@dataclass(slots=True)
class Reread:
    """How many were read of one account, and how many differences were new; ``error`` where it gave no answer."""

    read: int = 0
    changed: int = 0
    gone: int = 0
    error: str | None = None


def reread(desk: Desk, account: str, connector: Connector, since: datetime) -> Reread:
    """Read back what should be live on one account and was not read since the restore.

    Args:
        desk: the restored council's, whose queue is closed.
        account: the account.
        connector: its platform.
        since: when the council was restored (UTC).
    """
    done, last = Reread(), 0
    while rows := _next(desk, account, since, after=last):
        seen: dict[int, Live | None] = {}
        for number, remote_id in rows:
            try:
                seen[number] = live = connector.read_back(remote_id)
                _require_readable(desk, number, live)
            except ConnectorError as error:
                done.error = error.code
                break
        _keep(desk, seen, done)
        if done.error is not None:
            break
        last = rows[-1][0]
    return done


def unsettled() -> ColumnElement[bool]:
    """Return what tells a delivery that differs from the restored record, and that no person has settled."""
    return (
        col(Delivery.error_code).in_(DIFFERENCES)
        & col(Delivery.state).in_(LIVE_DELIVERIES)
        & col(Delivery.task).is_(None)
    )


def count_unsettled(session: Session) -> int:
    """Return how many differences wait for a person."""
    return session.exec(select(func.count()).select_from(Delivery).where(unsettled())).one()


def refuse_difference(act: Act, posting: Posting) -> None:
    """Refuse to send anything of a posting of which a part is gone, or says something else, since the backup.

    Raises:
        Refused: a difference was not settled.
    """
    if any(row.error_code in DIFFERENCES and row.task is None for row in deliveries_of(act.session, posting)):
        raise Refused("difference_unsettled", ref=posting.ref)


def _next(desk: Desk, account: str, since: datetime, *, after: int) -> list[tuple[int, str]]:
    """Return the next deliveries to be read, by number; what comes down in any case is left out."""
    verified, now = col(Delivery.verified_at), desk.clock.now()
    with desk.store.reading() as session:
        rows = session.exec(
            select(Delivery.id, Delivery.remote_id)
            .where(
                Delivery.account == account,
                col(Delivery.state).in_(LIVE_DELIVERIES),
                col(Delivery.remote_id).is_not(None),
                or_(col(Delivery.task).is_(None), Delivery.task != Task.WITHDRAW),
                or_(verified.is_(None), verified <= since, verified > now, unsettled()),
                col(Delivery.id) > after,
            )
            .order_by(col(Delivery.id))
            .limit(_AT_ONCE)
        ).all()
        return [(number, remote_id) for number, remote_id in rows if number is not None and remote_id is not None]


def _require_readable(desk: Desk, number: int, live: Live | None) -> None:
    """Raise ``ByHand`` where a page does not show a post to a program: that is no sign that it is gone."""
    if live is not None and live.is_page:
        with desk.store.reading() as session:
            row = session.get(Delivery, number)
            if row is not None and not _knows(row, live):
                raise ByHand


def _keep(desk: Desk, seen: Mapping[int, Live | None], done: Reread) -> None:
    same: list[int] = []
    for number, live in seen.items():
        with desk.store.reading() as session:
            row = session.get(Delivery, number)
            is_same = row is not None and live is not None and row.error_code not in DIFFERENCES and _knows(row, live)
        if is_same:
            same.append(number)
        else:
            _decide(desk, number, live, done)
    if same:
        with desk.system_act() as act:
            as_it_was = col(Delivery.id).in_(same) & (col(Delivery.state) == DeliveryState.VERIFIED)
            act.session.exec(update(Delivery).where(as_it_was).values(verified_at=act.at))
    done.read += len(seen)


def _decide(desk: Desk, number: int, live: Live | None, done: Reread) -> None:
    with desk.system_act() as act:
        lock_owner(act.session, owner_of(act.session, act.session.get_one(Delivery, number)))
        row = act.session.exec(select(Delivery).where(Delivery.id == number).with_for_update()).one()
        act.session.refresh(row)
        if row.state not in LIVE_DELIVERIES or row.task is Task.WITHDRAW:
            return  # a person was faster
        if live is not None and _knows(row, live):
            _clear(act, row)
            return
        code = GONE if live is None else DIFFERS
        is_new = row.error_code != code
        _stop(act, row, code)
        row.error_code, row.error_detail = code, live.text[:_SHOWN] if live else None
        act.session.add(row)
        if is_new:
            gone: dict[str, Any] = {"gone": True} if live is None else {}
            act.record(row.subject, Tag.DELIVERY_DIFFERS, account=row.account, carries=row.carries.value, **gone)
            done.gone += live is None
            done.changed += live is not None


def _knows(row: Delivery, live: Live) -> bool:
    """Tell whether a delivery says what the public sees, or was on its way from or to it."""
    known = [Body.standing(row), *(Body.of(one) for one in (row.edit, row.before) if one)]
    return any(_shows(live, body) for body in known)


def _shows(live: Live, body: Body) -> bool:
    """Compare words and alternative texts. A platform that gives no alternative texts back cannot be asked for them."""
    if live.is_page:
        return is_on_page(body.text, live.text)
    described = [as_seen(str(item["alt_text"])) for item in body.media]
    return as_seen(live.text) == as_seen(body.text) and (
        not live.alt_texts or [as_seen(one) for one in live.alt_texts] == described
    )


def _clear(act: Act, row: Delivery) -> None:
    """It is as the record says after all: a platform had not shown it yet, or somebody put it right there."""
    if row.error_code in DIFFERENCES:
        row.error_code = row.error_detail = None
        read_on(act, row)


def read_on(act: Act, row: Delivery) -> None:
    """Let a delivery that is no longer in doubt go on: what was never read back is read back next."""
    if row.state is DeliveryState.SENT:
        row.task, row.not_before, row.attempts = Task.VERIFY, act.at, 0
    else:
        row.verified_at = act.at
    act.session.add(row)


def _stop(act: Act, row: Delivery, code: str) -> None:
    """Let nothing more happen to a delivery that differs, nor to what belongs to the same pair: both or neither."""
    batch = act.session.exec(
        select(Delivery).where(Delivery.batch == row.batch).order_by(col(Delivery.id)).with_for_update()
    ).all()
    if any(one.task is Task.EDIT for one in batch):
        abandon(act, _with_one_posting(batch), code)
    row.task = None
    _stop_unsent(act, [one for one in batch if one.task is Task.PUBLISH], batch)


def _with_one_posting(batch: Iterable[Delivery]) -> list[Delivery]:
    return [one for one in batch if one.posting_id is not None]


def _stop_unsent(act: Act, unsent: Iterable[Delivery], batch: Collection[Delivery]) -> None:
    for one in unsent:
        if one.state is DeliveryState.UNKNOWN:  # the platform was asked for it a moment ago: it is not there
            move_delivery(act, one, DeliveryState.RETRY, found=False)
        if one.state in {DeliveryState.RETRY, DeliveryState.WAITING}:
            one.error_code = "restored"
            hold_refused(act, one, batch)
