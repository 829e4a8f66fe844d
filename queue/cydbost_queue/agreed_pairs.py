"""The council's agreements as they are now: those of its configuration, and those that people keep in the queue.

Who judges asks here, in the transaction in which they judge, so that a pair counts from the moment it is kept.
"""

from collections.abc import Iterable
from dataclasses import replace
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from cydbost_language import Agreements
from cydbost_queue.rules import Rules
from cydbost_queue.tables import AgreedPair, ChainHead, PairKind

SUBJECT: Final = "lists"  #: the chain of the record on which every change of a list stands
#: The list of the agreements that each kind of pair stands on.
LISTS: Final = {
    PairKind.TERM: "terms",
    PairKind.NAME: "names",
    PairKind.HASHTAG: "hashtags",
    PairKind.MENTION: "mentions",
    PairKind.LINK: "links",
    PairKind.DOMAIN: "domains",
    PairKind.LINE: "lines",
}

Pair = tuple[PairKind, str, str]


class _Held:
    """What was last made of one council's configuration and its pairs, and for which state of the lists."""

    __slots__ = ("base", "head", "rules")

    def __init__(self, head: str, base: Rules, rules: Rules) -> None:
        self.head, self.base, self.rules = head, base, rules


_HELD: Final[WeakKeyDictionary[Engine, _Held]] = WeakKeyDictionary()
_HOLDING: Final = Lock()


def rules_now(session: Session, rules: Rules) -> Rules:
    """Return ``rules`` with the pairs that people keep; where there are none, ``rules`` themselves.

    The end of the lists' chain tells whether anything changed: one row is read by its key, the pairs only after a
    change.
    """
    head = session.exec(select(ChainHead.hash).where(ChainHead.subject == SUBJECT)).first()
    if head is None:
        return rules
    engine = session.get_bind().engine
    with _HOLDING:
        held = _HELD.get(engine)
    if held is None or held.head != head or held.base is not rules:
        held = _Held(head, rules, merged(rules, standing(session)))
        with _HOLDING:
            _HELD[engine] = held
    return held.rules


def standing(session: Session) -> list[Pair]:
    """Return the pairs that stand now, in the order they were agreed."""
    rows = session.exec(
        select(AgreedPair.kind, AgreedPair.cy, AgreedPair.en)
        .where(col(AgreedPair.removed_at).is_(None))
        .order_by(col(AgreedPair.id))
    )
    return [(PairKind(kind), cy, en) for kind, cy, en in rows]


def merged(rules: Rules, pairs: Iterable[Pair]) -> Rules:
    """Return ``rules`` with ``pairs`` after those of the configuration; one that is there already is not repeated."""
    more: dict[str, dict[tuple[str, str], None]] = {}
    for kind, cy, en in pairs:
        more.setdefault(LISTS[kind], {})[cy, en] = None
    agreed = rules.agreements
    lists = {name: tuple(dict.fromkeys((*getattr(agreed, name), *pairs))) for name, pairs in more.items()}
    return replace(rules, agreements=replace(agreed, **lists))


def listed(agreements: Agreements) -> list[Pair]:
    """Return every pair of ``agreements``, list by list."""
    return [(kind, cy, en) for kind, name in LISTS.items() for cy, en in getattr(agreements, name)]
