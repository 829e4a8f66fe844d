"""The room with all its pages."""

from typing import Final

from cydbost_bot.office.emergency import following, reviewing, sending, starting, stopping
from cydbost_bot.office.emergency.own_room import room

#: An incident's address takes any name, so every other page is looked for before it.
_OF_AN_INCIDENT: Final = "/emergency/{ref}"

room.routes.sort(key=lambda route: route.path.startswith(_OF_AN_INCIDENT))

__all__ = ["following", "reviewing", "room", "sending", "starting", "stopping"]
