"""Asking the platforms, after a restore, what became of the council's posts and answers since the backup was made."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from cydbost_connectors import Connector, ConnectorError, Live, Outgoing, Receipt
from cydbost_queue.adopting import adopt, hold_passed, possible_postings
from cydbost_queue.adopting_answers import adopt_answer, possible_answers
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox.keeping import fetch_comments
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.reopening import last_restored
from cydbost_queue.rereading import count_unsettled, reread
from cydbost_queue.sending.backoff import LOOK_AGAIN
from cydbost_queue.sending.half_pair import hold_refused
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Account, Delivery, Restored, Stranger, Task

log = logging.getLogger(__name__)

#: Platforms list late, and clocks differ: what is a little older than the backup is looked at too.
OVERLAP: Final = timedelta(hours=1)


@dataclass(slots=True)
class Reconciled:
    """What asking brought: ``found`` deliveries and replies, ``strangers``, and accounts that could not be asked.

    ``read`` deliveries were read back; ``changed`` of them say something else now, and ``gone`` are not there.
    """

    found: int = 0
    strangers: int = 0
    read: int = 0
    changed: int = 0
    gone: int = 0
    unasked: dict[str, str] = field(default_factory=dict)  #: the platform's answer, by account


def reconcile(desk: Desk, actor: Actor, connectors: Mapping[str, Connector]) -> Reconciled:
    """Ask every account, while the queue is closed; nothing is sent or changed. It may be repeated.

    First the comments are fetched, so that their acknowledgements are known by their keys; then every delivery that
    may be out is asked for; then the postings that may have been released since; what stands on a platform and
    belongs to nothing of these is a stranger, for a person to look at. Last, everything that is live by the record is
    read back: what is gone or says something else waits for a person too.

    Raises:
        Refused: the queue is not closed.
        Denied: the actor may not do this.
        StoreFailed: the database cannot serve; what was found before stays found.
    """
    actor.require(Right.RUN_CHANNEL)
    with desk.store.reading() as session:
        restored = last_restored(session)
        if restored is None or restored.opened_at is not None:
            raise Refused("queue_open")
        accounts = session.exec(select(Account.name).order_by(col(Account.name))).all()
    done = Reconciled()
    recent: dict[str, list[Live]] = {}
    for account in accounts:
        try:
            fetch_comments(desk, account, connectors[account])
            recent[account] = list(connectors[account].recent(restored.backup_at - OVERLAP))
        except ConnectorError as error:
            done.unasked[account] = error.code
    done.found += _ask_for_deliveries(desk, connectors, recent)
    done.found += _ask_for_postings(desk, connectors, recent, restored)
    done.found += _ask_for_answers(desk, connectors, recent)
    for account in sorted(recent):
        _read_back(desk, account, connectors[account], restored, done)
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        done.strangers = sum(_note_strangers(act, account, lives) for account, lives in recent.items())
        _keep(act, restored, sorted(set(recent) - set(done.unasked)), done)
    return done


def open_queue(desk: Desk, actor: Actor, *, reason: str | None = None) -> None:
    """Let the queue send again.

    Args:
        desk: the restored council's.
        actor: who opens it.
        reason: why it is opened although an account could not be asked, or a difference was not settled. What may be
            out is asked about all the same, before it is sent; but nobody has looked for what the record does not
            know. What differs stays as it stands, and waits for a person.

    Raises:
        Refused: it is open; or an account was not asked, or something was not settled, and there is no reason.
        Denied: the actor may not do this.
    """
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        restored = last_restored(act.session)
        if restored is None or restored.opened_at is not None:
            raise Refused("queue_open")
        accounts = act.session.exec(select(Account.name)).all()
        unasked, waiting = sorted(set(accounts) - set(restored.asked)), to_settle(act.session)
        has_reason = bool(reason and reason.strip())
        if unasked and not has_reason:
            raise Refused("queue_unasked", accounts=", ".join(unasked))
        if waiting and not has_reason:
            raise Refused("queue_unsettled", n=str(waiting))
        words = act.keep_words(reason.strip()[:2000]) if (unasked or waiting) and reason else None
        restored.opened_at, restored.opened_by = act.at, actor.name
        restored.reason_id = words.id if words else None
        act.session.add(restored)
        act.record(
            "settings",
            Tag.QUEUE_OPENED,
            by=actor.name,
            unasked=unasked,
            unsettled=waiting,
            **({"reason": words.digest} if words else {}),
        )


def to_settle(session: Session) -> int:
    """Return how many differences and strangers wait for a person."""
    strangers = select(func.count()).select_from(Stranger).where(col(Stranger.settled_at).is_(None))
    return count_unsettled(session) + session.exec(strangers).one()


def _read_back(desk: Desk, account: str, connector: Connector, restored: Restored, done: Reconciled) -> None:
    found = reread(desk, account, connector, restored.at)
    done.read, done.changed, done.gone = done.read + found.read, done.changed + found.changed, done.gone + found.gone
    if found.error is not None:
        done.unasked[account] = found.error


def _ask_for_deliveries(desk: Desk, connectors: Mapping[str, Connector], recent: Mapping[str, list[Live]]) -> int:
    with desk.system_act() as act:
        unclear = (col(Delivery.state) == DeliveryState.UNKNOWN) & (col(Delivery.task) == Task.PUBLISH)
        tried_again = (col(Delivery.state) == DeliveryState.FAILED) & col(Delivery.account).in_(
            _with_strangers(act, recent)
        )
        rows = act.session.exec(select(Delivery).where(unclear | tried_again).order_by(col(Delivery.id))).all()
        asked = [(row.id, row.account, outgoing_of(act, row)) for row in rows]
    answers: list[tuple[int | None, Live | None]] = []
    for number, account, outgoing in asked:
        try:
            answers.append((number, connectors[account].find(outgoing)))
        except ConnectorError as error:
            log.warning("%s could not be asked for %s: %s", account, outgoing.key, error.code)
    found = 0
    for number, live in sorted(answers, key=lambda answer: answer[1] is None):  # what is there, then what is not
        with desk.system_act() as act:
            row = act.session.exec(select(Delivery).where(Delivery.id == number).with_for_update()).one()
            if row.state is DeliveryState.UNKNOWN:
                found += _conclude(act, row, live)
            elif row.state is DeliveryState.FAILED and live is not None:  # a person had it tried again, and it went
                row.task = Task.PUBLISH
                move_delivery(act, row, DeliveryState.WAITING)
                move_delivery(act, row, DeliveryState.UNKNOWN, error="restored")
                found += _conclude(act, row, live)
    return found


def _conclude(act: Act, row: Delivery, live: Live | None) -> bool:
    if live is not None:
        record_sent(act, row, Receipt(live.remote_id, live.address, live.published_at), "found")
        return True
    batch = act.session.exec(select(Delivery).where(Delivery.batch == row.batch)).all()
    if row.posting_id is not None and not any(twin.state in LIVE_DELIVERIES for twin in batch):
        # Nothing of it is there. It may have been sent, and withdrawn since: it never goes out by itself.
        row.error_code = "restored"
        move_delivery(act, row, DeliveryState.RETRY, found=False)
        hold_refused(act, row, batch)
    elif row.looks == 0:
        row.looks, row.not_before = 1, act.at + LOOK_AGAIN  # a platform may list late: asked again before it is sent
        act.session.add(row)
    return False


def _ask_for_postings(
    desk: Desk, connectors: Mapping[str, Connector], recent: Mapping[str, list[Live]], restored: Restored
) -> int:
    with desk.system_act() as act:
        strange = _with_strangers(act, recent)
        postings = list(possible_postings(act, strange))
    found = 0
    for ref, asks in postings:
        lives = [(ask, live) for ask in asks if (live := _find(connectors, ask.account, ask.outgoing)) is not None]
        with desk.system_act() as act:
            if lives:
                found += adopt(act, ref, lives)
            else:
                hold_passed(act, ref, restored.at)
    return found


def _ask_for_answers(desk: Desk, connectors: Mapping[str, Connector], recent: Mapping[str, list[Live]]) -> int:
    with desk.system_act() as act:
        comments = list(possible_answers(act, _with_strangers(act, recent)))
    found = 0
    for ref, account, asks in comments:
        live = next((live for one in asks if (live := _find(connectors, account, one)) is not None), None)
        if live is not None:
            with desk.system_act() as act:
                found += adopt_answer(act, ref, live)
    return found


def _find(connectors: Mapping[str, Connector], account: str, outgoing: Outgoing) -> Live | None:
    try:
        return connectors[account].find(outgoing)
    except ConnectorError as error:  # whatever is made of it later is asked for before it is sent
        log.warning("%s could not be asked for %s: %s", account, outgoing.key, error.code)
        return None


def _with_strangers(act: Act, recent: Mapping[str, list[Live]]) -> set[str]:
    return {account for account, lives in recent.items() if any(_is_stranger(act, account, one) for one in lives)}


def _note_strangers(act: Act, account: str, lives: list[Live]) -> int:
    noted = 0
    for live in lives:
        if not _is_stranger(act, account, live):
            continue
        stranger = Stranger(
            account=account,
            remote_id=live.remote_id,
            address=live.address[:500],
            live_at=live.published_at,
            found_at=act.at,
        )
        act.session.add(stranger)
        act.session.flush()
        act.record(
            stranger.subject,
            Tag.STRANGER_FOUND,
            account=account,
            remote=live.remote_id,
            live=live.published_at.isoformat(),
        )
        noted += 1
    return noted


def _is_stranger(act: Act, account: str, live: Live) -> bool:
    known = select(Delivery.id).where(Delivery.account == account, Delivery.remote_id == live.remote_id)
    noted = select(Stranger.id).where(Stranger.account == account, Stranger.remote_id == live.remote_id)
    return act.session.exec(known).first() is None and act.session.exec(noted).first() is None


def _keep(act: Act, restored: Restored, asked: list[str], done: Reconciled) -> None:
    row = act.session.get(Restored, restored.id)
    if row is None:
        raise AssertionError("a restore is never forgotten")
    row.asked = {**row.asked, **dict.fromkeys(asked, act.at.isoformat())}
    act.session.add(row)
    act.record(
        "settings",
        Tag.QUEUE_ASKED,
        accounts=asked,
        unasked=done.unasked,
        found=done.found,
        strangers=done.strangers,
        changed=done.changed,
        gone=done.gone,
    )
    if done.changed or done.gone:
        act.tell("approver", "differences_found", "settings", changed=str(done.changed), gone=str(done.gone))
    if done.strangers:
        act.tell("approver", "strangers_found", "settings", n=str(done.strangers))
