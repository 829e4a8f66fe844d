"""``cydbost db``: bring the database up to date, say whether it is as it should be, and move it to another."""

from contextlib import ExitStack, closing
from typing import Annotated

import typer

from cydbost_bot.cli.db_key import KEY, REKEY, key, rekey
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import open_record, opened_desk
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.sentences import flaw_sentence
from cydbost_bot.sentences_database import weakness_sentence
from cydbost_queue.engine import shown_address
from cydbost_queue.memory.keeping import fill_memory
from cydbost_queue.moving import copy_store
from cydbost_queue.record.verify import verify
from cydbost_queue.soundness import weaknesses
from cydbost_queue.store import create_store, open_store

app = App(help=N_("Look after the database, or move it to another."))
app.command("key", help=KEY)(key)
app.command("rekey", help=REKEY)(rekey)


@app.command("migrate", help=N_("Make the database's tables, or bring older ones up to date."))
def migrate(context: typer.Context) -> None:
    """Make or migrate the configured database; repeating it changes nothing.

    Raises:
        Misuse: a mistake in the configuration.
        StoreError: the database cannot be made or migrated.
    """
    asked = session(context)
    address = asked.settings_without_secrets.database.address()
    create_store(address).close()
    if asked.json:
        print_json({"database": shown_address(address), "ok": True})
    else:
        say(_("The tables of {database} are those of this version.").format(database=shown_address(address)))


@app.command("remember", help=N_("Take everything that is published into the translation memory."))
def remember(context: typer.Context) -> None:
    """Fill the memory, as after an update; repeating it changes nothing.

    Raises:
        StoreError: there is no database, or it cannot be written.
    """
    asked = session(context)
    with opened_desk(asked.settings) as desk:
        number = fill_memory(desk)
    if asked.json:
        print_json({"postings": number})
    else:
        say(ngettext("{num} posting was remembered.", "{num} postings were remembered.", number).format(num=number))


@app.command("check", help=N_("Say whether tables, triggers and record are as they should be; the status is 1 if not."))
def check(context: typer.Context) -> None:
    """Look at the schema, the triggers that guard the record, the database itself, and the whole record.

    Raises:
        StoreError: there is no database, or it cannot be read.
        typer.Exit: status 1 when something is not as it should be.
    """
    asked = session(context)
    with closing(open_record(asked.settings_without_secrets)) as store:
        weak, proof = weaknesses(store), verify(store)
    lines = [*((one.code, weakness_sentence(one)) for one in weak), *((f.code, flaw_sentence(f)) for f in proof.flaws)]
    if asked.json:
        print_json({"ok": not lines, "faults": [{"code": code, "message": line} for code, line in lines]})
    for _code, line in () if asked.json else lines:
        say(line)
    if lines:
        raise typer.Exit(NO)
    if not asked.json:
        say(_("Tables, triggers and record are as they should be. Entries: {n}.").format(n=proof.entries))


@app.command("copy", help=N_("Move the council from one database to another, empty one. Stop every worker first."))
def copy(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar=N_("FROM"), help=N_("The address of the database used now."))],
    target: Annotated[str, typer.Argument(metavar=N_("TO"), help=N_("The address of the new one."))],
    *,
    keep: Annotated[
        bool, typer.Option("--keep", help=N_("Leave the first in use: for a rehearsal, never for two workers."))
    ] = False,
) -> None:
    """Copy everything in one transaction, prove the copy, and close the source for good.

    Raises:
        StoreError: an address cannot be read, a database cannot serve, the target holds rows; nothing was copied.
    """
    with ExitStack() as opened:
        old = opened.enter_context(closing(open_store(source)))
        new = opened.enter_context(closing(create_store(target)))
        rows, proof = copy_store(old, new, retire=not keep)
    if session(context).json:
        print_json({"rows": dict(rows), "entries": proof.entries, "seals": proof.seals, "closed": not keep})
        return
    said = _("Copied {rows} rows to {database}. The record there is whole: {entries} entries, {seals} seals.")
    count = sum(rows.values())
    say(said.format(rows=count, database=shown_address(target), entries=proof.entries, seals=proof.seals))
    if not keep:
        say(
            _("{database} is closed. Next: name the new database as “url” under [database].").format(
                database=shown_address(source)
            )
        )
