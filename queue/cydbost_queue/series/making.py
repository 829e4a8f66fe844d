"""Making the occurrences of a series ahead of their time, each once, and keeping them in line with their pattern.

One transaction takes a series as far as it will go now, under the lock of its pattern. Whatever ends it early leaves
nothing; whoever comes next finds what is still to do from the rows alone. The key of an occurrence, its series and its
time on the wall, is unique in the database: two workers, or a restart, make it once.
"""

import hashlib
from datetime import datetime
from itertools import islice
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.actions.approving import give_approval, settle
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.gate import approvals_for
from cydbost_queue.lookup import channels_of, id_of, latest_versions
from cydbost_queue.moves import move_posting
from cydbost_queue.record import Tag
from cydbost_queue.recurrence import Recurrence, far_after, instant_of, read_wall, spell_wall, wall_of
from cydbost_queue.series.following import not_out, step_back
from cydbost_queue.sides import media_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Acceptance,
    ApprovalKind,
    HeldReason,
    Occurrence,
    Posting,
    PostingKind,
    Series,
    Version,
)

#: At most so many occurrences in one transaction; a series that was long unattended takes several.
MOST: Final = 50


def attend_series(desk: Desk) -> bool:
    """Look at one series that is due: bring in line what it made, make what is to come; tell whether there was one."""
    with desk.system_act() as act:
        found = act.session.exec(
            select(Posting, Series)
            .join(Series, col(Series.posting_id) == col(Posting.id))
            .where(col(Series.due) <= act.at)
            .order_by(col(Series.due))
            .limit(1)
            .with_for_update(of=Posting, skip_locked=True)
        ).first()
        if found is None:
            return False
        pattern, series = found
        act.session.refresh(series)  # as it is under the pattern's lock
        if series.due is not None and series.due <= act.at:
            _attend(act, series, pattern)
        return True


def _attend(act: Act, series: Series, pattern: Posting) -> None:
    for occurrence, posting in not_out(act.session, series):
        if not occurrence.own:
            _bring_in_line(act, pattern, posting)
    zone, lead = act.rules.zone, act.rules.series_lead
    recurrence = Recurrence(series.rule, read_wall(series.first))
    made_to = read_wall(series.made_to) if series.made_to else None
    until = wall_of(act.at + lead, zone)
    for wall in islice(_walls(series, recurrence, after=made_to, until=until), MOST):
        make_occurrence(act, series, pattern, wall)
        made_to = wall
    series.made_to = spell_wall(made_to) if made_to else None
    following = next_wall(series, recurrence, after=made_to)
    series.due = None if following is None else max(act.at, instant_of(following, zone) - lead)
    if following is not None and following <= until:
        series.due = act.at
    act.session.add(series)


def _walls(series: Series, recurrence: Recurrence, *, after: datetime | None, until: datetime) -> list[datetime]:
    stop = series.stopped_from
    found = recurrence.walls(until=until, after=after)
    return [wall for wall in islice(found, MOST + 1) if stop is None or spell_wall(wall) < stop]


def next_wall(series: Series, recurrence: Recurrence, *, after: datetime | None) -> datetime | None:
    """Return the next time on the wall of a series after ``after``, or ``None`` where it has ended."""
    found = next(recurrence.walls(until=far_after(after or recurrence.first), after=after), None)
    is_over = found is None or (series.stopped_from is not None and spell_wall(found) >= series.stopped_from)
    return None if is_over else found


def occurrence_uid(pattern: Posting, series: Series, wall: str) -> str:
    """Return what the keys of a place's posting are made of: the same however often it is made, as after a restore."""
    return hashlib.sha256(f"{pattern.uid}/{series.id}/{wall}".encode()).hexdigest()[:12]


def make_occurrence(act: Act, series: Series, pattern: Posting, wall: datetime) -> None:
    """Make the posting of one place, in the caller's act; nothing where the place is filled or left out."""
    key, slot = spell_wall(wall), instant_of(wall, act.rules.zone)
    if act.session.get(Occurrence, (series.id, key)) is not None:
        return  # skipped in advance
    channels = [channel.name for channel in channels_of(act.session, pattern)]
    names = [(cy, en) for cy, en in pattern.names]
    posting = new_posting(
        act,
        label=pattern.label,
        channels=channels,
        kind=PostingKind.STANDARD,
        slot=slot,
        names=names,
        uid=occurrence_uid(pattern, series, key),
    )
    act.session.add(Occurrence(series_id=series.id or 0, wall=key, posting_id=id_of(posting)))
    act.session.flush()
    act.record(series.subject, Tag.SERIES_MADE, ref=posting.ref, wall=key, slot=slot.isoformat())
    if slot <= act.at:
        # No worker ran when it should have been made: it never goes out by itself at a time nobody chose.
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)
    _bring_in_line(act, pattern, posting)
    if posting.state is PostingState.DRAFT:
        act.tell("approver", "occurrence_waits", posting.subject, ref=posting.ref, slot=slot.isoformat())


def _bring_in_line(act: Act, pattern: Posting, posting: Posting) -> None:
    """Give an occurrence the pattern's words and, where those are approved, the approvals of these very words."""
    wanted, there = latest_versions(act.session, pattern), latest_versions(act.session, posting)
    for language, version in wanted.items():
        if language not in there or there[language].content_hash != version.content_hash:
            content = Content(version.text, version.link, media_of(version.media))
            write_version(act, posting, language, content, author=version.author)
            step_back(act, posting)
    if len(wanted) == len(Language) and _carry_approvals(act, pattern, posting, wanted):
        settle(act, posting)


def _carry_approvals(act: Act, pattern: Posting, posting: Posting, wanted: dict[Language, Version]) -> bool:
    """Let an occurrence carry what was approved and accepted of the pattern's words; tell whether anything is new."""
    cy, en = wanted[Language.CY], wanted[Language.EN]
    is_new = _carry_acceptances(act, pattern, posting, cy, en)
    for language in Language:
        theirs = approvals_for(act.session, pattern, language, cy, en)
        ours = {row.by for row in approvals_for(act.session, posting, language, cy, en)}
        for approval in theirs:
            if approval.by not in ours:
                give_approval(act, posting, language, kind=ApprovalKind.SERIES, by=approval.by)
                is_new = True
    return is_new


def _carry_acceptances(act: Act, pattern: Posting, posting: Posting, cy: Version, en: Version) -> bool:
    known = {(row.fingerprint, row.by, row.at) for row in _acceptances(act.session, posting, cy, en)}
    new = [row for row in _acceptances(act.session, pattern, cy, en) if (row.fingerprint, row.by, row.at) not in known]
    for row in new:
        values = row.model_dump(exclude={"id", "posting_id"})
        act.session.add(Acceptance(**values, posting_id=id_of(posting)))
        act.record(
            posting.subject,
            Tag.ACCEPTANCE_CARRIED,
            finding=row.fingerprint,
            by=row.by,
            ref=pattern.ref,
            expires=row.expires_at.isoformat(),
        )
    act.session.flush()
    return bool(new)


def _acceptances(session: Session, posting: Posting, cy: Version, en: Version) -> list[Acceptance]:
    return list(
        session.exec(
            select(Acceptance).where(
                Acceptance.posting_id == posting.id,
                Acceptance.cy_hash == cy.content_hash,
                Acceptance.en_hash == en.content_hash,
            )
        )
    )
