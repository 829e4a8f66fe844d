"""``cydbost queue``: after a restore, ask the platforms what became of everything, and open the queue again."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import make_connectors
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import name_of, spell_moment
from cydbost_bot.sentences_words import ERRORS
from cydbost_queue.queries.reopened import show_restored
from cydbost_queue.reconciling import Reconciled, open_queue, reconcile

app = App(help=N_("After a restore: ask the platforms, and open the queue."))


@app.command("status", help=N_("Say whether the queue is open; the status is 1 while it is closed."))
def status(context: typer.Context) -> None:
    """Say whether anything can leave the queue.

    Raises:
        typer.Exit: status 1 while it is closed.
    """
    with at_desk(context) as here:
        found = show_restored(here.desk)
        is_closed = found is not None and found.opened_at is None
        if here.as_json:
            print_json(
                {
                    "open": not is_closed,
                    "backup_at": found.backup_at.isoformat() if found else None,
                    "restored_at": found.at.isoformat() if found else None,
                    "unasked": list(found.unasked) if found else [],
                    "unsettled": found.unsettled if found else 0,
                }
            )
        elif found is None or not is_closed:
            say(_("The queue is open."))
        else:
            sentence = _("The queue is closed: it was restored from a backup made {when}.")
            say(sentence.format(when=spell_moment(found.backup_at)))
            if found.unasked:
                say(_("Still to be asked: {accounts}.").format(accounts=", ".join(found.unasked)))
            if found.unsettled:
                say(_("To be settled before it opens: {n}. See “cydbost dead-letter list”.").format(n=found.unsettled))
    if is_closed:
        raise typer.Exit(NO)


@app.command(
    "reconcile",
    help=N_(
        "Ask every account what went out, changed or went since the backup; the status is 1 if one gave no answer."
    ),
)
def ask(context: typer.Context) -> None:
    """Ask the platforms; nothing is sent.

    Raises:
        QueueError: the queue is open, or this person may not.
        typer.Exit: status 1 when an account could not be asked.
    """
    done = ask_all(context)
    if session(context).json:
        print_json(asked_data(done))
    else:
        tell_asked(done)
    if done.unasked:
        raise typer.Exit(NO)


def ask_all(context: typer.Context) -> Reconciled:
    """Ask every account of a restored council, for the person who acts; nothing is sent.

    Raises:
        QueueError: the queue is open, or this person may not.
    """
    with at_desk(context, with_secrets=True) as here:
        return reconcile(here.desk, here.actor, make_connectors(here.settings, here.desk.clock))


def asked_data(done: Reconciled) -> dict[str, Any]:
    """Return what asking brought, for scripts."""
    return asdict(done)


def tell_asked(done: Reconciled) -> None:
    """Say what asking brought, and what comes next."""
    say(_("Found on the platforms and taken into the record: {n}.").format(n=done.found))
    say(
        _("Read back: {read}; changed since the backup: {changed}; gone: {gone}.").format(
            read=done.read, changed=done.changed, gone=done.gone
        )
    )
    if done.strangers:
        say(_("Not known to the record: {n}. See “cydbost dead-letter list”.").format(n=done.strangers))
    for account, error in done.unasked.items():
        say(_("{account} gave no answer: {error}.").format(account=account, error=name_of(ERRORS, error)))
    if not done.unasked and (done.strangers or done.changed or done.gone):
        say(_("Every account was asked. Next: “cydbost dead-letter list”, then “cydbost queue open”."))
    elif not done.unasked:
        say(_("Every account was asked. Next: “cydbost queue open”."))


@app.command("open", help=N_("Let the queue send again."))
def let_go(
    context: typer.Context,
    *,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar=N_("REASON"), help=N_("Why, where not all was asked or settled.")),
    ] = None,
) -> None:
    """Open the queue.

    Raises:
        QueueError: it is open, not all was asked or settled and there is no reason, or this person may not.
    """
    with at_desk(context) as here:
        open_queue(here.desk, here.actor, reason=reason)
        if here.as_json:
            print_json({"open": True})
        else:
            say(_("The queue is open. What may be out is still asked about before it is sent."))
