"""The options that several commands of ``post`` share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cydbost_bot.i18n import N_

Ref = Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("The post, such as P12."))]
Label = Annotated[str, typer.Option("--label", metavar=N_("LABEL"), help=N_("What the team calls the post."))]
Channels = Annotated[
    list[str] | None,
    typer.Option("--channel", metavar=N_("CHANNEL"), help=N_("Where it goes; may be repeated.")),
]
Cy = Annotated[str | None, typer.Option("--cy", metavar=N_("TEXT"), help=N_("The Welsh text."))]
CyFile = Annotated[
    str | None,
    typer.Option("--cy-file", metavar=N_("FILE"), help=N_("A file with the Welsh; - is standard input.")),
]
En = Annotated[str | None, typer.Option("--en", metavar=N_("TEXT"), help=N_("The English text."))]
EnFile = Annotated[
    str | None,
    typer.Option("--en-file", metavar=N_("FILE"), help=N_("A file with the English; - is standard input.")),
]
LinkCy = Annotated[str | None, typer.Option("--link-cy", metavar=N_("LINK"), help=N_("The Welsh page it links to."))]
LinkEn = Annotated[str | None, typer.Option("--link-en", metavar=N_("LINK"), help=N_("The English page it links to."))]
Pictures = Annotated[
    list[Path] | None, typer.Option("--media", metavar=N_("FILE"), help=N_("A picture; may be repeated."))
]
AltCy = Annotated[
    list[str] | None,
    typer.Option("--alt-cy", metavar=N_("TEXT"), help=N_("The picture described in Welsh; once for each picture.")),
]
AltEn = Annotated[
    list[str] | None,
    typer.Option("--alt-en", metavar=N_("TEXT"), help=N_("The picture described in English; once for each picture.")),
]
Rights = Annotated[
    list[str] | None,
    typer.Option(
        "--rights",
        metavar=N_("TEXT"),
        help=N_("By what right the picture is used: who took it, or its licence; once for all, or once for each."),
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at", metavar=N_("TIME"), help=N_("When it goes out, such as “2026-06-03 18:30” or “tomorrow 9am”.")
    ),
]
NeededAt = Annotated[
    str,
    typer.Option(
        "--at", metavar=N_("TIME"), help=N_("When it goes out, such as “2026-06-03 18:30” or “tomorrow 9am”.")
    ),
]
Expires = Annotated[
    str | None,
    typer.Option("--expires", metavar=N_("TIME"), help=N_("When both versions come down by themselves.")),
]
Zone = Annotated[
    str | None,
    typer.Option("--zone", metavar=N_("ZONE"), help=N_("Whose clocks the time is read from, such as Europe/London.")),
]
Reason = Annotated[str, typer.Option("--reason", metavar=N_("REASON"), help=N_("Why; it is kept in the record."))]
OneLanguage = Annotated[
    Literal["cy", "en"] | None,
    typer.Option("--language", metavar="cy|en", help=N_("This language only; both unless given.")),
]
