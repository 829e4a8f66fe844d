"""``cydbost audit``: the proof that the record is whole, and the record in words."""

from collections.abc import Iterator
from contextlib import closing
from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import open_record
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.sentences import entry_line, entry_sentence, flaw_sentence, subject_of
from cydbost_queue.desk import Desk
from cydbost_queue.queries.comments import show_comment
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.record.checkpoint import Checkpoint, take_checkpoint
from cydbost_queue.record.verify import Verification, verify
from cydbost_queue.views import EntryView

LAST = Wording("last_out_of_range", N_("--last is a number from 1 to 100000."))

app = App(help=N_("Prove that the record is whole, and read it."))


@app.command("verify", help=N_("Go through the whole record; the status is 1 when anything in it was changed."))
def prove(
    context: typer.Context,
    *,
    checkpoint: Annotated[
        str | None,
        typer.Option(
            "--checkpoint",
            metavar=N_("LINE"),
            help=N_("Hold the record to what “cydbost audit checkpoint” printed earlier."),
        ),
    ] = None,
) -> None:
    """Verify every chain, every seal, and what the tables say against what was recorded.

    Nobody need be named: whoever can read the database can prove it.

    Raises:
        StoreError: the database cannot be read.
        Refused: the checkpoint is none.
        typer.Exit: status 1 when the record is not whole.
    """
    asked = session(context)
    earlier = None if checkpoint is None else Checkpoint.read(checkpoint)
    with closing(open_record(asked.settings_without_secrets)) as store:
        found = verify(store, earlier)
    if asked.json:
        print_json(_data(found))
    else:
        for line in _lines(found):
            say(line)
    if not found.is_whole:
        raise typer.Exit(NO)


@app.command("checkpoint", help=N_("Print one line that holds the record to what it is now. Keep it elsewhere."))
def checkpoint(context: typer.Context) -> None:
    """Print the checkpoint of the newest seal.

    Raises:
        StoreError: the database cannot be read.
    """
    asked = session(context)
    with closing(open_record(asked.settings_without_secrets)) as store:
        taken = take_checkpoint(store)
    if asked.json:
        print_json({"seal": taken.seal, "hash": taken.hash, "checkpoint": str(taken)})
    else:
        say(str(taken))


@app.command("show", help=N_("Show the entries in words, the newest last."))
def show(
    context: typer.Context,
    *,
    ref: Annotated[
        str | None,
        typer.Argument(metavar=N_("REF"), help=N_("Of one post (P12), comment (C4), or “settings”; all unless given.")),
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", metavar=N_("NUMBER"), help=N_("Only so many, the newest."))
    ] = None,
) -> None:
    """Show entries.

    Raises:
        NotFound: there is no such posting or comment.
        Misuse: ``--last`` is out of range.
    """
    if last is not None and not 1 <= last <= 100_000:
        raise Misuse(LAST())
    with at_desk(context) as here:
        is_any = False
        for entry in _chosen(here.desk, ref, last):
            is_any = True
            if here.as_json:
                print_json(_entry_data(entry))
            else:
                say(entry_line(entry))
        if not is_any and not here.as_json:
            say(_("There are no entries."))


def _chosen(desk: Desk, ref: str | None, last: int | None) -> Iterator[EntryView]:
    if ref is None:
        return entries(desk, last=last)
    subject = subject_of(ref)
    if subject.startswith("posting:"):
        show_posting(desk, ref.removeprefix("posting:"))  # refuses one that is not there
    elif subject.startswith("comment:"):
        show_comment(desk, ref.removeprefix("comment:"))
    return entries(desk, subject=subject, last=last)


def _lines(found: Verification) -> Iterator[str]:
    for flaw in found.flaws:
        yield flaw_sentence(flaw)
    if found.is_whole:
        verdict = _("The record is whole.")
    else:
        many = len(found.flaws)
        verdict = ngettext("The record is not whole: {n} flaw.", "The record is not whole: {n} flaws.", many).format(
            n=many
        )
    counts = _("Entries: {entries}. Chains: {chains}. Seals: {seals}.")
    yield f"{verdict} {counts.format(entries=found.entries, chains=found.chains, seals=found.seals)}"


def _data(found: Verification) -> dict[str, Any]:
    return {
        "whole": found.is_whole,
        "entries": found.entries,
        "chains": found.chains,
        "seals": found.seals,
        "flaws": [
            {"code": flaw.code, "subject": flaw.subject, "number": flaw.number, "message": flaw_sentence(flaw)}
            for flaw in found.flaws
        ],
    }


def _entry_data(entry: EntryView) -> dict[str, Any]:
    return {
        "subject": entry.subject,
        "number": entry.number,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "act": entry.act,
        "act_id": entry.act_id,
        "data": dict(entry.data),
        "hash": entry.hash,
        "message": entry_sentence(entry.act, entry.data),
    }
