"""Who a name is now: a key is only as good as the person it was made for."""

from cydbost_bot.directory import Directory
from cydbost_bot.office.house import Office
from cydbost_queue.policy import Actor


def actor_named(office: Office, name: str) -> Actor | None:
    """Return who is called ``name`` with the roles they have now; ``None`` for nobody, or who was shut out."""
    return Directory(office.settings, office.desk).actor(name)
