"""The plan: what falls between two moments."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from cydbost_bot.office.api.callers import Reading
from cydbost_bot.office.api.endpoints import Endpoint
from cydbost_bot.office.api.fields import After, ChannelName, Limit, Moment
from cydbost_bot.office.api.problems import ApiProblem, responses
from cydbost_bot.office.api.shown import Page
from cydbost_bot.office.planner.asked import read_key, spelt_key
from cydbost_queue.queries.plan_range import Lack, PlannedView, Wanted, planned_between
from cydbost_queue.states import PostingState

router = APIRouter(prefix="/plan", tags=["plan"], route_class=Endpoint)


class ShownPlanned(BaseModel):
    """One posting of the plan, and what it still lacks."""

    ref: str = Field(examples=["P12"])
    label: str
    state: PostingState
    slot: datetime
    channels: list[str]
    lacks: list[Lack]
    series: str | None

    @classmethod
    def of(cls, item: PlannedView, slot: datetime) -> "ShownPlanned":
        """Return one posting of the plan as it is shown."""
        return cls(
            ref=item.ref,
            label=item.label,
            state=item.state,
            slot=slot,
            channels=list(item.channels),
            lacks=list(item.lacks),
            series=item.series,
        )


@router.get("", responses=responses(401, 403, 422, 429, 503))
def show_plan(
    caller: Reading,
    *,
    begins: Annotated[Moment, Query(description="From here on.")],
    ends: Annotated[Moment, Query(description="Up to here, and not later.")],
    channel: ChannelName = None,
    state: PostingState | None = None,
    lack: Lack | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ShownPlanned]:
    """Return what has, or wishes for, a time between two moments, in the order of the clock."""
    key = read_key(after)
    if after is not None and key is None:
        raise ApiProblem(422, "page_unknown")
    wanted = Wanted(channel, state, lack)
    page = planned_between(caller.desk, begins, ends, wanted=wanted, after=key, limit=limit)
    items = [ShownPlanned.of(item, item.slot) for item in page.items if item.slot is not None]
    return Page(items=items, next=spelt_key(page.following) if page.following else None)
