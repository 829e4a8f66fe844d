"""How long is left, in words that stay right: they say at what time they were true."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cydbost_bot.i18n import current
from cydbost_bot.office.words import _
from cydbost_bot.sentences_words import spell_length
from cydbost_bot.wall_clock import LONDON, find_zone
from cydbost_language import Language
from cydbost_language.rendering import format_time

_MOST = 100  #: asked for at once


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one piece of work: its place on the page, when it is due, and the words."""

    name: str
    due: datetime
    words: str

    @property
    def mark(self) -> str:
        """What the page asks with when it has stood for a while."""
        return f"{self.name}~{self.due.isoformat()}"


def left(name: str, due: datetime, now: datetime) -> Left:
    """Say how long is left until ``due``, or how late it is, and at what time of day that was so."""
    length = spell_length(abs((due - now).total_seconds()))
    clock = format_time(now.astimezone(find_zone(LONDON)).time(), Language(current()))
    words = _("%(length)s left at %(time)s") if due >= now else _("late by %(length)s at %(time)s")
    return Left(name, due, words % {"length": length, "time": clock})


def asked_again(marks: list[str], now: datetime) -> Iterator[Left]:
    """Yield what is left now of each of ``marks``; what is no mark of ours is passed over."""
    for mark in marks[:_MOST]:
        name, _tilde, due = mark.partition("~")
        try:
            moment = datetime.fromisoformat(due)
        except ValueError:
            continue
        if moment.tzinfo is not None and name.isalnum():
            yield left(name, moment, now)
