"""What an emergency is about to do, shown before it is done: which words go to which account, and by when the Welsh."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.cli.output import console, say
from cydbost_bot.i18n import _
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_words import LANGUAGES
from cydbost_bot.wall_clock import spell_time
from cydbost_language import Language
from cydbost_queue.queries.record import list_channels


def show_words(texts: Mapping[Language, str]) -> None:
    """Print the words that are to go out, side by side where there are two."""
    table = Table(expand=True)
    for language in texts:
        table.add_column(name_of(LANGUAGES, language), ratio=1, overflow="fold")
    table.add_row(*(Text(text) for text in texts.values()))
    console().print(table)


def show_places(here: AtDesk, channels: Sequence[str]) -> None:
    """Print the accounts it goes to."""
    for channel in list_channels(here.desk):
        if channel.name in channels:
            accounts = ", ".join(account.name for account in channel.accounts)
            say(_("Goes to {channel}: {accounts}").format(channel=channel.name, accounts=accounts))


def say_deadline(due: datetime, allowed: timedelta) -> None:
    """Print by when the Welsh is due."""
    minutes = round(allowed.total_seconds() / 60)
    say(_("The Welsh is due by {due} ({minutes} minutes from now).").format(due=spell_time(due), minutes=minutes))
