"""A channel's mode: in full use, for emergencies only, or off. One place for every platform.

Whatever the mode, what was begun is finished, what is unclear is asked about, and what must come down is taken down.
"""

from collections.abc import Collection

from sqlmodel import Session, col, select

from cydbost_connectors import NotAllowed
from cydbost_queue.desk import Act
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import channels_of
from cydbost_queue.sending.begun import has_begun
from cydbost_queue.spending.budgets import mends
from cydbost_queue.tables import Account, Channel, Delivery, Lane, Mode, Posting, PostingKind


class SwitchedOff(NotAllowed):
    """The channel is off."""

    code = "switched_off"


class EmergenciesOnly(NotAllowed):
    """The channel is kept for emergencies."""

    code = "emergencies_only"


def barred(act: Act, row: Delivery, batch: Collection[Delivery]) -> NotAllowed | None:
    """Return why the mode of its channel lets a delivery not go; ``batch`` holds it and its twin."""
    mode = mode_of(act.session, row.channel)
    if mode is Mode.FULL or has_begun(batch):
        return None
    if mode is Mode.OFF:
        return SwitchedOff()
    is_owed = row.lane in {Lane.EMERGENCY, Lane.REPLY} or mends(act.session, row)
    return None if is_owed else EmergenciesOnly()


def barred_posting(session: Session, kind: PostingKind, channel: str) -> NotAllowed | None:
    """Return why the mode of ``channel`` lets a new posting of this kind not go there."""
    mode = mode_of(session, channel)
    if mode is Mode.OFF:
        return SwitchedOff()
    return EmergenciesOnly() if mode is Mode.EMERGENCY_ONLY and kind is PostingKind.STANDARD else None


def refuse_barred(session: Session, posting: Posting) -> None:
    """Refuse a posting that one of its channels would not take.

    Raises:
        Refused: a channel is off, or kept for emergencies.
    """
    for channel in channels_of(session, posting):
        error = barred_posting(session, posting.kind, channel.name)
        if error is not None:
            raise Refused(error.code, ref=posting.ref, channel=channel.name)


def mode_of(session: Session, channel: str) -> Mode:
    """Return a channel's mode."""
    row = session.get(Channel, channel)
    # A session forgets a row that nobody holds, and would ask for it again for each of many deliveries.
    session.info[f"channel {channel}"] = row
    return Mode.FULL if row is None else row.mode


def accounts_off(session: Session) -> set[str]:
    """Return the accounts of the channels that are off: nobody asks them anything."""
    return set(
        session.exec(
            select(Account.name)
            .join(Channel, col(Channel.name) == col(Account.channel))
            .where(Channel.mode == Mode.OFF)
        )
    )
