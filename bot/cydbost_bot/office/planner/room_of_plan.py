"""The calendar's room. Its routes are in the modules beside this one."""

from typing import Final

from cydbost_bot.office.room import Room
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right

room: Final = Room("planner", title=N_("Calendar"), home="/calendar", right=Right.READ, order=30)
