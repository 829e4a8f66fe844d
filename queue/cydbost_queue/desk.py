"""The desk: where every act begins. It joins the store, the clock and the council's rules."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.clock import Clock, SystemClock
from cydbost_queue.limits import require_own_channels
from cydbost_queue.policy import SYSTEM, Actor, Right
from cydbost_queue.record.apart import keep
from cydbost_queue.record.chain import Happening, append_all, canonical
from cydbost_queue.record.tags import Tag
from cydbost_queue.rules import Rules
from cydbost_queue.spending.ledger import Spent, write_down
from cydbost_queue.store import Store
from cydbost_queue.tables import Notice, Words


@dataclass(slots=True)
class Act:
    """One act of one person (or of the queue itself): a transaction, a moment, and the entries it leaves."""

    session: Session
    at: datetime
    actor: Actor
    rules: Rules
    act_id: str
    happenings: list[Happening] = field(default_factory=list)  #: what is written to the record when the act ends
    payments: list[Spent] = field(default_factory=list)  #: what is written to the meter's book when the act ends

    def record(self, subject: str, tag: Tag, **data: object) -> None:
        """Leave an entry in this act's transaction. ``data`` holds codes, numbers and hashes, never words."""
        self.happenings.append(Happening(subject, self.at, self.actor.name, tag, self.act_id, canonical(data)))

    def keep_words(self, body: str) -> Words:
        """Store a person's words apart from the chain; their ``digest`` may stand in an entry."""
        return keep(self.session, body)

    def tell(self, told: str | Sequence[str], code: str, subject: str, **facts: str) -> None:
        """Leave a notice for everybody of a role, a ``rota:NAME`` or a ``person:NAME``, or of several of these."""
        everyone = [told] if isinstance(told, str) else told
        self.session.add(Notice(at=self.at, told=f"|{'|'.join(everyone)}|", code=code, subject=subject, facts=facts))


@dataclass(frozen=True, slots=True)
class Desk:
    """What every act needs."""

    store: Store
    clock: Clock = field(default_factory=SystemClock)
    rules: Rules = field(default_factory=Rules)

    def current_rules(self) -> Rules:
        """Return the council's rules as they are now, with the agreed pairs that people keep in the queue."""
        with self.store.reading() as session:
            return rules_now(session, self.rules)

    @contextmanager
    def act(self, actor: Actor, right: Right) -> Iterator[Act]:
        """Begin an act: refused unless ``actor`` has ``right``; kept whole or not at all.

        What a person did wakes the workers that rest; what the queue itself did, it goes on with by itself.

        Raises:
            Denied: the actor's roles do not carry the right, or what was done is about a channel that is not theirs.
        """
        actor.require(right)
        with self.store.writing(tell=actor is not SYSTEM) as session:
            act = Act(session, self.clock.now(), actor, self.rules, secrets.token_hex(8))
            yield act
            require_own_channels(session, actor, act.happenings)
            write_down(act)
            append_all(session, act.happenings)

    @contextmanager
    def quiet_act(self, actor: Actor, right: Right) -> Iterator[Act]:
        """Begin an act as ``act`` does, of which no worker need know: it gives none of them anything to do.

        Raises:
            Denied: the actor's roles do not carry the right.
        """
        actor.require(right)
        with self.store.writing() as session:
            act = Act(session, self.clock.now(), actor, self.rules, secrets.token_hex(8))
            yield act
            require_own_channels(session, actor, act.happenings)
            append_all(session, act.happenings)

    @contextmanager
    def system_act(self, *, wakes: bool = False) -> Iterator[Act]:
        """Begin an act of the queue itself; with ``wakes``, one after which workers that rest have something to do."""
        with self.store.writing(tell=wakes) as session:
            act = Act(session, self.clock.now(), SYSTEM, self.rules, secrets.token_hex(8))
            yield act
            write_down(act)
            append_all(session, act.happenings)
