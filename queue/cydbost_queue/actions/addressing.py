"""Giving a posting that never went out another name, or other channels."""

from collections.abc import Collection

from sqlmodel import col, delete

from cydbost_queue.actions.writing import require_channel
from cydbost_queue.approvals import void_approvals
from cydbost_queue.content import LABEL_LIMIT, checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import channels_of, id_of, number_of
from cydbost_queue.parts import parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.series.following import NOT_OUT, refuse_pattern, step_back
from cydbost_queue.tables import Posting, PostingChannel


def readdress(
    desk: Desk, actor: Actor, ref: str, *, label: str | None = None, channels: Collection[str] | None = None
) -> bool:
    """Give a posting another name, or every part of its message other channels; tell whether anything is different.

    Approvals were given for the channels that it had: with other ones they end, and what was ready is a draft again.

    Raises:
        Denied: the actor may not write.
        Refused: it went out, or is the pattern of a series; no channel is left; or one takes no posting at a time now.
        NotFound: there is no such posting or channel.
    """
    with desk.act(actor, Right.WRITE) as act:
        parts = parts_named(act.session, ref)
        named = next(part for part in parts if part.id == number_of(ref, "P"))
        is_renamed = label is not None and _rename(act, named, label)
        wanted = sorted(set(channels)) if channels is not None else None
        moved = [part for part in parts if wanted is not None and _is_elsewhere(act, part, wanted)]
        for part in moved:
            _move(act, part, wanted or [])
        return is_renamed or bool(moved)


def _rename(act: Act, posting: Posting, label: str) -> bool:
    label = checked_text(label, field_name="label", limit=LABEL_LIMIT)
    if label == posting.label:
        return False
    posting.label = label
    act.session.add(posting)
    act.record(posting.subject, Tag.POSTING_RENAMED, label=act.keep_words(label).digest)
    return True


def _is_elsewhere(act: Act, posting: Posting, wanted: list[str]) -> bool:
    return [channel.name for channel in channels_of(act.session, posting)] != wanted


def _move(act: Act, posting: Posting, wanted: list[str]) -> None:
    refuse_pattern(act, posting)
    if posting.state not in NOT_OUT or posting.releases:
        raise Refused("channels_stand", ref=posting.ref, state=posting.state.value)
    if not wanted:
        raise Refused("channels_none", ref=posting.ref)
    number = id_of(posting)
    act.session.exec(delete(PostingChannel).where(col(PostingChannel.posting_id) == number))
    for channel in wanted:
        require_channel(act, channel)
        act.session.add(PostingChannel(posting_id=number, channel=channel))
    act.session.flush()
    if posting.slot is not None and posting.slot > act.at:
        refuse_barred(act.session, posting)
    act.record(posting.subject, Tag.POSTING_ADDRESSED, channels=wanted)
    void_approvals(act, posting)
    step_back(act, posting)
