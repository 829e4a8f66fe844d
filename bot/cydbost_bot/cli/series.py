"""``cydbost series``: a post that goes out again and again, made of one pattern, approved once for the same words."""

from datetime import date, datetime
from datetime import time as time_of_day
from typing import Annotated, Literal

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_content import given_texts
from cydbost_bot.cli.post_options import Cy, CyFile, En, EnFile, Reason, Ref
from cydbost_bot.cli.series_view import series_data, show_list, show_places
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.recurrence_words import build_rule, read_date, spell_rule
from cydbost_language import Language
from cydbost_queue.actions.series import add_series, skip_occurrence, stop_series, unskip_occurrence
from cydbost_queue.actions.series_change import change_series
from cydbost_queue.content import Content
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.series import SeriesView, list_series, show_series
from cydbost_queue.recurrence import wall_of
from cydbost_queue.sides import media_of
from cydbost_queue.views import VersionView

ONE_RULE = Wording("one_rule", N_("Give --every with its options, or --rule, one of the two."))
NO_TIME = Wording("no_time_of_day", N_("“{text}” is no time of day. Write it in four figures, such as 10:30."))
OUT_OF_RANGE = Wording("series_number", N_("{option} is a number from 1 to {most}."))

app = App(help=N_("Have a post go out again and again, by the clock on the wall."))

Name = Annotated[str, typer.Argument(metavar=N_("SERIES"), help=N_("The series, such as S2."))]
On = Annotated[str, typer.Option("--day", metavar=N_("DATE"), help=N_("The day, such as 2026-06-08."))]


@app.command("add", help=N_("Make a post the pattern of a series; each occurrence becomes a post of its own."))
def add(
    context: typer.Context,
    ref: Ref,
    *,
    first: Annotated[
        str, typer.Option("--first", metavar=N_("TIME"), help=N_("The first time, such as “2026-06-08 09:00”."))
    ],
    every: Annotated[
        Literal["day", "weekday", "week", "month", "year"] | None,
        typer.Option("--every", metavar="day|weekday|week|month|year", help=N_("How often.")),
    ] = None,
    interval: Annotated[
        int, typer.Option("--interval", metavar=N_("NUMBER"), help=N_("Only every so many: 2 is every other."))
    ] = 1,
    on: Annotated[
        str | None, typer.Option("--on", metavar=N_("DAYS"), help=N_("On these days of the week: mon,wed."))
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar=N_("DATE"), help=N_("The last day."))] = None,
    count: Annotated[int | None, typer.Option("--count", metavar=N_("NUMBER"), help=N_("So many times."))] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar=N_("RULE"), help=N_("A rule of RFC 5545, such as FREQ=MONTHLY;BYDAY=1MO.")),
    ] = None,
) -> None:
    """Begin a series.

    Raises:
        Misuse: neither or both ways of saying how often; a day or number that is none.
        NotATime: the first time names no one instant to come.
        QueueError: the queue does not allow it.
    """
    plain = any(value is not None for value in (on, until, count)) or interval != 1
    if (every is None) == (rule is None) or (rule is not None and plain):
        raise Misuse(ONE_RULE())
    _require_range("--interval", interval, 999)
    _require_range("--count", count, 9999)
    with at_desk(context) as here:
        here.actor.require(Right.SCHEDULE)
        start = wall_of(here.moment(first), here.desk.rules.zone)
        last = read_date(until, today=_today(here)) if until else None
        said = rule if every is None else build_rule(every, interval=interval, on=on, until=last, count=count)
        name = add_series(here.desk, here.actor, ref, said or "", start)
        view = show_series(here.desk, name)
        if here.as_json:
            print_json(series_data(view))
            return
        say(_("{series} is begun of {ref}: {rule}.").format(series=name, ref=view.pattern, rule=_spelled(view)))
        show_places(view)


@app.command("list", help=N_("List the series, the newest first."))
def list_all(context: typer.Context) -> None:
    """List every series; the status is 1 when there are none.

    Raises:
        typer.Exit: nothing found.
    """
    with at_desk(context) as here:
        views = list_series(here.desk)
        if here.as_json:
            for view in views:
                print_json(series_data(view))
        elif views:
            show_list(views)
        else:
            say(_("There is no series."))
    if not views:
        raise typer.Exit(NO)


