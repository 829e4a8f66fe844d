"""``cydbost noticeboard write``: the noticeboard as plain files, for a council's own web server."""

from pathlib import Path
from typing import Annotated

import typer

from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.session import session
from cydbost_bot.compose import open_noticeboard
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.web.council import Council
from cydbost_bot.web.static_export import write_static

NOT_OURS = Wording(
    "folder_not_a_noticeboard", N_("{folder} holds files that Cydbost did not write. Name an empty folder.")
)
NOT_WRITTEN = Wording("folder_not_written", N_("{folder} could not be written: {reason}. What was there is unchanged."))
NOT_AN_ADDRESS = Wording("not_an_address", N_("“{address}” is not an address. Begin it with https://."))

app = App()


@app.callback(help=N_("The noticeboard itself."))
def noticeboard() -> None:
    """Hold the commands together."""


@app.command("write", help=N_("Write the noticeboard's pages and feeds as files, for a web server of your own."))
def write(
    context: typer.Context,
    *,
    folder: Annotated[Path, typer.Argument(metavar=N_("FOLDER"), help=N_("Where the files go."))],
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar=N_("ADDRESS"), help=N_("Where the public will find them; else as configured.")
        ),
    ] = None,
) -> None:
    """Write the files in the place of those of the last time.

    Raises:
        Misuse: the folder holds something else, or could not be written; or the address is none.
        Unavailable: the noticeboard could not be read.
    """
    asked = session(context)
    settings = asked.settings_without_secrets
    if address is not None and not address.startswith(("https://", "http://")):
        raise Misuse(NOT_AN_ADDRESS(address=address))
    council = Council(settings.council.name_cy, settings.council.name_en, settings.council.colour)
    store = open_noticeboard(settings)
    try:
        count = write_static(store, folder, council, address or settings.noticeboard.base_url)
    except FileExistsError as error:
        raise Misuse(NOT_OURS(folder=folder)) from error
    except OSError as error:
        raise Misuse(NOT_WRITTEN(folder=folder, reason=error.strerror or type(error).__name__)) from error
    finally:
        store.close()
    if asked.json:
        print_json({"folder": str(folder), "files": count})
    else:
        say(_("Written to {folder}: {count} files.").format(folder=folder, count=count))
