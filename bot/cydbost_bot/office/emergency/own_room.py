"""The room itself; its pages are in the files beside this one."""

from cydbost_bot.office.room import Room
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right

room = Room("emergency", title=N_("Emergency"), home="/emergency", right=Right.READ, order=15)
