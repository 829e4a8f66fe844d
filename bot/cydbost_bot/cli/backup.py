"""``cydbost backup`` and ``cydbost restore``: the whole council in one file, and back from it."""

import re
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.backup_file import data_elsewhere, new_backup, opened_backup_file
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.reopen import ask_all, asked_data, tell_asked
from cydbost_bot.cli.session import session
from cydbost_bot.compose import empty_desk, media_folder
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, ngettext
from cydbost_bot.people import find_actor
from cydbost_bot.sentences import spell_moment
from cydbost_bot.settings import Settings
from cydbost_connectors.noticeboard.tables import metadata
from cydbost_queue.backup.checking import check_backup
from cydbost_queue.backup.contents import Beside
from cydbost_queue.backup.encrypting import recipients_of
from cydbost_queue.backup.making import write_backup
from cydbost_queue.backup.manifest import Manifest
from cydbost_queue.backup.restoring import restore_backup
from cydbost_queue.policy import Right

#: The name of a backup in a folder: its time, in UTC.
_NAME: Final = "cydbost-%Y%m%dT%H%M%SZ.zip"
_ENCRYPTED: Final = f"{_NAME}.age"
_NAMED: Final = re.compile(r"cydbost-\d{8}T\d{6}Z\.zip(?:\.age)?")

backup = App()
restore = App()


@backup.command(
    help=N_("Write the queue, its record, the noticeboard and the pictures into one file, while all goes on.")
)
def make(
    context: typer.Context,
    place: Annotated[
        Path,
        typer.Argument(
            metavar=N_("FILE"), help=N_("The new file; in a folder it is named by its time; “-” is standard output.")
        ),
    ],
    *,
    keep: Annotated[
        int | None,
        typer.Option(
            "--keep", metavar=N_("NUMBER"), min=1, help=N_("In a folder: remove all but so many of the newest.")
        ),
    ] = None,
    encrypt_to: Annotated[
        list[str] | None,
        typer.Option(
            "--encrypt-to",
            metavar=N_("RECIPIENT"),
            help=N_("Encrypt for this public key (“age1…”, or of SSH); may be repeated."),
        ),
    ] = None,
) -> None:
    """Make a backup.

    Raises:
        QueueError: the file is there already, a database cannot be read, a key is none, or this person may not.
        OSError: the file cannot be written.
    """
    with at_desk(context) as here:
        here.actor.require(Right.RUN_CHANNEL)
        at = datetime.now(UTC)
        recipients = recipients_of(encrypt_to or [])
        file = place / at.strftime(_ENCRYPTED if recipients else _NAME) if place.is_dir() else place
        with new_backup(file, recipients) as stream:
            manifest = write_backup(
                here.desk.store,
                stream,
                at=at,
                version=version("cydbost"),
                beside=_beside(here.settings),
                media=media_folder(here.settings),
            )
        removed = _remove_old(place, keep) if keep is not None and place.is_dir() else []
        with data_elsewhere(file):
            _tell_made(file, manifest, removed, as_json=here.as_json)


def _tell_made(file: Path, manifest: Manifest, removed: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json({**_data(file, manifest), "removed": removed})
        return
    _tell(file, manifest)
    for name in manifest.missing:
        say(_("A picture is not there and is not in the backup: {name}.").format(name=name))
    if removed:
        sentence = ngettext("{n} older backup was removed.", "{n} older backups were removed.", len(removed))
        say(sentence.format(n=len(removed)))


@restore.command(
    help=N_("Bring a council back from a backup, into an empty database. Nothing is sent until it is opened.")
)
def bring_back(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The backup; “-” is standard input."))],
    *,
    check: Annotated[bool, typer.Option("--check", help=N_("Only prove the backup; restore nothing."))] = False,
    ask: Annotated[
        bool,
        typer.Option("--reconcile", help=N_("Then ask every account at once, as “cydbost queue reconcile” does.")),
    ] = False,
    identity: Annotated[
        Path | None,
        typer.Option("--identity", metavar=N_("KEYFILE"), help=N_("The file with the key of an encrypted backup.")),
    ] = None,
) -> None:
    """Check a backup, or restore it and, if wanted, ask the platforms at once.

    Raises:
        QueueError: the backup is damaged or no key opens it, the database is not empty, or this person may not.
        OSError: the backup or the key cannot be read.
        typer.Exit: status 1 when an account could not be asked.
    """
    asked = session(context)
    if check:
        with opened_backup_file(file, identity) as there:
            manifest = check_backup(there)
    else:
        settings = asked.settings if ask else asked.settings_without_secrets
        actor = find_actor(settings, asked.acting)
        desk = empty_desk(settings)
        with closing(desk.store), opened_backup_file(file, identity) as there:
            manifest = restore_backup(desk, actor, there, beside=_beside(settings), media=media_folder(settings))
    if not asked.json:
        _tell(file, manifest)
    if check or not ask:
        _end(file, manifest, as_json=asked.json, restored=not check)
        return
    done = ask_all(context)
    if asked.json:
        print_json({**_data(file, manifest), "restored": True, "asked": asked_data(done)})
    else:
        say(_("Restored; the queue is closed."))
        tell_asked(done)
    if done.unasked:
        raise typer.Exit(NO)


def _end(file: Path, manifest: Manifest, *, as_json: bool, restored: bool) -> None:
    if as_json:
        print_json({**_data(file, manifest), "restored": restored})
    elif restored:
        say(_("Restored; the queue is closed. Next: “cydbost queue reconcile”, then “cydbost queue open”."))


def _beside(settings: Settings) -> Sequence[Beside]:
    return [Beside("noticeboard", settings.noticeboard.url, metadata)]


def _remove_old(folder: Path, keep: int) -> list[str]:
    names = sorted(path for path in folder.iterdir() if _NAMED.fullmatch(path.name))
    for path in names[:-keep]:
        path.unlink()
    return [path.name for path in names[:-keep]]


def _tell(file: Path, manifest: Manifest) -> None:
    rows = sum(part.rows or 0 for part in manifest.parts.values())
    sentence = _("{file}: made {when}, {rows} rows, {entries} entries of the record. Every part has its hash.")
    say(sentence.format(file=file, when=spell_moment(manifest.made_at), rows=rows, entries=manifest.entries))


def _data(file: Path, manifest: Manifest) -> dict[str, object]:
    return {
        "file": str(file),
        "made_at": manifest.made_at.isoformat(),
        "version": manifest.version,
        "revision": manifest.revision,
        "database": manifest.database,
        "entries": manifest.entries,
        "heads": manifest.heads,
        "parts": len(manifest.parts),
        "missing": list(manifest.missing),
    }
