"""What was begun and must be finished, so that half a pair never rests, whatever a person has stopped.

The conditions are made once: making them costs more than the database needs to answer them.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col

from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState
from cydbost_queue.tables import Account, Delivery, Task

_UNCLEAR = (DeliveryState.SENDING, DeliveryState.UNKNOWN)
_LIVE = tuple(LIVE_DELIVERIES)


def has_begun(rows: Iterable[Delivery]) -> bool:
    """Tell whether anything of what is still to be sent or changed was begun already, in the batch it belongs to."""
    every = list(rows)
    batches = {row.batch for row in every if row.task in {Task.PUBLISH, Task.EDIT}}
    return not batches or any(row.batch in batches and _is_begun(row) for row in every)


def _is_begun(row: Delivery) -> bool:
    if row.task is Task.EDIT:
        return row.edited_at is not None
    return row.state in _UNCLEAR or row.state in LIVE_DELIVERIES


@cache
def begun() -> ColumnElement[bool]:
    """Say of a delivery: something of its batch was begun."""
    twin = aliased(Delivery)
    is_begun = or_(
        col(twin.state).in_(_UNCLEAR),
        and_(col(twin.state).in_(_LIVE), or_(col(twin.task).is_(None), col(twin.task) != Task.EDIT)),
        and_(col(twin.task) == Task.EDIT, col(twin.edited_at).is_not(None)),
    )
    return _in_batch(twin, is_begun)


@cache
def makes_public() -> ColumnElement[bool]:
    """Say of a delivery: something of its batch is still to be sent or changed."""
    twin = aliased(Delivery)
    return _in_batch(twin, col(twin.task).in_([Task.PUBLISH, Task.EDIT]))


@cache
def half() -> ColumnElement[bool]:
    """Say of a delivery: of its batch one side is live, or changed, and the other is still to follow."""
    return and_(begun(), makes_public())


@cache
def stopped() -> ColumnElement[bool]:
    """Say of a delivery: something of its batch is still to be done on an account that a person has stopped."""
    twin = aliased(Delivery)
    on_stopped = col(twin.account).in_(sql_select(col(Account.name)).where(col(Account.stopped_at).is_not(None)))
    return _in_batch(twin, and_(col(twin.task).is_not(None), on_stopped))


def _in_batch(twin: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:  # noqa: ANN401 - an alias of Delivery
    return sql_select(twin.id).where(twin.batch == Delivery.batch, condition).exists()
