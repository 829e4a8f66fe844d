"""Who can be given a comment: everybody who may answer, with the languages they have."""

from collections.abc import Mapping

from cydbost_bot.directory import Directory
from cydbost_bot.office.visit import Visit
from cydbost_language import Language
from cydbost_queue.policy import Actor, Right


def colleagues(visit: Visit) -> Mapping[str, Actor]:
    """Return everybody who may answer comments and was not shut out, by name."""
    everybody = Directory(visit.settings, visit.desk).everybody()
    return {one.name: one.actor for one in everybody if one.actor.may(Right.ANSWER) and not one.is_disabled}


def has_languages(colleague: Actor, reply_in: str) -> bool:
    """Tell whether a colleague has the language of an answer; both, where it is to be in both."""
    return all(one in colleague.languages for one in Language if reply_in in ("both", one.value))
