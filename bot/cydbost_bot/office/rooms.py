"""Every room of the office. A room is made in its own folder and listed here."""

from typing import Final

from cydbost_bot.office.compose.routes import room as compose
from cydbost_bot.office.emergency.routes import room as emergency
from cydbost_bot.office.hall.routes import room as hall
from cydbost_bot.office.inbox.routes import room as inbox
from cydbost_bot.office.lists.routes import room as lists
from cydbost_bot.office.media.routes import room as media
from cydbost_bot.office.people.routes import room as people
from cydbost_bot.office.planner.routes import room as planner
from cydbost_bot.office.room import Room
from cydbost_bot.office.settings_room.routes import room as settings
from cydbost_bot.office.signin.routes import room as signin
from cydbost_bot.office.translation.routes import room as translation

ROOMS: Final[tuple[Room, ...]] = (
    hall,
    compose,
    planner,
    inbox,
    signin,
    people,
    emergency,
    translation,
    lists,
    media,
    settings,
)
