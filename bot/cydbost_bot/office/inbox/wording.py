"""The inbox in words: how sure a language is, when an answer is due, what a house rule says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences_words import LANGUAGES, name_of, spell_length
from cydbost_queue.tables import WAITING
from cydbost_queue.views_inbox import InboxLine

#: How sure the detection is, from the surest down: at least so much, and how that is said.
_SURE: Final = (
    (0.97, N_("certain")),
    (0.85, N_("almost certain")),
    (0.65, N_("likely")),
    (0.0, N_("not certain")),
)
#: Of these no language is told, so there is nothing to be sure of.
_NOT_TOLD: Final = frozenset({"none"})

#: Why a comment is hidden or removed: the house rules that the council shows to the public.
HOUSE_RULES: Final[Mapping[str, str]] = {
    "insult": N_("Insults or obscene words"),
    "hatred": N_("Hatred of people for who they are"),
    "threat": N_("A threat, or a call to violence"),
    "personal": N_("Somebody’s personal information"),
    "advertising": N_("Advertising, or the same thing again and again"),
    "unlawful": N_("Something unlawful, or a matter before a court"),
    "other": N_("Something else"),
}


def language_words(line: InboxLine) -> str:
    """Return the language a comment was found to be in, and how sure that is: ``Welsh, almost certain``."""
    name = name_of(LANGUAGES, line.language)
    if line.language in _NOT_TOLD:
        return name
    sure = next(words for least, words in _SURE if line.confidence >= least)
    return f"{name}, {_(sure)}"


def answer_language(reply_in: str) -> str:
    """Return the language of the answer, in words."""
    return name_of(LANGUAGES, reply_in)


def is_overdue(line: InboxLine, now: datetime) -> bool:
    """Tell whether an answer is owed and late."""
    return line.state in WAITING and line.due_at < now


def due_words(line: InboxLine, now: datetime) -> str:
    """Return how long there is to answer, or by how much that is late; nothing where nothing is owed."""
    if line.state not in WAITING:
        return ""
    seconds = (line.due_at - now).total_seconds()
    if seconds < 0:
        return _("Overdue by %(time)s") % {"time": spell_length(-seconds)}
    return _("Due in %(time)s") % {"time": spell_length(seconds)}


def lang_of(language: str) -> str:
    """Return the tag of a detected language for a page; nothing where the words are mixed or of no known language."""
    return language if language in {"cy", "en"} else ""
