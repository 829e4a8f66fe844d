"""What a plan would do to followers, told before anything of it is kept."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Finding, Language, Side
from cydbost_queue.beside import Timed, found_beside, is_any, reach_of
from cydbost_queue.conflicts import COUNTED, timed_on
from cydbost_queue.desk import Desk
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Channel, Posting

_AT_ONCE: Final = 500  #: times asked for in one query

#: What a plan is looked at beside: what has its time, and what wishes for one, as the plan's own rows will.
_BESIDE = COUNTED | {PostingState.DRAFT, PostingState.READY}


@dataclass(frozen=True, slots=True)
class Wish:
    """One post of a plan: ``name`` as a person knows it, and when (UTC) it should go out."""

    name: str
    channels: tuple[str, ...]
    slot: datetime
    contents: Mapping[Language, Side]

    def sides(self) -> Mapping[Language, Side]:
        """Return what it says in each language."""
        return self.contents


def plan_conflicts(desk: Desk, wishes: Sequence[Wish]) -> list[tuple[Finding, ...]]:
    """Return, for each post of a plan, its conflicts with what is stored and with the posts before it in the plan."""
    if not wishes or not is_any(desk.rules):
        return [() for _wish in wishes]
    found: list[dict[str, Finding]] = [{} for _wish in wishes]
    with desk.store.reading() as session:
        by_channel: dict[str, list[int]] = defaultdict(list)
        for number, wish in enumerate(wishes):
            for name in wish.channels:
                by_channel[name].append(number)
        rows = session.exec(select(Channel).where(col(Channel.name).in_(list(by_channel)))).all()
        for channel in rows:
            numbers = by_channel[channel.name]
            for number, finding in _on_channel(session, channel, {one: wishes[one] for one in numbers}, desk.rules):
                found[number].setdefault(finding.fingerprint, finding)
    return [tuple(one.values()) for one in found]


def already_planned(desk: Desk, slots: Collection[datetime]) -> dict[tuple[str, datetime], str]:
    """Return the posting of each label (case folded) and time there is at one of ``slots`` (UTC).

    A plan brought in twice would be published twice. What was withdrawn does not count.
    """
    found: dict[tuple[str, datetime], str] = {}
    wanted = sorted(slots)
    with desk.store.reading() as session:
        for start in range(0, len(wanted), _AT_ONCE):
            rows = session.exec(
                select(Posting).where(
                    col(Posting.slot).in_(wanted[start : start + _AT_ONCE]),
                    Posting.state != PostingState.WITHDRAWN,
                )
            ).all()
            found |= {(row.label.casefold(), row.slot): row.ref for row in rows if row.slot is not None}
    return found


def _on_channel(
    session: Session, channel: Channel, wishes: Mapping[int, Wish], rules: Rules
) -> list[tuple[int, Finding]]:
    reach, slots = reach_of(rules), [wish.slot for wish in wishes.values()]
    others = list(timed_on(session, channel.name, min(slots) - reach, max(slots) + reach, states=_BESIDE))
    found: list[tuple[int, Finding]] = []
    for number, wish in wishes.items():
        mine = Timed(wish.name, wish.slot, wish.sides)
        near = [other for other in others if abs(other.slot - wish.slot) <= reach]
        found += [(number, one) for one in found_beside(mine, near, channel.name, channel.layout, rules)]
        others.append(mine)
    return found
