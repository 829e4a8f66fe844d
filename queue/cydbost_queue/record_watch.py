"""Telling people that the record is not whole, as soon as a worker sees it: each finding once."""

from collections.abc import Iterable
from typing import Final

from sqlmodel import select

from cydbost_queue.desk import Act, Desk
from cydbost_queue.record.newest import SealWatch
from cydbost_queue.record.verify import Flaw
from cydbost_queue.tables import Notice

#: Told at one look: who is told of one flaw has the whole record verified, which names them all.
_MOST: Final = 5


def watch_record(desk: Desk, seals: SealWatch) -> list[Flaw]:
    """Look at the seals that are due; tell the language officer and the administrator what is wrong; return it."""
    with desk.store.reading() as session:
        flaws = seals.look(session)
    if flaws:
        with desk.system_act() as act:
            _tell_once(act, flaws[:_MOST])
    return flaws


def _tell_once(act: Act, flaws: Iterable[Flaw]) -> None:
    told = [notice.facts for notice in act.session.exec(select(Notice).where(Notice.code == "record_flawed"))]
    for flaw in flaws:
        facts = {"flaw": flaw.code, "place": flaw.subject, "number": str(flaw.number)}
        if facts not in told:
            act.tell(("language-officer", "administrator"), "record_flawed", "settings", **facts)
