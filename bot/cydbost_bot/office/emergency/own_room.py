"""The room itself; its pages are in the files beside this one."""

from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, ngettext
from cydbost_queue.policy import Right
from cydbost_queue.queries.incidents import running_incidents

room = Room("emergency", title=N_("Emergency"), home="/emergency", right=Right.READ, order=15)


@room.waiting
def _waiting(visit: Visit) -> str:
    """Say how many emergencies are running."""
    number = len(running_incidents(visit.desk))
    if not number:
        return ""
    return ngettext("%(num)s emergency is running.", "%(num)s emergencies are running.", number) % {"num": number}
