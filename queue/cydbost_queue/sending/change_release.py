"""Releasing a change of what is live: both versions at once, on each channel in the way that its policy says.

"Information must be identical in both English and Welsh" (the council's policy, section 5): so a change of one
version without the other never goes out.
"""

from collections.abc import Mapping, Sequence

from cydbost_language import Language
from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, deliveries_of, latest_versions
from cydbost_queue.moves import move_posting
from cydbost_queue.parts import is_divided
from cydbost_queue.record import Tag
from cydbost_queue.sending.outbox import (
    Body,
    batch_name,
    combined_body,
    delivery_key,
    make_delivery,
    make_pair,
    pair_bodies,
    pair_plan,
    says_of,
)
from cydbost_queue.sides import LANGUAGE_RULE
from cydbost_queue.states import LIVE_DELIVERIES, PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, Layout, OnEdit, Posting, Task, Version

EDIT_PART = "edit"  #: the part of a batch's name that tells a change of a whole pair


def release_change(act: Act, posting: Posting) -> None:
    """Put an approved change on its way to every channel that still says the old words, in the caller's act."""
    posting.releases += 1
    act.session.add(posting)
    move_posting(act, posting, PostingState.CHANGING)
    bring_up_to_date(act, posting)


def bring_up_to_date(act: Act, posting: Posting) -> bool:
    """Begin the change on each channel whose standing pair says other revisions; tell whether there was one."""
    versions = latest_versions(act.session, posting)
    behind = False
    for channel in channels_of(act.session, posting):
        rows = standing_pair(act, posting, channel)
        if rows and any(row.says != says_of(versions) for row in rows):
            _begin(act, posting, channel, rows, versions)
            behind = True
    return behind


def standing_pair(act: Act, posting: Posting, channel: Channel) -> Sequence[Delivery]:
    """Return the newest live deliveries of a posting on one channel, Welsh first: the pair that counts."""
    live = [
        row
        for row in deliveries_of(act.session, posting)
        if row.channel == channel.name and row.state in LIVE_DELIVERIES
    ]
    newest = {row.carries: row for row in live}  # later ones take the place of earlier ones
    if Carries.BOTH in newest and live[-1].carries is Carries.BOTH:
        return [newest[Carries.BOTH]]
    return [newest[carries] for carries in (Carries.CY, Carries.EN) if carries in newest]


def is_pair_edit(delivery: Delivery) -> bool:
    """Tell whether a delivery is changed together with its twin, in a batch of that name."""
    return delivery.batch.endswith(f".{EDIT_PART}")


def _begin(
    act: Act, posting: Posting, channel: Channel, rows: Sequence[Delivery], versions: Mapping[Language, Version]
) -> None:
    way = channel.on_edit if channel.edits or channel.on_edit is not OnEdit.EDIT else OnEdit.CORRECTION
    if way is OnEdit.REPUBLISH and is_divided(act.session, posting):
        way = OnEdit.CORRECTION  # what continues it would hang in the air
    act.record(
        posting.subject,
        Tag.CHANGE_RELEASED,
        channel=channel.name,
        way=way.value,
        cy=versions[Language.CY].content_hash,
        en=versions[Language.EN].content_hash,
    )
    if way is OnEdit.EDIT:
        _edit(act, posting, channel, rows, versions)
    elif way is OnEdit.REPUBLISH:
        _take_down(act, posting, channel)
    else:
        _correct(act, posting, channel, rows, versions)


def _edit(
    act: Act, posting: Posting, channel: Channel, rows: Sequence[Delivery], versions: Mapping[Language, Version]
) -> None:
    bodies = pair_bodies(versions)
    for row in rows:
        row.edit = {**bodies[row.carries].data(), "says": says_of(versions), "since": act.at.isoformat()}
        row.before, row.edited_at = None, None
        row.task, row.not_before, row.attempts, row.looks = Task.EDIT, act.at, 0, 0
        # A worker that still holds the old batch loses it here, and can no longer write.
        row.batch, row.lease, row.lease_until = batch_name(posting, channel, EDIT_PART), None, None
        row.error_code = row.error_detail = None
        act.session.add(row)


def _take_down(act: Act, posting: Posting, channel: Channel) -> None:
    for row in deliveries_of(act.session, posting):
        if row.channel == channel.name and row.state in LIVE_DELIVERIES:
            row.task, row.not_before, row.attempts = Task.WITHDRAW, act.at, 0
            row.batch, row.lease, row.lease_until = batch_name(posting, channel, "down"), None, None
            act.session.add(row)


def republish(act: Act, posting: Posting, channel: Channel) -> None:
    """Put the new pair on its way, once the old one is down, in the caller's act."""
    make_pair(act, posting, channel, latest_versions(act.session, posting))


def _correct(
    act: Act, posting: Posting, channel: Channel, rows: Sequence[Delivery], versions: Mapping[Language, Version]
) -> None:
    """Make a new pair whose first line points, in each language, to what it corrects."""
    standing = {row.carries: row for row in rows}
    bodies, says, batch = pair_bodies(versions), says_of(versions), batch_name(posting, channel)
    lines = {one: _correction_line(act, one, standing) for one in Language}
    is_part = is_divided(act.session, posting)
    for carries, continues in pair_plan(channel, is_part=is_part):
        if carries is Carries.BOTH:
            halves = [f"{lines[one]}\n\n{versions[one].text}" for one in Language]
            both = combined_body(versions[Language.CY], versions[Language.EN])
            body = Body(LANGUAGE_RULE.join(halves), both.link, both.media)
        else:
            one = bodies[carries]
            body = Body(f"{lines[Language(carries.value)]}\n\n{one.text}", one.link, one.media)
        after = delivery_key(posting, channel, continues) if continues else None
        if after is None and (is_part or channel.layout is Layout.THREAD):
            after = standing.get(carries, rows[0]).key
        make_delivery(act, posting, channel, carries, body, batch=batch, says=says, after=after)


def _correction_line(act: Act, language: Language, standing: Mapping[Carries, Delivery]) -> str:
    corrected = standing.get(Carries(language.value)) or standing.get(Carries.BOTH) or next(iter(standing.values()))
    words = act.rules.correction_line[0 if language is Language.CY else 1]
    return words.format(address=corrected.address or "").strip()
