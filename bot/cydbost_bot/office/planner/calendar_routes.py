"""The plan as a month, a week or a list."""

from datetime import datetime

from starlette.responses import Response

from cydbost_bot.office.planner import names
from cydbost_bot.office.planner.agenda import make_agenda
from cydbost_bot.office.planner.asked import Asked, read_asked
from cydbost_bot.office.planner.moved import read_moved
from cydbost_bot.office.planner.room_of_plan import room
from cydbost_bot.office.planner.spans import Look, day_of
from cydbost_bot.office.visit import Visit
from cydbost_bot.wall_clock import clock_at
from cydbost_queue.policy import Right
from cydbost_queue.queries.plan_range import Lack, PlannedView, waiting_for_slot
from cydbost_queue.queries.record import list_channels
from cydbost_queue.states import PostingState

WAITING: int = 20


@room.page("/calendar", right=Right.READ)
def calendar(visit: Visit) -> Response:
    """Show the plan, what waits for a time, and what was moved last."""
    today = day_of(visit.now, visit.desk.rules.zone)
    asked = read_asked(visit.query, today=today)
    waiting = waiting_for_slot(visit.desk, wanted=asked.wanted, before=asked.waiting_before, limit=WAITING + 1)
    return visit.show(
        "planner/calendar.html",
        asked=asked,
        agenda=make_agenda(visit.desk, asked, today=today),
        today=today,
        waiting=waiting[:WAITING],
        waiting_next=_number(waiting[WAITING - 1]) if len(waiting) > WAITING else None,
        moved=read_moved(visit),
        channels=[channel.name for channel in list_channels(visit.desk)],
        states=list(PostingState),
        lacks=list(Lack),
        looks=list(Look),
        is_filtered=_is_filtered(asked),
        names=names,
        clock=lambda moment: _clock(visit, moment),
    )


def _clock(visit: Visit, moment: datetime) -> str:
    return clock_at(moment, language=visit.language, zone=str(visit.desk.rules.zone))


def _number(item: PlannedView) -> int:
    return int(item.ref[1:])


def _is_filtered(asked: Asked) -> bool:
    return any((asked.wanted.channel, asked.wanted.state, asked.wanted.lack))
