"""Channels a person is limited to. Whatever an act changed left an entry, so its entries say what it was about.

Looked at when an act ends, before anything of it is kept: no action can forget to ask.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from sqlmodel import Session, select

from cydbost_queue.errors import Denied
from cydbost_queue.policy import Actor
from cydbost_queue.record.chain import Happening
from cydbost_queue.tables import Account, Comment, Delivery, PostingChannel, Reply, Series, Stranger

#: The chains that tell of people themselves, and of no channel.
_OF_PEOPLE: Final = frozenset({"people", "feed"})


def require_own_channels(session: Session, actor: Actor, happenings: Sequence[Happening]) -> None:
    """Refuse an act that is about a channel which the actor is not limited to; what cannot be told is refused too.

    Raises:
        Denied: it is about another channel, or about all of them.
    """
    if actor.channels is None:
        return
    session.flush()
    for happening in happenings:
        channels = _channels_of(session, happening)
        if channels is None:
            raise Denied("not_for_one_channel", actor=actor.name)
        for channel in channels:
            if channel not in actor.channels:
                raise Denied("not_their_channel", actor=actor.name, channel=channel)


def require_channels(session: Session, actor: Actor, posting_id: int) -> None:
    """Refuse what is about a posting for a channel that is not the actor's: for what leaves no entry.

    Raises:
        Denied: one of its channels is not theirs.
    """
    if actor.channels is None:
        return
    for channel in _of_posting(session, posting_id):
        if channel not in actor.channels:
            raise Denied("not_their_channel", actor=actor.name, channel=channel)


def _channels_of(session: Session, happening: Happening) -> Iterable[str] | None:
    kind, _colon, number = happening.subject.partition(":")
    if kind in _OF_PEOPLE:
        return ()
    if number.isdecimal():
        return _of_row(session, kind, int(number))
    named = json.loads(happening.data).get("account")  # an account that was stopped or resumed
    return _of_account(session, named) if isinstance(named, str) else None


def _of_row(session: Session, kind: str, number: int) -> Iterable[str] | None:
    match kind:
        case "posting":
            return _of_posting(session, number)
        case "series":
            row = session.get(Series, number)
            return _of_posting(session, row.posting_id) if row else None
        case "comment":
            comment = session.get(Comment, number)
            return _of_account(session, comment.account) if comment else None
        case "reply":
            reply = session.get(Reply, number)
            comment = session.get(Comment, reply.comment_id) if reply else None
            return _of_account(session, comment.account) if comment else None
        case "stranger":
            stranger = session.get(Stranger, number)
            return _of_account(session, stranger.account) if stranger else None
    return None


def _of_posting(session: Session, number: int) -> set[str]:
    """Return the channels it is for, and those it went to when it was for others."""
    wanted = session.exec(select(PostingChannel.channel).where(PostingChannel.posting_id == number))
    went = session.exec(select(Delivery.channel).where(Delivery.posting_id == number))
    return {*wanted, *went}


def _of_account(session: Session, name: str) -> Sequence[str] | None:
    account = session.get(Account, name)
    return [account.channel] if account else None
