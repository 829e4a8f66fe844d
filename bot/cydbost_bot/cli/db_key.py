"""``cydbost db key`` and ``db rekey``: the key that seals what platforms renew, and another in its place."""

from contextlib import closing
from typing import Annotated, Final

import typer

from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import open_record
from cydbost_bot.i18n import N_, _
from cydbost_bot.settings_model import Settings
from cydbost_bot.vault_key import add_key, drop_old_keys, key_file, make_key, read_seal, require_key
from cydbost_queue.resealing import discard_shut, require_all_open, require_nothing_sealed, reseal

KEY: Final = N_("Make the key that seals what platforms renew, where there is none yet.")
REKEY: Final = N_("Seal what platforms renewed with a new key. Workers may go on meanwhile.")


def key(context: typer.Context) -> None:
    """Make the vault's key; one that is there is left as it is.

    Raises:
        Misuse: the configuration names no file for it.
        StoreError: there is no database, or it holds what a lost key sealed.
        OSError: it cannot be written.
    """
    asked = session(context)
    settings = asked.settings_without_secrets
    file = key_file(settings.database)
    is_new = not file.exists()
    if is_new:
        with closing(open_record(settings)) as store:
            require_nothing_sealed(store)
        make_key(file)
    if asked.json:
        print_json({"file": str(file), "made": is_new})
        return
    said = _("Made: {file}") if is_new else _("Everything was there already: {file}")
    say(said.format(file=file))
    if is_new:
        say(_("Keep a copy of it apart from the backups: without it, each account must be authorised again."))


def rekey(
    context: typer.Context,
    *,
    same_key: Annotated[
        bool, typer.Option("--same-key", help=N_("Make no new key: seal all with the newest that is there."))
    ] = False,
    discard: Annotated[
        bool, typer.Option("--discard", help=N_("Give up what no key opens: its accounts must be authorised again."))
    ] = False,
) -> None:
    """Put a new key first, seal every drawer with it, and leave the one before it for who is at work just now.

    Raises:
        Misuse: the configuration names no file for the key.
        StoreError: a drawer opens with none of the keys: nothing is changed.
    """
    asked = session(context)
    settings = asked.settings_without_secrets
    require_key(settings.database)
    file = None if same_key else key_file(settings.database)
    with closing(open_record(settings)) as store:
        given_up = discard_shut(store, read_seal(settings.database)) if discard else ()
        if file is not None:
            require_all_open(store, read_seal(settings.database))
            add_key(file)
        sealed = reseal(store, read_seal(settings.database))
        if file is not None:
            drop_old_keys(file)
    _report(settings, sealed, given_up, as_json=asked.json)


def _report(settings: Settings, sealed: tuple[str, ...], given_up: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"sealed": list(sealed), "given_up": list(given_up)})
        return
    place = settings.database.vault_key
    where = (place.path or place.env) if place is not None else ""
    say(_("Sealed with the newest key: {n}. The key: {file}").format(n=len(sealed), file=where))
    for name in given_up:
        say(_("Given up: {name}. Authorise this account again.").format(name=name))
