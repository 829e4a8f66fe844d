"""Plans that wait for a decision: what was read is kept, looked at, and imported once or not at all."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlmodel import Session, col, delete, select

from cydbost_queue.actions.importing import Planned, add_planned
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import bounded
from cydbost_queue.policy import Actor, Right
from cydbost_queue.tables import StagedPlan

#: A plan nobody has decided about by then is thrown away.
KEPT_FOR: Final = timedelta(days=7)
_NAME_LENGTH: Final = 200


def stage_plan(
    desk: Desk,
    actor: Actor,
    file_name: str,
    rows: Sequence[Mapping[str, Any]],
    pictures: Mapping[str, Mapping[str, str]],
) -> int:
    """Keep what was read of a plan until its person decides; return its number. Nothing of it is a posting yet.

    Args:
        desk: where the act is done.
        actor: whose plan it is; nobody else sees it.
        file_name: what the person calls it.
        rows: the rows as they were read, as plain data.
        pictures: what was taken in of the pictures, by the names that the rows call them.

    Raises:
        Denied: the actor may not write.
    """
    with desk.act(actor, Right.WRITE) as act:
        act.session.exec(delete(StagedPlan).where(col(StagedPlan.staged_at) < act.at - KEPT_FOR))
        plan = StagedPlan(
            person=actor.name,
            file_name=file_name[:_NAME_LENGTH],
            rows=[dict(row) for row in rows],
            pictures={name: dict(picture) for name, picture in pictures.items()},
            staged_at=act.at,
        )
        act.session.add(plan)
        act.session.flush()
        return plan.id or 0


def import_staged(desk: Desk, actor: Actor, number: int, prepared: Callable[[], Sequence[Planned]]) -> list[str]:
    """Import a plan that waits, in one act; return the references. Asking again returns the same and adds nothing.

    ``prepared`` makes the postings of the plan's rows; it is asked only if the plan has not been imported.

    Raises:
        Denied: the actor may not write.
        Refused: a text, a label or a slot cannot be used, or a channel takes nothing now; nothing is kept.
        NotFound: there is no such plan of this person's, or a row names an unknown channel.
    """
    with desk.act(actor, Right.WRITE) as act:
        plan = staged_of(act.session, actor.name, number)
        if plan.imported_at is None:
            plan.refs = add_planned(act, prepared())
            plan.imported_at = act.at
            act.session.add(plan)
        return list(plan.refs)


def drop_staged(desk: Desk, actor: Actor, number: int) -> None:
    """Throw a plan away that was not imported; nothing where it was.

    Raises:
        Denied: the actor may not write.
        NotFound: there is no such plan of this person's.
    """
    with desk.act(actor, Right.WRITE) as act:
        plan = staged_of(act.session, actor.name, number)
        if plan.imported_at is None:
            act.session.delete(plan)


def staged_of(session: Session, person: str, number: int) -> StagedPlan:
    """Return a person's own plan, locked for this transaction where the database can.

    Raises:
        NotFound: they have none of that number.
    """
    query = select(StagedPlan).where(StagedPlan.id == bounded(number), StagedPlan.person == person).with_for_update()
    found = session.exec(query).first()
    if found is None:
        raise NotFound("no_staged_plan")
    return found
