"""Changing a series from a day on: another time of day, other words, or both; what is out stays as it was.

As calendars do with "this one and all that follow": the series ends before the day, and another goes on from there.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from cydbost_language import Language
from cydbost_queue.actions.series import lock_series, never_send
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import channels_of, id_of, latest_versions, posting_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.recurrence import Recurrence, far_after, first_of, instant_of, read_wall, spell_wall, wall_of
from cydbost_queue.series.following import not_out
from cydbost_queue.sides import media_of
from cydbost_queue.tables import Posting, PostingKind, Series

_NOTHING: Mapping[Language, Content] = MappingProxyType({})


def change_series(
    desk: Desk,
    actor: Actor,
    ref: str,
    *,
    from_day: date | None = None,
    at: time | None = None,
    contents: Mapping[Language, Content] = _NOTHING,
) -> str:
    """Change the occurrences of a series from a day on, or all that are not out; return the series that goes on.

    What was made and is not out never goes out as it was. What takes its place passes the gate anew: with the
    approvals of its pattern where the words stay, and with none where they are new.

    Args:
        desk: the council's.
        actor: who asks.
        ref: the series.
        from_day: the first day that changes; at once where not given.
        at: the time of day on the council's wall, where that changes.
        contents: the new words, where they change; a language that is not given keeps its own.

    Raises:
        Refused: nothing changes, the series is over by then, or a text cannot be used.
        Denied: the actor may not schedule or, where words change, not write.
        NotFound: there is no such series.
    """
    if contents:
        actor.require(Right.WRITE)
    with desk.act(actor, Right.SCHEDULE) as act:
        series = lock_series(act, ref)
        if at is None and not contents:
            raise Refused("nothing_changed", ref=series.ref)
        now = wall_of(act.at, act.rules.zone)
        start = max(first_of(from_day), now) if from_day else now
        following = _following(act, series, start, at)
        pattern = posting_of(act.session, str(series.posting_id))
        if contents:
            pattern = _new_pattern(act, pattern, contents)
        number = _end(act, series, start)
        after = Series(
            posting_id=id_of(pattern),
            rule=following.rule,
            first=spell_wall(following.first),
            due=act.at,
            created_by=actor.name,
            created_at=act.at,
        )
        act.session.add(after)
        act.session.flush()
        wall = spell_wall(following.first)
        act.record(series.subject, Tag.SERIES_CHANGED, wall=spell_wall(start), series=after.ref, number=number)
        act.record(after.subject, Tag.SERIES_ADDED, ref=pattern.ref, rule=after.rule, wall=wall)
        return after.ref


def _following(act: Act, series: Series, start: datetime, at: time | None) -> Recurrence:
    """Return what is left of a series' rule from ``start`` on, from its first place there that is to come."""
    before = Recurrence(series.rule, read_wall(series.first))
    parts = dict(part.split("=") for part in series.rule.split(";"))
    for passed, wall in enumerate(_walls(series, before, start)):
        first = wall if at is None else datetime.combine(wall.date(), at)
        if wall < start or instant_of(first, act.rules.zone) <= act.at:
            continue
        if "COUNT" in parts:
            parts["COUNT"] = str(int(parts["COUNT"]) - passed)
        if "UNTIL" in parts and at is not None:
            parts["UNTIL"] = f"{parts['UNTIL'][:8]}T235959"  # its last day stays its last
        return Recurrence(";".join(f"{name}={value}" for name, value in parts.items()), first)
    raise Refused("series_over", series=series.ref)


def _walls(series: Series, recurrence: Recurrence, start: datetime) -> Iterator[datetime]:
    for wall in recurrence.walls(until=far_after(max(start, recurrence.first))):
        if series.stopped_from is not None and spell_wall(wall) >= series.stopped_from:
            return
        yield wall


def _new_pattern(act: Act, before: Posting, contents: Mapping[Language, Content]) -> Posting:
    """Return a pattern with the new words, and the old where there are none; nobody has approved it yet."""
    names = [(cy, en) for cy, en in before.names]
    channels = [channel.name for channel in channels_of(act.session, before)]
    pattern = new_posting(act, label=before.label, channels=channels, kind=PostingKind.STANDARD, names=names)
    versions = latest_versions(act.session, before)
    for language in Language:
        if language in contents:
            write_version(act, pattern, language, contents[language])
        elif language in versions:
            kept = versions[language]
            content = Content(kept.text, kept.link, media_of(kept.media))
            write_version(act, pattern, language, content, author=kept.author)
    return pattern


def _end(act: Act, series: Series, start: datetime) -> int:
    rest = not_out(act.session, series, from_wall=spell_wall(start))
    for _occurrence, posting in rest:
        never_send(act, posting)
    series.stopped_from, series.due = spell_wall(start), act.at
    act.session.add(series)
    return len(rest)
