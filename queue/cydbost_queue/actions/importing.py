"""Bringing in many postings at once: a month's plan, all of it or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cydbost_language import Language
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.content import Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.tables import PostingKind


@dataclass(frozen=True, slots=True)
class Planned:
    """One posting of a plan; ``slot`` (UTC) is when it should go out once it is approved."""

    label: str
    channels: tuple[str, ...]
    contents: Mapping[Language, Content]
    slot: datetime | None = None


def import_postings(desk: Desk, actor: Actor, rows: Iterable[Planned]) -> list[str]:
    """Add a posting for each row, in one act; return their references in the rows' order.

    Raises:
        Denied: the actor may not write.
        Refused: a text, a label or a slot cannot be used, or a channel takes nothing now; nothing is kept.
        NotFound: a row names an unknown channel; nothing is kept.
    """
    with desk.act(actor, Right.WRITE) as act:
        return add_planned(act, rows)


def add_planned(act: Act, rows: Iterable[Planned]) -> list[str]:
    """Add a posting for each row, in the caller's act; return their references in the rows' order.

    Raises:
        Refused, NotFound: as ``import_postings`` does.
    """
    refs: list[str] = []
    for row in rows:
        if row.slot is not None and row.slot <= act.at:
            raise Refused("slot_past", slot=row.slot.isoformat())
        posting = new_posting(act, label=row.label, channels=row.channels, kind=PostingKind.STANDARD, slot=row.slot)
        if row.slot is not None:
            refuse_barred(act.session, posting)
        for language in Language:
            if language in row.contents:
                write_version(act, posting, language, row.contents[language])
        refs.append(posting.ref)
    return refs
