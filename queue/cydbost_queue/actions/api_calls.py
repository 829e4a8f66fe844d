"""Calls of the API to which their caller gave a key: each is done once, and answered alike whenever it is repeated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, delete, select, update

from cydbost_queue.desk import Desk
from cydbost_queue.tables import ApiCall

#: So long an answer is kept.
KEPT_FOR: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class CallKept:
    """A call that came before; without a status it is not answered yet, or ended unclearly."""

    request_hash: str
    status: int | None
    answer: str | None
    headers: Mapping[str, str]


def begin_call(desk: Desk, caller: str, key: str, request_hash: str) -> CallKept | None:
    """Note that a call begins; return the one that came with this key before instead, where there was one."""
    now = desk.clock.now()
    try:
        with desk.store.writing() as session:
            session.exec(delete(ApiCall).where(col(ApiCall.at) < now - KEPT_FOR))
            session.add(ApiCall(caller=caller, key=key, request_hash=request_hash, at=now))
    except IntegrityError:
        with desk.store.reading() as session:
            row = session.exec(select(ApiCall).where(ApiCall.caller == caller, ApiCall.key == key)).first()
        if row is None:
            return CallKept(request_hash, None, None, {})  # it was just forgotten: the caller may ask again
        return CallKept(row.request_hash, row.status, row.answer, row.headers)
    return None


def end_call(desk: Desk, caller: str, key: str, *, status: int, answer: str, headers: Mapping[str, str]) -> None:
    """Keep the answer of a call."""
    with desk.store.writing() as session:
        session.exec(
            update(ApiCall)
            .where(col(ApiCall.caller) == caller, col(ApiCall.key) == key)
            .values(status=status, answer=answer, headers=dict(headers))
        )


def forget_call(desk: Desk, caller: str, key: str) -> None:
    """Forget a call that changed nothing, so that it can be made again with the same key."""
    with desk.store.writing() as session:
        session.exec(delete(ApiCall).where(col(ApiCall.caller) == caller, col(ApiCall.key) == key))
