"""Finding rows by what people call them."""

import re
from collections.abc import Sequence
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.errors import NotFound
from cydbost_queue.tables import Account, Channel, Comment, Delivery, Posting, PostingChannel, Version

_REF = re.compile(r"(?P<kind>[PpCcSsQqLl]?)(?P<number>[0-9]{1,15})")
#: No row has a higher number; PostgreSQL refuses to look for one.
LAST_ROW: Final = 2**31 - 1
_NOT_THERE = {"P": "no_posting", "C": "no_comment", "S": "no_series", "Q": "no_quiet", "L": "no_pair"}


def bounded(number: int) -> int:
    """Return a row's number; none is past ``LAST_ROW``, and none has the number that then stands for it."""
    return number if 0 < number <= LAST_ROW else 0


def number_of(ref: str, kind: str) -> int:
    """Return the row number behind ``P12``, ``p12`` or ``12``.

    Raises:
        NotFound: it is no such reference.
    """
    match = _REF.fullmatch(ref.strip())
    if match is None or match["kind"].upper() not in ("", kind) or int(match["number"]) > LAST_ROW:
        raise NotFound(_NOT_THERE[kind], ref=ref)
    return int(match["number"])


def posting_of(session: Session, ref: str) -> Posting:
    """Return the posting that ``ref`` names, locked for this transaction where the database can."""
    found = session.exec(select(Posting).where(Posting.id == number_of(ref, "P")).with_for_update()).first()
    if found is None:
        raise NotFound("no_posting", ref=ref)
    return found


def comment_of(session: Session, ref: str) -> Comment:
    """Return the comment that ``ref`` names, locked for this transaction where the database can."""
    found = session.exec(select(Comment).where(Comment.id == number_of(ref, "C")).with_for_update()).first()
    if found is None:
        raise NotFound("no_comment", ref=ref)
    return found


def id_of(row: Posting | Comment | Delivery) -> int:
    """Return a stored row's number."""
    if row.id is None:
        raise AssertionError("a stored row has a number")
    return row.id


def latest_versions(session: Session, posting: Posting) -> dict[Language, Version]:
    """Return the last revision of each language that has one."""
    rows = session.exec(select(Version).where(Version.posting_id == posting.id).order_by(col(Version.revision)))
    return {Language(row.language): row for row in rows}


def channels_of(session: Session, posting: Posting) -> Sequence[Channel]:
    """Return the channels a posting is for, by name."""
    return session.exec(
        select(Channel)
        .join(PostingChannel, col(PostingChannel.channel) == Channel.name)
        .where(PostingChannel.posting_id == posting.id)
        .order_by(col(Channel.name))
    ).all()


def accounts_of(session: Session, channel: str) -> Sequence[Account]:
    """Return a channel's accounts, Welsh first."""
    return session.exec(select(Account).where(Account.channel == channel).order_by(col(Account.carries))).all()


def deliveries_of(session: Session, posting: Posting) -> Sequence[Delivery]:
    """Return a posting's deliveries in the order they were made."""
    return session.exec(select(Delivery).where(Delivery.posting_id == posting.id).order_by(col(Delivery.id))).all()
