"""What only a person can do: handed over, told of again until it is done, and never done twice by the queue.

A delivery is in hand while its ``in_hand`` is what is to be done (``task``): the worker leaves it alone, and only what
a person says of it (``actions.by_hand``) takes it further. Whatever sets another task takes it out of their hand.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.moves import move_delivery
from cydbost_queue.record import Tag
from cydbost_queue.rules import Rules
from cydbost_queue.sending.claims import Claim, held
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Lane, Task

#: Why a job says that it may have been done already: somebody must look before they do it.
LOOK_FIRST: Final = "look_first"

_OFTEN: Final = timedelta(days=1)
#: In an emergency nobody waits for as long.
_SOONER: Final = 3
#: The notices that lapse once nothing of what they are about is in hand.
HAND_NOTICES: Final = frozenset(
    {"hand_publish", "hand_edit", "hand_withdraw", "hand_recall", "hand_look", "hand_waits", "hand_emergency"}
)
#: Who is told first, in an emergency and otherwise; each time that nobody did it, more are.
_AT_ONCE: Final = ("on-call", "author", "approver")
_WIDENING: Final = (("author",), ("author", "approver"), _AT_ONCE)


def patience(row: Delivery, rules: Rules) -> timedelta:
    """Return after how long people are told again of what is in hand."""
    return rules.hand_window / _SOONER if row.lane == Lane.EMERGENCY else rules.hand_window


def told_next(row: Delivery, now: datetime, rules: Rules) -> datetime:
    """Return when people are told again: every so often for a day, and then once a day, without end."""
    since, every = row.handed_at or now, patience(row, rules)
    waited = now - since
    if waited < _OFTEN:
        return since + every * (waited // every + 1)
    return since + _OFTEN * (waited // _OFTEN + 1)


def hand_over(act: Act, row: Delivery, batch: Mapping[int, Delivery], *, in_doubt: bool = False) -> None:
    """Put what is to be done into a person's hand and tell those who post, in the caller's act.

    Args:
        act: the caller's.
        row: with its task; one that is to be sent is no longer the queue's to send.
        batch: it and its twin, which waits with it.
        in_doubt: whether it may have been done already, so that somebody must look first.
    """
    row.in_hand, row.handed_at = row.task, act.at
    row.error_code, row.error_detail = (LOOK_FIRST if in_doubt else None), None
    if row.task is Task.PUBLISH:
        move_delivery(act, row, DeliveryState.BY_HAND, doubt=in_doubt)
    asked = row.task.value if row.task else ""
    act.record(row.subject, Tag.HAND_ASKED, account=row.account, carries=row.carries.value, task=asked)
    _tell(act, row, in_doubt=in_doubt)
    wait_together(act, row, batch.values(), told_next(row, act.at, act.rules))


def hand_over_unclear(act: Act, row: Delivery, batch: Mapping[int, Delivery], *, is_withdrawn: bool) -> None:
    """Have a person look for what may be out and nobody else can see, in the caller's act.

    Where its posting ``is_withdrawn``, it is to come down if it is there.
    """
    if is_withdrawn:
        move_delivery(act, row, DeliveryState.BY_HAND, doubt=True)
        recall(act, row)
    else:
        hand_over(act, row, batch, in_doubt=True)


def doubt(act: Act, row: Delivery) -> None:
    """Have a person look before they do what is in hand: it may have been done, and the record of it lost."""
    row.error_code, row.not_before = LOOK_FIRST, told_next(row, act.at, act.rules)
    act.session.add(row)
    _tell(act, row, in_doubt=True)


def recall(act: Act, row: Delivery) -> None:
    """Ask for what a person may be posting at this moment to be left, or taken down, in the caller's act."""
    row.task = row.in_hand = Task.WITHDRAW
    row.handed_at, row.not_before, row.attempts = act.at, act.at + patience(row, act.rules), 0
    act.session.add(row)
    act.record(row.subject, Tag.HAND_ASKED, account=row.account, carries=row.carries.value, task=Task.WITHDRAW.value)
    _tell(act, row, in_doubt=False)


def wait_together(act: Act, row: Delivery, batch: Iterable[Delivery], moment: datetime) -> None:
    """Let a delivery in hand rest until ``moment``, and with it the twin that may not run ahead of it."""
    for one in batch:
        if one.task is row.task and row.task is not Task.WITHDRAW and not one.is_in_hand:
            one.not_before = max(one.not_before, moment)
            act.session.add(one)
    row.not_before = moment
    act.session.add(row)


def remind(desk: Desk, claim: Claim) -> None:
    """Tell people again of what has been in hand for long, and more of them; what waits for it waits on."""
    with held(desk, claim) as (act, rows):
        for row in [one for one in rows.values() if one.is_in_hand]:
            moment = row.not_before
            if moment <= act.at:
                moment = told_next(row, act.at, act.rules)
                if act.at >= (row.handed_at or act.at) + patience(row, act.rules):
                    _tell_again(act, row)
            wait_together(act, row, rows.values(), moment)


def is_still_in_hand(act: Act, subject: str, facts: Mapping[str, str]) -> bool:
    """Tell whether what a notice about ``subject`` told of still waits for a person."""
    wanted = select(Delivery.id).where(
        Delivery.posting_id == int(subject.rpartition(":")[2]),
        Delivery.account == facts["account"],
        Delivery.carries == facts["carries"],
        col(Delivery.in_hand).is_not(None),
        Delivery.in_hand == Delivery.task,
    )
    return act.session.exec(wanted.limit(1)).first() is not None


def _tell(act: Act, row: Delivery, *, in_doubt: bool) -> None:
    facts, told = _facts(row), _told(row, act)
    if row.lane == Lane.EMERGENCY:
        act.tell(told, "hand_emergency", row.subject, **facts)
    elif in_doubt:
        act.tell(told, "hand_look", row.subject, **facts)
    elif row.task is Task.PUBLISH:
        act.tell(told, "hand_publish", row.subject, **facts)
    elif row.task is Task.EDIT:
        act.tell(told, "hand_edit", row.subject, **facts)
    elif row.state is DeliveryState.BY_HAND:
        act.tell(_AT_ONCE, "hand_recall", row.subject, **facts)
    else:
        act.tell(told, "hand_withdraw", row.subject, **facts)


def _tell_again(act: Act, row: Delivery) -> None:
    since = (row.handed_at or act.at).isoformat()
    act.record(row.subject, Tag.HAND_REMINDED, account=row.account, carries=row.carries.value, since=since)
    if row.lane == Lane.EMERGENCY:
        act.tell(_told(row, act), "hand_emergency", row.subject, **_facts(row), since=since)
    else:
        act.tell(_told(row, act), "hand_waits", row.subject, **_facts(row), since=since)


def _told(row: Delivery, act: Act) -> tuple[str, ...]:
    if row.lane == Lane.EMERGENCY:
        return _AT_ONCE
    times = (act.at - (row.handed_at or act.at)) // patience(row, act.rules)
    return _WIDENING[min(times, len(_WIDENING) - 1)]


def _facts(row: Delivery) -> dict[str, str]:
    ref = f"P{row.posting_id}" if row.posting_id is not None else row.subject
    return {"ref": ref, "account": row.account, "carries": row.carries.value}
