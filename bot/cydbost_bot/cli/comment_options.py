"""What several commands of ``comment`` share."""

from typing import Annotated

import typer

from cydbost_bot.i18n import N_

Ref = Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("The comment, such as C12."))]