@app.command("show", help=N_("Show a series: its pattern, its rule, what was made and what comes next."))
def show(
    context: typer.Context,
    name: Name,
    *,
    limit: Annotated[int, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("At most so many."))] = 10,
) -> None:
    """Show one series.

    Raises:
        Misuse: the limit is out of range.
        NotFound: there is no such series.
    """
    _require_range("--limit", limit, 400)
    with at_desk(context) as here:
        view = show_series(here.desk, name, most=limit)
        if here.as_json:
            print_json(series_data(view))
            return
        say(f"{view.ref} · {view.pattern} · {view.label} · {_spelled(view)}")
        show_places(view)


@app.command("skip", help=N_("Leave out one day of a series; what was made for it never goes out."))
def skip(context: typer.Context, name: Name, *, day: On) -> None:
    """Skip one place.

    Raises:
        Misuse: the day is none.
        QueueError: there is no such place, or it is out.
    """
    with at_desk(context) as here:
        on = read_date(day, today=_today(here))
        skip_occurrence(here.desk, here.actor, name, on)
        _report(here, name, _("{series} leaves out {day}.").format(series=name.upper(), day=on.isoformat()))


@app.command("unskip", help=N_("Put back a day of a series that was left out; its post is made anew."))
def unskip(context: typer.Context, name: Name, *, day: On) -> None:
    """Put one place back.

    Raises:
        Misuse: the day is none.
        QueueError: there is no such place, it was not left out, or its time has passed.
    """
    with at_desk(context) as here:
        on = read_date(day, today=_today(here))
        unskip_occurrence(here.desk, here.actor, name, on)
        _report(here, name, _("{series} has {day} again.").format(series=name.upper(), day=on.isoformat()))


@app.command("change", help=N_("Change the time or the words of a series, now or from a day on; what is out stays."))
def change(
    context: typer.Context,
    name: Name,
    *,
    start: Annotated[
        str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("From this day on; at once unless given."))
    ] = None,
    time: Annotated[
        str | None, typer.Option("--time", metavar=N_("TIME"), help=N_("The new time of day, such as 10:30."))
    ] = None,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
) -> None:
    """Change a series.

    Raises:
        Misuse: the day or time is none, or a text was given twice.
        QueueError: it is over, or nothing changes.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    with at_desk(context) as here:
        day = read_date(start, today=_today(here)) if start else None
        before = show_posting(here.desk, show_series(here.desk, name).pattern).versions
        after = change_series(
            here.desk,
            here.actor,
            name,
            from_day=day,
            at=_time_of_day(time) if time else None,
            contents={one: _anew(text, before.get(one)) for one, text in texts.items()},
        )
        view = show_series(here.desk, after)
        if here.as_json:
            print_json(series_data(view))
            return
        say(_("{before} goes on as {after}: {rule}.").format(before=name.upper(), after=after, rule=_spelled(view)))
        if texts:
            say(_("Its words are new: have {ref} approved.").format(ref=view.pattern))
        show_places(view)


def _anew(text: str, before: VersionView | None) -> Content:
    """Return new words beside the link and the pictures that stood beside the old."""
    return Content(text, before.link, media_of(before.media)) if before else Content(text)


def _time_of_day(text: str) -> time_of_day:
    try:
        return datetime.strptime(text.strip().replace(".", ":"), "%H:%M").time()  # noqa: DTZ007 - a time of the wall
    except ValueError as error:
        raise Misuse(NO_TIME(text=text[:20])) from error


@app.command("stop", help=N_("Stop the rest of a series, now or from a day on; what is out stays."))
def stop(
    context: typer.Context,
    name: Name,
    *,
    reason: Reason,
    start: Annotated[
        str | None, typer.Option("--from", metavar=N_("DATE"), help=N_("From this day on; at once unless given."))
    ] = None,
) -> None:
    """Stop a series.

    Raises:
        Misuse: the day is none.
        QueueError: it is over.
    """
    with at_desk(context) as here:
        day = read_date(start, today=_today(here)) if start else None
        number = stop_series(here.desk, here.actor, name, reason, from_day=day)
        sentence = ngettext(
            "{series} is stopped. {n} post that was made will not go out.",
            "{series} is stopped. {n} posts that were made will not go out.",
            number,
        )
        _report(here, name, sentence.format(series=name.upper(), n=number))


def _report(here: AtDesk, name: str, sentence: str) -> None:
    view = show_series(here.desk, name)
    if here.as_json:
        print_json(series_data(view))
    else:
        say(sentence)


def _today(here: AtDesk) -> date:
    return wall_of(here.desk.clock.now(), here.desk.rules.zone).date()


def _spelled(view: SeriesView) -> str:
    return spell_rule(view.rule, view.first)


def _require_range(option: str, number: int | None, most: int) -> None:
    if number is not None and not 1 <= number <= most:
        raise Misuse(OUT_OF_RANGE(option=option, most=most))
