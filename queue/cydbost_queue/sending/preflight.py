"""Preflight: some minutes before its slot a posting is looked over as if it were sent, and nothing is.

What would stop it for good is found while a person can still mend it: nothing is half sent. What may pass by itself
(a platform that is down, an account that is stopped) is told once and looked at again until the slot.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Connector, ConnectorError, Expired, NotAllowed, Outgoing, Unavailable
from cydbost_queue.desk import Act, Desk
from cydbost_queue.gate import judge
from cydbost_queue.lookup import channels_of, id_of, latest_versions
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.sending.allowance import Stopped, is_stopped
from cydbost_queue.sending.backoff import is_lasting
from cydbost_queue.sending.modes import barred_posting
from cydbost_queue.sending.outbox import LANGUAGE_TAG, Body, account_for, pair_bodies, pair_plan
from cydbost_queue.sending.second_look import look_beside
from cydbost_queue.sending.silence import SLOW
from cydbost_queue.sides import media_of
from cydbost_queue.spending.budgets import over_budget
from cydbost_queue.states import PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import Carries, HeldReason, Posting, PostingKind

#: Tells whether a page that a posting links to is gone for good; it says no where it cannot tell.
IsGone = Callable[[str], bool]

_AGAIN: Final = timedelta(minutes=1)


class ExpiresFirst(Expired):
    """The account's credentials run out before the pair could be out."""

    code = "expires_first"


@dataclass(frozen=True, slots=True)
class _Step:
    """One delivery as it would be sent."""

    account: str
    carries: Carries
    outgoing: Outgoing
    is_stopped: bool
    held_back: NotAllowed | None  #: by the channel's mode or budget: only there, and only while that stands


@dataclass(frozen=True, slots=True)
class _Plan:
    number: int
    slot: datetime | None
    is_first: bool
    steps: tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class _Trouble:
    step: _Step
    error: str
    detail: str
    lasts: bool


def look_over_next(
    desk: Desk, connectors: Mapping[str, Connector], is_gone: IsGone, silent: dict[str, ConnectorError]
) -> bool:
    """Look one posting over whose preflight is due; tell whether there was one.

    ``silent`` holds the accounts that did not answer for long: they are not asked again for each posting.
    """
    with desk.system_act() as act:
        posting = act.session.exec(
            select(Posting)
            .where(
                Posting.state == PostingState.SCHEDULED,
                col(Posting.slot) <= act.at + act.rules.preflight,
                col(Posting.slot) > act.at,
                col(Posting.preflight_due) <= act.at,
            )
            .order_by(col(Posting.slot))
            .limit(1)
            .with_for_update(skip_locked=True)
        ).first()
        if posting is None:
            return False
        plan = _plan(act, posting)
    if plan is not None:
        needed_until = plan.slot + desk.rules.pair_window if plan.slot else desk.clock.now()
        tried = (_try(step, connectors, is_gone, needed_until, silent) for step in plan.steps)
        troubles = [trouble for trouble in tried if trouble is not None]
        _conclude(desk, plan, troubles)
    return True


def _plan(act: Act, posting: Posting) -> _Plan | None:
    is_first = posting.slot is not None and posting.preflight_due == posting.slot - act.rules.preflight
    posting.preflight_due = act.at + _AGAIN  # whatever becomes of this process, it is looked at again
    act.session.add(posting)
    verdict = judge(act.session, posting, act.rules, act.at)
    if not verdict.is_open:
        keep_findings(act, posting, verdict.findings)
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.GATE_CLOSED)
        return None
    if is_first and look_beside(act, posting):
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.GATE_CLOSED)
        return None
    bodies = pair_bodies(latest_versions(act.session, posting))
    steps: list[_Step] = []
    for channel in channels_of(act.session, posting):
        sent = [(account_for(act, channel, one), one) for one, _continues in pair_plan(channel)]
        outgoing = {one: _outgoing(act, posting, one, bodies[one]) for _account, one in sent}
        held_back = barred_posting(act.session, posting.kind, channel.name) or over_budget(
            act, channel.name, [(account, outgoing[one]) for account, one in sent]
        )
        steps += [_Step(name, one, outgoing[one], is_stopped(act, name), held_back) for name, one in sent]
    return _Plan(id_of(posting), posting.slot, is_first, tuple(steps))


def _outgoing(act: Act, posting: Posting, carries: Carries, body: Body) -> Outgoing:
    key = f"{posting.uid}.{posting.releases + 1}.preflight.{carries.value}"  # nothing is ever made under it
    return Outgoing(
        key=key,
        language=LANGUAGE_TAG[carries],
        text=body.text,
        created_at=act.at,
        pair=key,
        media=media_of(body.media),
        link=body.link,
        is_emergency=posting.kind is PostingKind.EMERGENCY,
    )


def _try(
    step: _Step,
    connectors: Mapping[str, Connector],
    is_gone: IsGone,
    needed_until: datetime,
    silent: dict[str, ConnectorError],
) -> _Trouble | None:
    connector, began = connectors[step.account], monotonic()
    try:
        if step.is_stopped:
            raise Stopped
        if step.held_back is not None:
            return _Trouble(step, step.held_back.code, "", lasts=False)
        if step.account in silent:
            raise silent[step.account]
        health = connector.health()
        if not health.usable:
            raise Unavailable(health.detail)
        if health.expires_at is not None and health.expires_at <= needed_until:
            raise ExpiresFirst
        connector.prepare(step.outgoing)
    except ConnectorError as error:
        if monotonic() - began >= SLOW:
            silent[step.account] = error
        return _Trouble(step, error.code, error.detail, lasts=is_lasting(error))
    if step.outgoing.link is not None and is_gone(step.outgoing.link):
        return _Trouble(step, "link_gone", "", lasts=True)
    return None


def _conclude(desk: Desk, plan: _Plan, troubles: list[_Trouble]) -> None:
    with desk.system_act() as act:
        posting = act.session.get(Posting, plan.number)
        if posting is None or posting.state is not PostingState.SCHEDULED or posting.slot != plan.slot:
            return  # a person changed it while we looked
        lasting = [trouble for trouble in troubles if trouble.lasts]
        for trouble in troubles if plan.is_first or lasting else ():
            act.record(
                posting.subject,
                Tag.PREFLIGHT_FAILED,
                account=trouble.step.account,
                carries=trouble.step.carries.value,
                error=trouble.error,
            )
        if troubles and (plan.is_first or lasting):
            first = (lasting or troubles)[0]
            for role in ("approver", "administrator"):
                act.tell(
                    role,
                    "preflight_failed",
                    posting.subject,
                    ref=posting.ref,
                    account=first.step.account,
                    error=first.error,
                )
        if lasting:
            move_posting(act, posting, PostingState.HELD, reason=HeldReason.PREFLIGHT)
        elif not troubles:
            posting.preflight_due = None
            act.session.add(posting)
            act.record(posting.subject, Tag.PREFLIGHT_PASSED)
