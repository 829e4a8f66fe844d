"""Every route of the calendar, in the order in which addresses are looked for."""

from cydbost_bot.office.planner import calendar_routes, feed_routes, import_routes, moving_routes
from cydbost_bot.office.planner.room_of_plan import room

__all__ = ["calendar_routes", "feed_routes", "import_routes", "moving_routes", "room"]
