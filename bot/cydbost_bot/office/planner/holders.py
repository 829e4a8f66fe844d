"""Who a name is now: a key is only as good as the person it was made for."""

from cydbost_bot.office.house import Office
from cydbost_bot.people import person
from cydbost_bot.problem import Misuse
from cydbost_queue.policy import Actor


def actor_named(office: Office, name: str) -> Actor | None:
    """Return who is called ``name`` with the roles they have now, or ``None`` where nobody is any more."""
    try:
        return person(office.settings, name)
    except Misuse:
        return None
