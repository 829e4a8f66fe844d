"""The Welsh of an emergency: sent the moment it passes the gate, and joined to the English that is out."""

from collections.abc import Mapping

from sqlmodel import Session, select

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, deliveries_of, latest_versions
from cydbost_queue.sending.outbox import Body, batch_name, body_of, combined_body, delivery_key, make_delivery, says_of
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Carries, Channel, Delivery, Layout, Posting, Task, Version


def release_welsh(act: Act, posting: Posting) -> None:
    """Put the owed Welsh on its way to every channel, in the caller's act; done once only.

    The English loses its holding line, where the platform can edit, once the Welsh stands beside it: the two
    are then identical. One post for both languages becomes the full pair, Welsh above English.
    """
    versions = latest_versions(act.session, posting)
    english = {row.channel: row for row in deliveries_of(act.session, posting) if row.carries is Carries.EN}
    for channel in channels_of(act.session, posting):
        out = english.get(channel.name)
        if channel.layout is Layout.COMBINED and channel.edits:
            _turn_into_both(act, out, versions)
        elif not _has_welsh(act, posting, channel):
            _send_welsh(act, posting, channel, versions)
            if out is not None:
                _let_english_follow(act, channel, out, versions)


def _let_english_follow(act: Act, channel: Channel, out: Delivery, versions: Mapping[Language, Version]) -> None:
    """Let the English lose its holding line, where the platform can edit; else it stands beside the Welsh as it is."""
    if channel.edits:
        out.edit = {**Body.standing(out).data(), "text": versions[Language.EN].text, "says": says_of(versions)}
    else:
        out.says = says_of(versions)
    act.session.add(out)


def _turn_into_both(act: Act, out: Delivery | None, versions: Mapping[Language, Version]) -> None:
    if out is None or out.edit is not None:
        return
    body = combined_body(versions[Language.CY], versions[Language.EN])
    out.edit = {**body.data(), "says": says_of(versions)}
    if out.state in LIVE_DELIVERIES and out.task is None:
        out.task, out.not_before = Task.EDIT, act.at
    act.session.add(out)


def _has_welsh(act: Act, posting: Posting, channel: Channel) -> bool:
    return any(row.channel == channel.name and row.carries is Carries.CY for row in deliveries_of(act.session, posting))


def _send_welsh(act: Act, posting: Posting, channel: Channel, versions: Mapping[Language, Version]) -> None:
    joins = channel.layout in {Layout.THREAD, Layout.COMBINED}
    make_delivery(
        act,
        posting,
        channel,
        Carries.CY,
        body_of(versions[Language.CY]),
        batch=batch_name(posting, channel, "welsh"),
        says=says_of(versions),
        after=delivery_key(posting, channel, Carries.EN) if joins else None,
    )


def edit_is_due(session: Session, delivery: Delivery) -> bool:
    """Tell whether a live delivery must now be changed to its ``edit``.

    Not before the Welsh that it waits for is before the public: a change that takes the holding line away
    must never leave the English alone.
    """
    if delivery.edit is None or delivery.state is not DeliveryState.VERIFIED:
        return False
    channel = session.get(Channel, delivery.channel)
    if channel is not None and channel.layout is Layout.COMBINED and channel.edits:
        return True
    welsh = session.exec(
        select(Delivery.id).where(
            Delivery.posting_id == delivery.posting_id,
            Delivery.channel == delivery.channel,
            Delivery.carries == Carries.CY,
            Delivery.state == DeliveryState.VERIFIED,
        )
    ).first()
    return welsh is not None


def carries_after_edit(session: Session, delivery: Delivery) -> Carries:
    """Return what a delivery carries once it is edited: on a combined channel, both."""
    channel = session.get(Channel, delivery.channel)
    combined = channel is not None and channel.layout is Layout.COMBINED
    return Carries.BOTH if combined else delivery.carries


def welsh_is_out(session: Session, posting: Posting) -> bool:
    """Tell whether the Welsh stands before the public on every channel of the posting, alone or with the English."""
    rows = deliveries_of(session, posting)
    carrying = {row.channel for row in rows if row.carries is not Carries.EN and row.state in LIVE_DELIVERIES}
    channels = channels_of(session, posting)
    return bool(channels) and all(channel.name in carrying for channel in channels)
