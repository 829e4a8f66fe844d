"""Every room of the office. A room is made in its own folder and listed here."""

from typing import Final

from cydbost_bot.office.approvals.routes import room as approvals
from cydbost_bot.office.channels.routes import room as channels
from cydbost_bot.office.compose.routes import room as compose
from cydbost_bot.office.dead_letters.by_hand import room as by_hand
from cydbost_bot.office.dead_letters.routes import room as dead_letters
from cydbost_bot.office.emergency.routes import room as emergency
from cydbost_bot.office.hall.routes import room as hall
from cydbost_bot.office.inbox.routes import room as inbox
from cydbost_bot.office.lists.routes import room as lists
from cydbost_bot.office.media.routes import room as media
from cydbost_bot.office.officer.routes import room as officer
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
    approvals,
    dead_letters,
    by_hand,
    channels,
    officer,
    signin,
    people,
    emergency,
    translation,
    lists,
    media,
    settings,
)
