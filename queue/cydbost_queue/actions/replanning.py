"""Moving a posting on the calendar: its slot, or the wish for one while it is still written."""

from dataclasses import dataclass
from datetime import datetime

from cydbost_queue.actions.scheduling import give_slot, parts_not_out, take_slot
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.states import PostingState
from cydbost_queue.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Seen:
    """The slot that a person saw a posting at when they moved it, so that nobody moves what was moved meanwhile."""

    slot: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a move: where the posting was, where it is, and what the gate says of it there."""

    ref: str
    before: datetime | None
    slot: datetime | None
    state: PostingState
    verdict: Verdict | None  #: none where the slot was taken away


def move_slot(desk: Desk, actor: Actor, ref: str, slot: datetime | None, *, seen: Seen | None = None) -> Moved:
    """Move a posting to ``slot`` (UTC), all parts of a divided message with it; ``None`` takes its slot away.

    A draft keeps its new time as a wish, whatever it still lacks. What was approved is judged at its new time: where
    only other postings near it stand in the way, it waits there until these warnings are accepted.

    Raises:
        GateClosed: it is no draft, and more than the others near it stands in its way; it stays where it was.
        Refused: the time has passed, it is out already, or somebody else has moved it since it was seen.
        Denied: the actor may not schedule.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.SCHEDULE) as act:
        parts = parts_not_out(act, ref)
        before = parts[0].slot
        if seen is not None and seen.slot != before:
            raise Refused("moved_meanwhile", ref=parts[0].ref)
        if slot is None:
            for part in parts:
                take_slot(act, part)
            return Moved(parts[0].ref, before, None, parts[0].state, None)
        verdicts = [give_slot(act, part, slot, as_wish=True) for part in parts]
        verdict = next((one for one in verdicts if not one.is_open), verdicts[0])
        return Moved(parts[0].ref, before, slot, parts[0].state, verdict)
