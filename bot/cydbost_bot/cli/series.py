"""``cydbost series``: a post that goes out again and again, made of one pattern, approved once for the same words."""

from datetime import date
from typing import Annotated, Literal

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import Reason, Ref
from cydbost_bot.cli.series_view import series_data, show_list, show_places
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.recurrence_words import build_rule, read_date, spell_rule
from cydbost_queue.actions.series import add_series, skip_occurrence, stop_series
from cydbost_queue.policy import Right
from cydbost_queue.queries.series import SeriesView, list_series, show_series
from cydbost_queue.recurrence import wall_of

ONE_RULE = Wording("one_rule", N_("Give --every with its options, or --rule, one of the two."))
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
