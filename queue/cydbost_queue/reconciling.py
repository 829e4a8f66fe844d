"""Asking the platforms, after a restore, what became of the council's posts and answers since the backup was made."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Connector, ConnectorError, Live, Outgoing, Receipt
from cydbost_queue.adopting import adopt, possible_postings
from cydbost_queue.adopting_answers import adopt_answer, possible_answers
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox import fetch_comments
from cydbost_queue.moves import move_delivery
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.reopening import last_restored
from cydbost_queue.sending.backoff import LOOK_AGAIN
from cydbost_queue.sending.half_pair import hold_refused, too_late
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Account, Delivery, Restored, Stranger, Task

log = logging.getLogger(__name__)

#: Platforms list late, and clocks differ: what is a little older than the backup is looked at too.
OVERLAP: Final = timedelta(hours=1)


@dataclass(slots=True)
class Reconciled:
    """What asking brought: ``found`` deliveries and replies, ``strangers``, and accounts that could not be asked."""

    found: int = 0
    strangers: int = 0
    unasked: dict[str, str] = field(default_factory=dict)  #: the platform's answer, by account


def reconcile(desk: Desk, actor: Actor, connectors: Mapping[str, Connector]) -> Reconciled:
    """Ask every account, while the queue is closed; nothing is sent or changed. It may be repeated.

    First the comments are fetched, so that their acknowledgements are known by their keys; then every delivery that
    may be out is asked for; then the postings that may have been released since; what stands on a platform and
    belongs to nothing of these is a stranger, for a person to look at.

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
    done.found += _ask_for_deliveries(desk, connectors)
    done.found += _ask_for_postings(desk, connectors, recent)
    done.found += _ask_for_answers(desk, connectors, recent)
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        done.strangers = sum(_note_strangers(act, account, lives) for account, lives in recent.items())
        _keep(act, restored, sorted(recent), done)
    return done


def open_queue(desk: Desk, actor: Actor, *, reason: str | None = None) -> None:
    """Let the queue send again.

    Args:
        desk: the restored council's.
        actor: who opens it.
        reason: why it is opened although an account could not be asked. What may be out is asked about all the same,
            before it is sent; but nobody has looked for what the record does not know.

    Raises:
        Refused: it is open, or an account was not asked and there is no reason.
        Denied: the actor may not do this.
    """
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        restored = last_restored(act.session)
        if restored is None or restored.opened_at is not None:
            raise Refused("queue_open")
        accounts = act.session.exec(select(Account.name)).all()
        unasked = sorted(set(accounts) - set(restored.asked))
        if unasked and not (reason and reason.strip()):
            raise Refused("queue_unasked", accounts=", ".join(unasked))
        words = act.keep_words(reason.strip()[:2000]) if unasked and reason else None
        restored.opened_at, restored.opened_by = act.at, actor.name
        restored.reason_id = words.id if words else None
        act.session.add(restored)
        act.record(
            "settings", Tag.QUEUE_OPENED, by=actor.name, unasked=unasked, **({"reason": words.digest} if words else {})
        )


def _ask_for_deliveries(desk: Desk, connectors: Mapping[str, Connector]) -> int:
    with desk.system_act() as act:
        rows = act.session.exec(
            select(Delivery)
            .where(Delivery.state == DeliveryState.UNKNOWN, Delivery.task == Task.PUBLISH)
            .order_by(col(Delivery.id))
        ).all()
        asked = [(row.id, row.account, outgoing_of(act, row)) for row in rows]
    found = 0
    for number, account, outgoing in asked:
        try:
            live = connectors[account].find(outgoing)
        except ConnectorError as error:
            log.warning("%s could not be asked for %s: %s", account, outgoing.key, error.code)
            continue
        with desk.system_act() as act:
            row = act.session.exec(select(Delivery).where(Delivery.id == number).with_for_update()).one()
            if row.state is DeliveryState.UNKNOWN:
                found += _conclude(act, row, live)
    return found


def _conclude(act: Act, row: Delivery, live: Live | None) -> bool:
    if live is not None:
        record_sent(act, row, Receipt(live.remote_id, live.address, live.published_at), "found")
        return True
    batch = act.session.exec(select(Delivery).where(Delivery.batch == row.batch)).all()
    if row.posting_id is not None and too_late(act, row, batch, act.at):
        # Not there, and its time is long past: it never goes out by itself.
        row.error_code = "restored"
        move_delivery(act, row, DeliveryState.RETRY, found=False)
        hold_refused(act, row, batch)
    elif row.looks == 0:
        row.looks, row.not_before = 1, act.at + LOOK_AGAIN  # a platform may list late: asked again before it is sent
        act.session.add(row)
    return False


def _ask_for_postings(desk: Desk, connectors: Mapping[str, Connector], recent: Mapping[str, list[Live]]) -> int:
    with desk.system_act() as act:
        strange = _with_strangers(act, recent)
        postings = list(possible_postings(act, strange))
    found = 0
    for ref, asks in postings:
        lives = [(ask, live) for ask in asks if (live := _find(connectors, ask.account, ask.outgoing)) is not None]
        if lives:
            with desk.system_act() as act:
                found += adopt(act, ref, lives)
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
        "settings", Tag.QUEUE_ASKED, accounts=asked, unasked=done.unasked, found=done.found, strangers=done.strangers
    )
    if done.strangers:
        act.tell("approver", "strangers_found", "settings", n=str(done.strangers))
