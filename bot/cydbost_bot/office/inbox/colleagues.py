"""Who can be given a comment: everybody who may answer, with the languages they have."""

from collections.abc import Mapping

from cydbost_bot.office.visit import Visit
from cydbost_language import Language
from cydbost_queue.actions.inbox_work import Colleague
from cydbost_queue.policy import Actor, Right, Role


def colleagues(visit: Visit) -> Mapping[str, Colleague]:
    """Return everybody who may answer comments, by name."""
    everyone = {
        name: Colleague(Actor(name, frozenset(map(Role, person.roles))), frozenset(map(Language, person.languages)))
        for name, person in visit.settings.people.items()
    }
    return {name: one for name, one in sorted(everyone.items()) if one.actor.may(Right.ANSWER)}


def has_languages(colleague: Colleague, reply_in: str) -> bool:
    """Tell whether a colleague has the language of an answer; both, where it is to be in both."""
    return all(one in colleague.languages for one in Language if reply_in in ("both", one.value))


def has_welsh(visit: Visit) -> bool:
    """Tell whether the visitor has Welsh."""
    found = visit.settings.people.get(visit.actor.name)
    return found is not None and "cy" in found.languages
