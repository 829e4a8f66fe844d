"""``cydbost manual``: what is posted by hand where no program may, ready to copy, and saying that it is done."""

from collections.abc import Callable
from typing import Annotated, cast

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.manual_view import job_data, job_line, show_job, text_to_copy
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import OneLanguage, Reason, Ref, Zone
from cydbost_bot.compose import make_connector
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.wall_clock import parse_time
from cydbost_connectors import HandConnector
from cydbost_queue.actions.by_hand import cannot_by_hand, done_by_hand, gone_by_hand
from cydbost_queue.errors import Refused
from cydbost_queue.queries.by_hand import HandJob, hand_jobs, texts_to_post
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.tables import Carries

app = App(help=N_("Post by hand where no program may, and say so."))

NOTHING_IN_HAND = Wording("nothing_in_hand", N_("There is nothing of {ref} to do by hand now."))
ACCOUNT_NEEDED = Wording("account_needed", N_("Say on which account, with --account: {known}."))

Account = Annotated[
    str | None,
    typer.Option("--account", metavar=N_("ACCOUNT"), help=N_("The account; needed where there is more than one.")),
]
Address = Annotated[
    str | None, typer.Option("--address", metavar=N_("ADDRESS"), help=N_("Where it stands, pasted whole."))
]
DoneAt = Annotated[
    str | None, typer.Option("--at", metavar=N_("TIME"), help=N_("When it was done; now, unless given."))
]


@app.command("list", help=N_("List what is to be done by hand, the most urgent first."))
def list_all(context: typer.Context) -> None:
    """List every job in hand."""
    with at_desk(context) as here:
        jobs = hand_jobs(here.desk)
        for job in jobs:
            if here.as_json:
                print_json(job_data(job))
            else:
                say(job_line(job))
        if not jobs and not here.as_json:
            say(_("There is nothing to do by hand."))


@app.command("show", help=N_("Show what to post, with everything that is needed; with --language, its text alone."))
def show(context: typer.Context, ref: Ref, *, language: OneLanguage = None) -> None:
    """Show what is in hand of one posting.

    Raises:
        NotFound: there is no such posting.
        Refused: with a language: there is no text of it to post, or it was stopped.
    """
    with at_desk(context) as here:
        name = show_posting(here.desk, ref).line.ref
        jobs = hand_jobs(here.desk, ref=ref)
        if language is not None:
            carries = {Carries(language), Carries.BOTH}
            for job in texts_to_post([job for job in jobs if job.carries in carries], name):
                say(text_to_copy(job))
            return
        _show_all(here, name, jobs)


@app.command("done", help=N_("Say that it is posted or changed: give the address where it stands."))
def done(
    context: typer.Context,
    ref: Ref,
    *,
    account: Account = None,
    address: Address = None,
    at: DoneAt = None,
    zone: Zone = None,
    language: OneLanguage = None,
) -> None:
    """Record what a person did.

    Raises:
        Refused: nothing of it is in hand there, or the address or the time cannot be right.
        Rejected: the address is not on the account's site.
        Denied: the person may not post by hand.
    """

    def act(here: AtDesk) -> None:
        now = here.desk.clock.now()
        moment = parse_time(at, now=now, zone=zone or str(here.desk.rules.zone), past=True) if at else None
        there = _meant(here, ref, account)
        done_by_hand(
            here.desk,
            here.actor,
            ref,
            account=there,
            connector=_connector(here, ref, there),
            carries=_carries(here, ref, there, language),
            address=address,
            moment=moment,
        )

    _settle(context, ref, act)


@app.command("gone", help=N_("Say that it is down, or was never posted."))
def gone(
    context: typer.Context, ref: Ref, *, account: Account = None, address: Address = None, language: OneLanguage = None
) -> None:
    """Record that it is down.

    Raises:
        Refused: it is not to come down there, or nobody can tell which is meant.
        Denied: the person may not post by hand.
    """

    def act(here: AtDesk) -> None:
        there = _meant(here, ref, account)
        carries = _carries(here, ref, there, language)
        gone_by_hand(here.desk, here.actor, ref, there, carries=carries, address=address)

    _settle(context, ref, act)


@app.command("cannot", help=N_("Say that it cannot be done, and why: people are told."))
def cannot(
    context: typer.Context, ref: Ref, *, reason: Reason, account: Account = None, language: OneLanguage = None
) -> None:
    """Record that it cannot be done.

    Raises:
        Refused: nothing of it is in hand there, it must be said whether it is out, or there is no reason.
        Denied: the person may not post by hand.
    """

    def act(here: AtDesk) -> None:
        there = _meant(here, ref, account)
        cannot_by_hand(here.desk, here.actor, ref, there, reason, carries=_carries(here, ref, there, language))

    _settle(context, ref, act)


def _settle(context: typer.Context, ref: str, act: Callable[[AtDesk], None]) -> None:
    with at_desk(context) as here:
        name = show_posting(here.desk, ref).line.ref
        act(here)
        jobs = hand_jobs(here.desk, ref=ref)
        if here.as_json:
            print_json({"ref": name, "done": True, "next": [job_data(job) for job in jobs]})
            return
        say(_("{ref}: kept.").format(ref=name))
        if jobs:
            _show_all(here, name, jobs)


def _show_all(here: AtDesk, ref: str, jobs: list[HandJob]) -> None:
    for job in jobs:
        if here.as_json:
            print_json(job_data(job))
        else:
            show_job(job)
    if not jobs and not here.as_json:
        say(NOTHING_IN_HAND(ref=ref).sentence())


def _meant(here: AtDesk, ref: str, given: str | None) -> str:
    """Return the account that is meant: by its whole name, by its own beside the channel's, or the only one in hand."""
    in_hand = sorted({job.account for job in hand_jobs(here.desk, ref=ref)})
    if given is None:
        if len(in_hand) > 1:
            raise Misuse(ACCOUNT_NEEDED(known=", ".join(in_hand)))
        if not in_hand:
            raise Misuse(NOTHING_IN_HAND(ref=ref.strip().upper()))
        return in_hand[0]
    near = [name for name in in_hand if name.partition("/")[2] == given]
    return near[0] if given not in in_hand and len(near) == 1 else given


def _connector(here: AtDesk, ref: str, account: str) -> HandConnector:
    """Return the account's connector, which knows the addresses of its place."""
    connector = make_connector(here.settings, account, here.desk.clock)
    if not connector.capabilities.by_hand:
        raise Refused("not_in_hand", ref=ref.strip().upper(), account=account)
    return cast("HandConnector", connector)


def _carries(here: AtDesk, ref: str, account: str, language: str | None) -> Carries | None:
    """Return which version is meant: on an account for both in one post, a language means that post."""
    if language is None:
        return None
    there = {job.carries for job in hand_jobs(here.desk, ref=ref) if job.account == account}
    carries = Carries(language)
    return Carries.BOTH if carries not in there and Carries.BOTH in there else carries
