"""``cydbost dead-letter``: everything that needs a person, why, who acts next, and the acts that are safe."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import NeededAt, Reason, Zone
from cydbost_bot.compose import make_connectors
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.sentences import delivery_state, name_of, platform_words, spell_moment
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import DEAD_LETTERS, ERRORS, HELD_REASONS, NOTICE_ERRORS, VERSIONS, WAYS
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.settling import (
    found_there,
    give_up_reply,
    look_again,
    not_there,
    retry_letter,
    settle_difference,
    settle_stranger,
)
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.queries.dead_letters import DeadLetter, Trouble, Way, dead_letters, show_dead_letter

NOT_OFFERED = Wording("not_offered", N_("This cannot be done with {ref} as it stands. What can: {ways}."))
NO_WAYS = Wording("no_ways", N_("Nothing can be done with {ref} here. See it with “cydbost dead-letter show {ref}”."))

app = App(help=N_("See everything that needs a person, and settle it."))

Ref = Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("As “list” names it: P12, C4, S1."))]
Account = Annotated[str, typer.Option("--account", metavar=N_("ACCOUNT"), help=N_("The account that was looked at."))]


@app.command("list", help=N_("List what needs a person, the longest waiting first."))
def list_all(context: typer.Context) -> None:
    """List every dead letter."""
    with at_desk(context) as here:
        found = dead_letters(here.desk)
        for letter in found:
            if here.as_json:
                print_json(_data(letter))
            else:
                say(_line(letter))
        if not found and not here.as_json:
            say(_("Nothing needs a person."))


@app.command("show", help=N_("Show one of them: what happened, and what may be done."))
def show(context: typer.Context, ref: Ref) -> None:
    """Show one dead letter.

    Raises:
        NotFound: nothing of that name needs a person.
    """
    with at_desk(context) as here:
        letter = show_dead_letter(here.desk, ref)
        if here.as_json:
            print_json(_data(letter))
            return
        say(_line(letter))
        for trouble in letter.troubles:
            say(f"  {_trouble_line(trouble)}")
        for way in letter.ways:
            say(_way_line(way, letter))


@app.command("retry", help=N_("Send again what failed, once the cause is mended."))
def retry(context: typer.Context, ref: Ref) -> None:
    """Retry a posting or a reply."""
    _settle(context, ref, Way.RETRY, lambda here: retry_letter(here.desk, here.actor, ref))


@app.command(
    "found", help=N_("It is there: the platform is asked to show it at the address, and it is not sent again.")
)
def found(
    context: typer.Context,
    ref: Ref,
    *,
    account: Account,
    address: Annotated[str, typer.Option("--address", metavar=N_("ADDRESS"), help=N_("Where it stands."))],
) -> None:
    """Take over what a person found."""

    def act(here: AtDesk) -> None:
        connector = make_connectors(here.settings, here.desk.clock)[account]
        found_there(here.desk, here.actor, ref, account=account, address=address, connector=connector)

    _settle(context, ref, Way.FOUND, act, with_secrets=True)


@app.command("absent", help=N_("It is not there, a person has looked: it is sent again."))
def absent(context: typer.Context, ref: Ref, *, account: Account) -> None:
    """Take a person's word that it is not out."""
    _settle(context, ref, Way.ABSENT, lambda here: not_there(here.desk, here.actor, ref, account))


@app.command("look", help=N_("Have the platforms looked at again now."))
def look(context: typer.Context, ref: Ref) -> None:
    """Look again."""
    _settle(context, ref, Way.LOOK, lambda here: look_again(here.desk, here.actor, ref))


@app.command("reschedule", help=N_("Give a held post a new time."))
def reschedule(context: typer.Context, ref: Ref, *, at: NeededAt, zone: Zone = None) -> None:
    """Give a new slot."""
    _settle(context, ref, Way.RESCHEDULE, lambda here: schedule(here.desk, here.actor, ref, here.moment(at, zone)))


@app.command("withdraw", help=N_("Withdraw the post, both languages everywhere."))
def take_down(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Withdraw the pair."""
    _settle(context, ref, Way.WITHDRAW, lambda here: withdraw(here.desk, here.actor, ref, reason))


@app.command("drop", help=N_("Drop a change that could not go out; what is live stands."))
def drop(context: typer.Context, ref: Ref) -> None:
    """Drop the change."""
    _settle(context, ref, Way.DROP, lambda here: drop_change(here.desk, here.actor, ref))


@app.command("give-up", help=N_("Give up an answer that a platform refused; its comment waits for another."))
def give_up(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Give a reply up."""
    _settle(context, ref, Way.GIVE_UP, lambda here: give_up_reply(here.desk, here.actor, ref, reason))


@app.command("settle", help=N_("Note what an unknown post is, or why one that differs may stand as it is."))
def settle(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Settle a stranger, or what differs since a restore."""
    act = settle_stranger if ref.strip().upper().startswith("S") else settle_difference
    _settle(context, ref, Way.SETTLE, lambda here: act(here.desk, here.actor, ref, reason))


def _settle(
    context: typer.Context, ref: str, way: Way, act: Callable[[AtDesk], object], *, with_secrets: bool = False
) -> None:
    """Do one act, if it is offered for this dead letter as it stands, and say so."""
    with at_desk(context, with_secrets=with_secrets) as here:
        letter = show_dead_letter(here.desk, ref)
        if way not in letter.ways:
            wording = NOT_OFFERED if letter.ways else NO_WAYS
            raise Misuse(wording(ref=letter.ref, ways=", ".join(one.value for one in letter.ways)))
        act(here)
        if here.as_json:
            print_json({"ref": letter.ref, "done": way.value})
        else:
            say(_("{ref}: done ({what}).").format(ref=letter.ref, what=name_of(WAYS, way.value)))


def _line(letter: DeadLetter) -> str:
    said = _("{ref} {label}: {why}; since {since}; next: {role}.")
    return said.format(
        ref=letter.ref,
        label=letter.label,
        why=_why(letter.why),
        since=spell_moment(letter.since),
        role=name_of(ROLES, letter.role.value),
    ).replace("  ", " ")


def _way_line(way: Way, letter: DeadLetter) -> str:
    if way is Way.HAND:
        return f"  cydbost manual show {letter.ref}: {name_of(WAYS, way.value)}"
    return f"  cydbost dead-letter {way.value} {letter.ref}: {name_of(WAYS, way.value)}"


def _why(code: str) -> str:
    for table in (HELD_REASONS, DEAD_LETTERS, ERRORS, NOTICE_ERRORS):
        if code in table:
            return name_of(table, code)
    return code


def _trouble_line(trouble: Trouble) -> str:
    parts = [trouble.account, name_of(VERSIONS, trouble.carries.value), delivery_state(trouble.state.value)]
    parts += [name_of(ERRORS, trouble.error), platform_words(trouble.detail), trouble.address or ""]
    return " · ".join(part for part in parts if part)


def _data(letter: DeadLetter) -> dict[str, Any]:
    return {
        "ref": letter.ref,
        "label": letter.label,
        "why": letter.why,
        "since": letter.since.isoformat(),
        "role": letter.role.value,
        "ways": [way.value for way in letter.ways],
        "deliveries": [
            {
                "account": one.account,
                "carries": one.carries.value,
                "state": one.state.value,
                "task": one.task.value if one.task else None,
                "error": one.error,
                "detail": one.detail,
                "address": one.address,
            }
            for one in letter.troubles
        ],
    }
