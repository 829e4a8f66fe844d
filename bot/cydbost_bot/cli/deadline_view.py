"""The Welsh deadline of an emergency, in words: how long is left, or how late it is."""

from datetime import datetime, timedelta
from typing import Any

from cydbost_bot.i18n import _
from cydbost_bot.sentences import spell_length
from cydbost_bot.wall_clock import spell_time
from cydbost_queue.views import EnglishFirstView, PostingView


def spell_duration(length: timedelta) -> str:
    """Return a length of time in words: ``2 funud``, ``3 hours``."""
    return spell_length(length.total_seconds())


def spell_deadline(exception: EnglishFirstView, now: datetime) -> str:
    """Return what became of the deadline, or how much of it is left; late stays late."""
    due = spell_time(exception.due_at)
    if exception.welsh_live_at is not None and exception.is_late:
        late = spell_duration(exception.welsh_live_at - exception.due_at)
        return _("late: the Welsh came {late} after {due}").format(late=late, due=due)
    if exception.welsh_live_at is not None:
        return _("kept: the Welsh came at {live}").format(live=spell_time(exception.welsh_live_at))
    if exception.is_late:
        return _("LATE by {late}: the Welsh was due by {due}").format(
            late=spell_duration(now - exception.due_at), due=due
        )
    return _("the Welsh is due by {due}: {left} left").format(left=spell_duration(exception.due_at - now), due=due)


def spell_exception(exception: EnglishFirstView) -> str:
    """Return why English went first, on whose word, and by when the Welsh is due."""
    alone = _("by {person} alone").format(person=exception.raised_by)
    two = _("by {person}, authorised by {authoriser}").format(
        person=exception.raised_by, authoriser=exception.authorised_by
    )
    reviewed = _("reviewed by {person}").format(person=exception.reviewed_by) if exception.reviewed_by else ""
    parts = [
        _("English first ({category}): {reason}").format(category=exception.category, reason=exception.reason or "-"),
        alone if exception.break_glass else two,
        _("Welsh due by {due}").format(due=spell_time(exception.due_at)),
        reviewed,
    ]
    return "; ".join(part for part in parts if part)


def owed_data(posting: PostingView, now: datetime) -> dict[str, Any]:
    """Return an owed or past Welsh as data: when it is due, and the seconds left (below zero: late)."""
    exception = posting.exception
    if exception is None:
        raise AssertionError("an emergency that went English first has its exception")
    return {
        "ref": posting.line.ref,
        "label": posting.line.label,
        "category": exception.category,
        "due_at": exception.due_at.isoformat(),
        "seconds_left": int((exception.due_at - (exception.welsh_live_at or now)).total_seconds()),
        "welsh_live_at": exception.welsh_live_at.isoformat() if exception.welsh_live_at else None,
        "late": exception.is_late,
        "reviewed_by": exception.reviewed_by,
    }
