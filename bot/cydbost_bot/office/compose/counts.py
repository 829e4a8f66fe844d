"""How long both sides are on every channel, as a table: what counts, what is left, what is still to be written."""

from collections.abc import Iterator
from dataclasses import dataclass

from cydbost_bot.counting import Awaited, Count
from cydbost_bot.office.words import _, ngettext
from cydbost_bot.sentences_words import platform_title
from cydbost_language import Language
from cydbost_queue.lengths import Counted
from cydbost_queue.tables import Carries


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side counts on one channel, or both in one post; ``is_over`` where the platform would not take it."""

    said: str
    is_over: bool = False
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class CountRow:
    """One channel: a cell for each language, Welsh first; or ``both`` where one post carries both."""

    channel: str
    platform: str
    sides: tuple[Cell, ...] = ()
    both: Cell | None = None
    note: Cell | None = None


def count_rows(count: Count) -> list[CountRow]:
    """Return a row for each channel whose platform's way of counting is known, in the order they were counted."""
    return list(_rows(count))


def _rows(count: Count) -> Iterator[CountRow]:
    by_channel: dict[str, list[Counted]] = {}
    for post in count.posts:
        by_channel.setdefault(post.channel, []).append(post)
    awaited = {one.channel: one for one in count.awaited}
    for channel, posts in by_channel.items():
        platform = platform_title(posts[0].measure.title)
        to_come = awaited.get(channel)
        if posts[0].carries is Carries.BOTH:
            note = _expected(to_come) if to_come else None
            yield CountRow(channel, platform, both=_counted(posts[0]), note=note)
        else:
            written = {Language(post.carries.value): _counted(post) for post in posts}
            sides = tuple(written.get(one) or (_expected(to_come) if to_come else Cell("–")) for one in Language)
            yield CountRow(channel, platform, sides=sides)


def _counted(post: Counted) -> Cell:
    limit = post.measure.limit
    if post.bytes_over:
        over = ngettext("%(num)s byte too long", "%(num)s bytes too long", post.bytes_over) % {"num": post.bytes_over}
        return Cell(f"{post.length}: {over}", is_over=True)
    if limit is None:
        return Cell(_("{length}, and there is no limit").format(length=post.length))
    if post.over:
        return Cell(
            _("{length} of {limit}: {over} too long").format(length=post.length, limit=limit, over=post.over),
            is_over=True,
        )
    return Cell(_("{length} of {limit}: {left} left").format(length=post.length, limit=limit, left=limit - post.length))


def _expected(one: Awaited) -> Cell:
    """Say how long what is still to be written will be, and warn where it may not fit."""
    figures = {"usual": one.usual, "most": one.most, "room": one.room}
    if one.is_unlikely:
        return Cell(
            _("Will hardly fit: {usual} as a rule, up to {most}; there is room for {room}").format(**figures),
            is_tight=True,
        )
    if one.is_tight:
        return Cell(
            _("May not fit: {usual} as a rule, up to {most}; there is room for {room}").format(**figures),
            is_tight=True,
        )
    return Cell(_("To be written: {usual} as a rule, up to {most}").format(**figures))
