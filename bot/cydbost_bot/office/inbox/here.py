"""The room itself, which every part of it adds its pages to."""

from typing import Final

from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, ngettext
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox import count_inbox

room: Final = Room("inbox", title=N_("Inbox"), home="/inbox", right=Right.READ, order=50)

#: What fills the gap of the room's paths in the tests of who may.
EXAMPLE: Final = {"ref": "C1"}


@room.waiting
def _waiting(visit: Visit) -> str:
    """Say how many comments wait to be answered."""
    counts = count_inbox(visit.desk, visit.actor.name)
    if not counts.waiting:
        return ""
    said = ngettext("%(num)s comment waits for an answer.", "%(num)s comments wait for an answer.", counts.waiting)
    return said % {"num": counts.waiting}
