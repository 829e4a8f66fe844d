"""When a pair, a posting or a reply is complete: worked out from what was read back, never assumed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import col, select

from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, deliveries_of, id_of, latest_versions
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.sending.change_end import settle_change
from cydbost_queue.sending.change_release import is_pair_edit
from cydbost_queue.sending.half_edit import finish_edit
from cydbost_queue.sending.outbox import says_of
from cydbost_queue.sending.receipts import BY_HAND
from cydbost_queue.sending.welsh_follows import edit_is_due
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import (
    Carries,
    Comment,
    CommentState,
    Delivery,
    EnglishFirst,
    Posting,
    ReceiptRow,
    Reply,
    ReplyKind,
    Task,
)

_WELSH = frozenset({Carries.CY, Carries.BOTH})
_ENGLISH = frozenset({Carries.EN, Carries.BOTH})


def complete(act: Act, read: Delivery, batch: Mapping[int, Delivery]) -> None:
    """Draw every conclusion from a delivery that was just read back, in the caller's act."""
    if read.reply_id is not None:
        _complete_reply(act, read)
        return
    posting = act.session.get(Posting, read.posting_id)
    if posting is None:
        raise AssertionError("a delivery belongs to a posting or to a reply")
    if is_pair_edit(read):
        finish_edit(act, list(batch.values()))
        return
    if len(batch) > 1 and all(row.state is DeliveryState.VERIFIED for row in batch.values()):
        _record_gap(act, list(batch.values()))
    _let_edits_follow(act, posting)
    if posting.state is PostingState.ENGLISH_OUT:
        _complete_emergency(act, posting)
    elif posting.state is PostingState.CHANGING:
        settle_change(act, posting)
    elif posting.state in {PostingState.RELEASING, PostingState.HELD} and _is_whole(act, posting):
        move_posting(act, posting, PostingState.PUBLISHED)


def _record_gap(act: Act, pair: Sequence[Delivery]) -> None:
    """Record the time between the two going live, from the platform's own clock."""
    times = [row.live_at for row in pair if row.live_at is not None]
    gap = (max(times) - min(times)).total_seconds()
    first = min(pair, key=lambda row: (row.live_at or act.at, row.carries.value))
    act.record(pair[0].subject, Tag.PAIR_LIVE, channel=pair[0].channel, gap=gap, first=first.carries.value)
    if gap > _gap_target(act, pair).total_seconds():
        act.tell("language-officer", "gap_wide", pair[0].subject, channel=pair[0].channel, seconds=f"{gap:.0f}")


def _gap_target(act: Act, pair: Sequence[Delivery]) -> timedelta:
    """Return how far apart they may come: nobody posts by hand as fast as a program does."""
    numbers = [row.id for row in pair]
    hands = select(ReceiptRow.id).where(col(ReceiptRow.delivery_id).in_(numbers), ReceiptRow.kind == BY_HAND)
    is_by_hand = act.session.exec(hands.limit(1)).first() is not None
    return act.rules.hand_window if is_by_hand else act.rules.gap_target


def _let_edits_follow(act: Act, posting: Posting) -> None:
    for row in deliveries_of(act.session, posting):
        if row.task is None and edit_is_due(act.session, row):
            row.task, row.not_before = Task.EDIT, act.at
            act.session.add(row)


def _is_whole(act: Act, posting: Posting) -> bool:
    """Tell whether both languages, as they are now, are verified on every channel, and nothing is left to do."""
    says = says_of(latest_versions(act.session, posting))
    rows = [row for row in deliveries_of(act.session, posting) if row.state is not DeliveryState.WITHDRAWN]
    if any(row.state is not DeliveryState.VERIFIED or row.task is not None or row.edit for row in rows):
        return False
    for channel in channels_of(act.session, posting):
        carried = {row.carries for row in rows if row.channel == channel.name and row.says == says}
        if not (carried & _WELSH and carried & _ENGLISH):
            return False
    return True


def _complete_emergency(act: Act, posting: Posting) -> None:
    exception = act.session.get(EnglishFirst, id_of(posting))
    if exception is None or exception.welsh_live_at is not None or not _is_whole(act, posting):
        return
    exception.welsh_live_at = _welsh_live_at(act, posting)
    act.session.add(exception)
    act.record(
        posting.subject,
        Tag.WELSH_LIVE,
        live=exception.welsh_live_at.isoformat(),
        due=exception.due_at.isoformat(),
        late=exception.is_late(act.at),
    )
    move_posting(act, posting, PostingState.PUBLISHED)


def _welsh_live_at(act: Act, posting: Posting) -> datetime:
    """Return when the Welsh was live on the last of its channels, by the platforms' clocks."""
    times: list[datetime] = []
    for row in deliveries_of(act.session, posting):
        if row.carries is Carries.CY and row.live_at is not None:
            times.append(row.live_at)
        elif row.carries is Carries.BOTH:
            times.append(_edited_at(act, row) or row.live_at or act.at)
    return max(times, default=act.at)


def _edited_at(act: Act, row: Delivery) -> datetime | None:
    return act.session.exec(
        select(ReceiptRow.platform_time)
        .where(ReceiptRow.delivery_id == row.id, ReceiptRow.kind == "edited")
        .order_by(col(ReceiptRow.id).desc())
        .limit(1)
    ).first()


def _complete_reply(act: Act, delivery: Delivery) -> None:
    reply = act.session.get(Reply, delivery.reply_id)
    comment = act.session.get(Comment, reply.comment_id) if reply else None
    if reply is None or comment is None or reply.live_at is not None:
        return
    reply.live_at = delivery.live_at or act.at
    act.session.add(reply)
    act.record(
        comment.subject, Tag.REPLY_LIVE, kind=reply.kind.value, language=reply.language, live=reply.live_at.isoformat()
    )
    if reply.kind is ReplyKind.ANSWER and comment.state is CommentState.ANSWERING:
        comment.state = CommentState.ANSWERED
        act.session.add(comment)
