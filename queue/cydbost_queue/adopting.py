"""Postings and answers that a restored record has as waiting, and that went out after the backup was made."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Live, Outgoing, Receipt
from cydbost_language import Language
from cydbost_queue.actions.scheduling import set_slot
from cydbost_queue.desk import Act
from cydbost_queue.gate import judge
from cydbost_queue.lookup import channels_of, deliveries_of, latest_versions, posting_of
from cydbost_queue.moves import move_delivery, move_posting
from cydbost_queue.sending.outbox import (
    LANGUAGE_TAG,
    Body,
    account_for,
    batch_name,
    delivery_key,
    make_delivery,
    make_pair,
    pair_bodies,
    pair_plan,
)
from cydbost_queue.sending.sent import record_sent
from cydbost_queue.sides import media_of
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, HeldReason, Posting

#: A posting whose release failed and was begun anew since the backup has a higher number in its keys.
RELEASES: Final = 3

_GOES_BY_ITSELF: Final = (PostingState.SCHEDULED,)
_ONLY_BY_A_PERSON: Final = (PostingState.DRAFT, PostingState.READY, PostingState.HELD)
#: What a delivery says of which nobody knows the revisions.
_UNKNOWN_REVISIONS: Final = "0.0"


@dataclass(frozen=True, slots=True)
class Ask:
    """One delivery that may have been made since the backup: its release, where, and by which key it is asked for."""

    release: int
    channel: str
    carries: Carries
    account: str
    outgoing: Outgoing


def possible_postings(act: Act, with_strangers: Collection[str]) -> Iterator[tuple[str, list[Ask]]]:
    """Yield each posting that may have been released since the backup, by reference, with what to ask for.

    Those with a slot go out by themselves and are always asked for; the others only where one of their accounts
    shows something that the record does not know.
    """
    wanted = [*_GOES_BY_ITSELF, *_ONLY_BY_A_PERSON]
    postings = act.session.exec(select(Posting).where(col(Posting.state).in_(wanted)).order_by(col(Posting.id)))
    for posting in postings.all():
        asks = [ask for channel in channels_of(act.session, posting) for ask in _asks(act, posting, channel)]
        if posting.state in _GOES_BY_ITSELF or any(ask.account in with_strangers for ask in asks):
            yield posting.ref, asks


def _asks(act: Act, posting: Posting, channel: Channel) -> Iterator[Ask]:
    versions = latest_versions(act.session, posting)
    bodies = pair_bodies(versions) if len(versions) == len(Language) else {}
    made = {row.key for row in deliveries_of(act.session, posting)}
    for release in range(posting.releases + 1, posting.releases + RELEASES + 1):
        for carries, _continues in pair_plan(channel):
            key = delivery_key(posting, channel, carries, release)
            body = bodies.get(carries) or Body("", None, [])
            if key not in made:
                outgoing = Outgoing(
                    key=key,
                    language=LANGUAGE_TAG[carries],
                    text=body.text,
                    created_at=posting.created_at,
                    pair=key,
                    media=media_of(body.media),
                    link=body.link,
                )
                yield Ask(release, channel.name, carries, account_for(act, channel, carries), outgoing)


def adopt(act: Act, ref: str, found: Sequence[tuple[Ask, Live]]) -> int:
    """Take what was found of a posting into the record, in the caller's act; return how much of it was new there.

    A posting that passes the gate as it stands is under way again: what was found is read back, and a side that was
    not found is asked for once more before it is sent. Any other is held, with what stands of it, for a person.
    """
    posting = posting_of(act.session, ref)
    known = {row.key for row in deliveries_of(act.session, posting)}
    news = _each_once([(ask, live) for ask, live in found if ask.outgoing.key not in known])
    if not news or posting.state not in (*_GOES_BY_ITSELF, *_ONLY_BY_A_PERSON):
        return 0
    if judge(act.session, posting, act.rules, act.at).is_open:
        _go_on(act, posting, news)
    else:
        _hold(act, posting, news)
    by_key = {row.key: row for row in deliveries_of(act.session, posting)}
    for ask, live in news:
        record_sent(act, by_key[ask.outgoing.key], _receipt(live), "found")
    return len(news)


def _each_once(news: Sequence[tuple[Ask, Live]]) -> list[tuple[Ask, Live]]:
    """Take each post that stands for its first release: where a platform knows no keys, every release finds it."""
    first: dict[tuple[str, str], tuple[Ask, Live]] = {}
    for ask, live in sorted(news, key=lambda one: one[0].release):
        first.setdefault((ask.account, live.remote_id), (ask, live))
    return list(first.values())


def hold_passed(act: Act, ref: str, restored_at: datetime) -> None:
    """Hold a posting whose time came before the restore and that is nowhere to be seen, in the caller's act.

    It may have gone out and been withdrawn since, so it goes out again only at a time that a person gives it.
    """
    posting = posting_of(act.session, ref)
    if posting.state is PostingState.SCHEDULED and posting.slot is not None and posting.slot <= restored_at:
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)


def _go_on(act: Act, posting: Posting, news: Sequence[tuple[Ask, Live]]) -> None:
    versions = latest_versions(act.session, posting)
    last = max(ask.release for ask, _live in news)
    for channel in channels_of(act.session, posting):
        here = [ask.release for ask, _live in news if ask.channel == channel.name]
        _put_away_failed(act, posting, channel)
        if not any(row.channel == channel.name and _counts(row) for row in deliveries_of(act.session, posting)):
            posting.releases = max(here, default=last)
            make_pair(act, posting, channel, versions)
    posting.releases = last
    if posting.slot is None:
        set_slot(act, posting, min(live.published_at for _ask, live in news))
    if posting.state is not PostingState.SCHEDULED:
        move_posting(act, posting, PostingState.SCHEDULED)
    move_posting(act, posting, PostingState.RELEASING)


def _put_away_failed(act: Act, posting: Posting, channel: Channel) -> None:
    for row in deliveries_of(act.session, posting):
        if row.channel == channel.name and row.state is DeliveryState.FAILED:
            row.task = None
            move_delivery(act, row, DeliveryState.WITHDRAWN, sent=False)


def _counts(row: Delivery) -> bool:
    return row.state is not DeliveryState.WITHDRAWN


def _hold(act: Act, posting: Posting, news: Sequence[tuple[Ask, Live]]) -> None:
    """Keep only what stands: nobody approved, in this record, what else should go."""
    channels: Mapping[str, Channel] = {channel.name: channel for channel in channels_of(act.session, posting)}
    for ask, live in news:
        posting.releases = ask.release
        channel = channels[ask.channel]
        body = Body(live.text, ask.outgoing.link, [])
        batch = batch_name(posting, channel, "found")
        make_delivery(act, posting, channel, ask.carries, body, batch=batch, says=_UNKNOWN_REVISIONS)
    posting.releases = max(ask.release for ask, _live in news)
    act.session.add(posting)
    if posting.state is not PostingState.HELD:
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.RESTORED)
    else:
        posting.held_reason = HeldReason.RESTORED


def _receipt(live: Live) -> Receipt:
    return Receipt(live.remote_id, live.address, live.published_at)
