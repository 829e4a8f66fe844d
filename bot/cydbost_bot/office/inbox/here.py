"""The room itself, which every part of it adds its pages to."""

from typing import Final

from cydbost_bot.office.room import Room
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right

room: Final = Room("inbox", title=N_("Inbox"), home="/inbox", right=Right.READ, order=50)

#: What fills the gap of the room's paths in the tests of who may.
EXAMPLE: Final = {"ref": "C1"}
