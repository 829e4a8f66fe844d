"""A half-changed pair never rests: the old words are put back, or both versions are withdrawn, as the channel says."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from cydbost_queue.desk import Act, Desk
from cydbost_queue.record import Tag
from cydbost_queue.sending.change_end import settle_change
from cydbost_queue.sending.claims import Claim, held
from cydbost_queue.tables import Channel, Delivery, OnHalfEdit, Posting, Task


def settle_half_edit(desk: Desk, claim: Claim) -> None:
    """Apply the channel's policy to a half-changed pair whose window has closed."""
    with held(desk, claim) as (act, rows):
        waiting = [row for row in rows.values() if row.task is Task.EDIT]
        begun = _begun(rows.values())
        if not waiting or not begun or any(row.is_in_hand for row in waiting):
            return  # nothing is changed back behind a person's back: they say what became of it
        closes = min(row.edited_at or act.at for row in begun) + act.rules.pair_window
        if act.at >= closes:
            _resolve(act, list(rows.values()))
            return
        for row in waiting:
            if row.not_before > closes:
                row.not_before = closes
                act.session.add(row)


def refuse_change(act: Act, rows: Mapping[int, Delivery], error: str) -> None:
    """A platform refuses the change of one side for good: nothing was begun, or what was begun is undone now."""
    if _begun(rows.values()):
        _resolve(act, list(rows.values()))
    else:
        abandon(act, rows.values(), error)


def abandon(act: Act, rows: Iterable[Delivery], error: str) -> None:
    """Give a change up before any of it was made: the old pair stands as it stood, and people are told."""
    posting: Posting | None = None
    for row in rows:
        if row.task is Task.EDIT:
            row.task, row.edit, row.before = None, None, None
            act.session.add(row)
        posting = act.session.get(Posting, row.posting_id)
    if posting is not None:
        act.tell("approver", "change_refused", posting.subject, ref=posting.ref, error=error)
    settle_change(act, posting)


def _begun(rows: Iterable[Delivery]) -> list[Delivery]:
    """Return what was changed, may have been, or is being put back."""
    return [row for row in rows if row.before is not None or (row.edit and row.edit.get("restores"))]


def _resolve(act: Act, rows: Collection[Delivery]) -> None:
    first = next(iter(rows))
    channel = act.session.get(Channel, first.channel)
    is_second_time = any(row.edit and row.edit.get("restores") for row in rows)
    restores = channel is not None and channel.on_half_edit is OnHalfEdit.RESTORE and not is_second_time
    policy = OnHalfEdit.RESTORE if restores else OnHalfEdit.WITHDRAW
    changed = sorted(row.carries.value for row in rows if row.before is not None and row.edit is None)
    act.record(first.subject, Tag.PAIR_HALF_CHANGED, channel=first.channel, live=changed, policy=policy.value)
    act.tell("approver", "half_changed", first.subject, channel=first.channel, policy=policy.value)
    for row in rows:
        if restores:
            _put_back(act, row)
        else:
            row.task, row.edit, row.before = Task.WITHDRAW, None, None
        row.not_before, row.attempts = act.at, 0
        act.session.add(row)


def _put_back(act: Act, row: Delivery) -> None:
    if row.before is None:
        row.task, row.edit = None, None
        return
    row.edit = {**row.before, "restores": True, "since": act.at.isoformat()}
    row.before, row.edited_at, row.task, row.looks = None, act.at, Task.EDIT, 0


def finish_edit(act: Act, rows: Collection[Delivery]) -> None:
    """Record that both sides of a pair say the same again, once both were read back, in the caller's act."""
    if any(row.task is not None or row.edit is not None for row in rows):
        return
    first = next(iter(rows))
    changed = [row for row in rows if row.before is not None]
    if changed:
        times: list[datetime] = [row.edited_at for row in changed if row.edited_at is not None]
        gap = (max(times) - min(times)).total_seconds() if times else 0.0
        act.record(first.subject, Tag.PAIR_CHANGED, channel=first.channel, gap=gap)
    else:
        act.record(first.subject, Tag.PAIR_RESTORED, channel=first.channel)
    for row in rows:
        row.before = None
        act.session.add(row)
    settle_change(act, act.session.get(Posting, first.posting_id))
