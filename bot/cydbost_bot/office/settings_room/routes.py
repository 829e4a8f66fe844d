"""The addresses of the settings."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.checkup import look_over
from cydbost_bot.office.room import Room
from cydbost_bot.office.settings_room.described import parts_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_
from cydbost_bot.settings import find_config
from cydbost_queue.policy import Right, Role

room = Room(
    "settings_room", title=N_("Settings"), home="/settings", right=Right.READ, order=95, daily_for=[Role.ADMINISTRATOR]
)

#: What each thing that is looked at is called.
LOOKED_AT: Final = {
    "clock": N_("The machine’s clock"),
    "zone": N_("Time zones"),
    "welsh": N_("The Welsh of the pages"),
    "spelling": N_("Spelling"),
    "space": N_("Room on the disk"),
    "database": N_("The database"),
    "vault": N_("Kept credentials"),
    "skew": N_("Clocks of the platforms"),
    "channels": N_("Channels"),
    "people": N_("People"),
    "by_hand": N_("By hand"),
}


@room.page("/settings", right=Right.READ)
def show_settings(visit: Visit) -> Response:
    """Show everything that the configuration says."""
    parts = parts_of(visit.settings, visit.language, sees_places=visit.may(Right.RUN_CHANNEL))
    return visit.show("settings_room/settings.html", parts=parts, has_file=find_config(None) is not None)


@room.act("/settings/health", right=Right.RUN_CHANNEL)
def show_health(visit: Visit) -> Response:
    """Look everything over now, and show what was found; what wants mending first."""
    found = sorted(look_over(visit.settings, visit.desk), key=lambda one: one.is_well)
    return visit.show("settings_room/health.html", found=found, names=LOOKED_AT)
