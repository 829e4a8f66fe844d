"""``cydbost post approve | accept | schedule | cancel | withdraw | retry``: deciding about a posting."""

from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import NeededAt, OneLanguage, Reason, Ref, Zone
from cydbost_bot.cli.post_report import report
from cydbost_bot.cli.posting_data import posting_data
from cydbost_bot.cli.posting_view import show_finding_lines, show_needs, show_versions
from cydbost_bot.cli.quiet_view import warn_of_quiet
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.wall_clock import spell_time
from cydbost_language import Language
from cydbost_queue.actions.approving import accept_finding
from cydbost_queue.actions.approving import approve as give_approval
from cydbost_queue.actions.retrying import retry as set_on_its_way
from cydbost_queue.actions.scheduling import cancel as take_slot_away
from cydbost_queue.actions.scheduling import schedule as give_slot
from cydbost_queue.actions.withdrawing import withdraw as take_down
from cydbost_queue.errors import GateClosed
from cydbost_queue.policy import Right
from cydbost_queue.queries.postings import show_posting

NOT_THEIR_LANGUAGE_CY = Wording(
    "not_their_language", N_("{person} may not approve Welsh. Ask someone whose languages include it.")
)
NOT_THEIR_LANGUAGE_EN = Wording(
    "not_their_language", N_("{person} may not approve English. Ask someone whose languages include it.")
)

APPROVE = N_("Approve the texts as they stand now; nobody approves their own.")
ACCEPT = N_("Accept a finding that only warns, with a reason, for these very texts.")
SCHEDULE = N_("Give a post that passes the gate its time.")
CANCEL = N_("Take a post's time away; it stays as it is.")
WITHDRAW = N_("Take a post down, both languages everywhere.")
RETRY = N_("Send again what a platform refused, once the cause is mended.")

FindingName = Annotated[
    str, typer.Argument(metavar=N_("FINDING"), help=N_("The finding's short name, as “post show” gives it."))
]


def approve(context: typer.Context, ref: Ref, *, language: OneLanguage = None) -> None:
    """Approve one version, or both.

    Raises:
        Misuse: the language is not theirs.
        QueueError: the queue does not allow it.
        typer.Exit: status 1, the gate is closed.
    """
    with at_desk(context) as here:
        here.actor.require(Right.APPROVE)
        languages = _their_languages(here, Language(language) if language else None)
        try:
            give_approval(here.desk, here.actor, ref, languages)
        except GateClosed:
            _say_closed(here, ref, _("{ref} cannot be approved yet."))
        names = ngettext("{ref}: one version is approved.", "{ref}: both versions are approved.", len(languages))
        report(here, ref, names.format(ref=_name(here, ref)))


def accept(context: typer.Context, ref: Ref, finding: FindingName, *, reason: Reason) -> None:
    """Accept one warning.

    Raises:
        QueueError: it cannot be accepted, or not by this person.
    """
    with at_desk(context) as here:
        accept_finding(here.desk, here.actor, ref, finding, reason)
        report(here, ref, _("{ref}: the finding {finding} is accepted.").format(ref=_name(here, ref), finding=finding))


def schedule(context: typer.Context, ref: Ref, *, at: NeededAt, zone: Zone = None) -> None:
    """Give a posting its slot.

    Raises:
        NotATime: the time names no one instant to come.
        QueueError: the queue does not allow it.
        typer.Exit: status 1, the gate is closed.
    """
    with at_desk(context) as here:
        here.actor.require(Right.SCHEDULE)
        slot = here.moment(at, zone)
        try:
            verdict = give_slot(here.desk, here.actor, ref, slot)
        except GateClosed:
            _say_closed(here, ref, _("{ref} cannot be given a time yet."))
        if not verdict.is_open:
            _say_closed(here, ref, _("{ref} does not go out yet: other posts are near that time."))
        report(here, ref, _("{ref} goes out at {slot}.").format(ref=_name(here, ref), slot=spell_time(slot)))
        warn_of_quiet(here, ref)


def cancel(context: typer.Context, ref: Ref) -> None:
    """Take a posting's slot away.

    Raises:
        QueueError: it has none, or it is out already.
    """
    with at_desk(context) as here:
        take_slot_away(here.desk, here.actor, ref)
        report(here, ref, _("{ref} has no time now.").format(ref=_name(here, ref)))


def withdraw(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Withdraw a posting.

    Raises:
        QueueError: the queue does not allow it.
    """
    with at_desk(context) as here:
        take_down(here.desk, here.actor, ref, reason)
        sentence = _("{ref} is withdrawn. What is live comes down in both languages; the worker does it.")
        report(here, ref, sentence.format(ref=_name(here, ref)))


def retry(context: typer.Context, ref: Ref) -> None:
    """Set the failed deliveries on their way again.

    Raises:
        QueueError: nothing of it failed.
    """
    with at_desk(context) as here:
        number = set_on_its_way(here.desk, here.actor, ref)
        sentence = ngettext("{ref}: {n} delivery is tried again.", "{ref}: {n} deliveries are tried again.", number)
        if not number:
            sentence = _("{ref}: the parts that waited go on.")
        report(here, ref, sentence.format(ref=_name(here, ref), n=number))


def _their_languages(here: AtDesk, asked: Language | None) -> list[Language]:
    theirs = here.actor.languages
    wanted = [asked] if asked else [language for language in Language if language in theirs]
    for language in wanted:
        if language not in theirs:
            wording = NOT_THEIR_LANGUAGE_CY if language is Language.CY else NOT_THEIR_LANGUAGE_EN
            raise Misuse(wording(person=here.actor.name))
    return wanted


def _say_closed(here: AtDesk, ref: str, sentence: str) -> None:
    posting = show_posting(here.desk, ref)
    if here.as_json:
        print_json(posting_data(posting, posting.verdict.findings))
    else:
        say(sentence.format(ref=posting.line.ref))
        if posting.verdict.findings:
            show_versions(posting, posting.verdict.findings)
            show_finding_lines(posting.verdict.findings, accepted=posting.verdict.accepted)
        show_needs(posting, findings_shown=True)
    raise typer.Exit(NO)


def _name(here: AtDesk, ref: str) -> str:
    return show_posting(here.desk, ref).line.ref
