"""Finding what was said before that is like what is being written: with its other language, never put in unasked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from rapidfuzz import fuzz
from sqlalchemy import func
from sqlmodel import Session, and_, col, or_, select

from cydbost_language import Finding, Language, Pair, Side, Span, check_pair
from cydbost_language.comparison import Version as ReadVersion
from cydbost_language.parting.units import units
from cydbost_language.remembering import keys, settled
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.desk import Desk
from cydbost_queue.rules import Rules
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Approval, MemoryKey, MemorySegment, Posting

LEAST: Final = 65  #: percent of likeness, below which it is quicker to translate anew
MOST: Final = 5  #: suggestions for one piece
LONGEST: Final = 4000  #: characters of what is being written that are looked at
_PIECES: Final = 12  #: of a longer text
_CANDIDATES: Final = 60

#: What is never taken over silently: the checks of facts, whose findings say which figures, dates and names differ.
_OF_FACTS: Final = frozenset(
    {
        "dates",
        "times",
        "amounts",
        "percentages",
        "figures",
        "numbers",
        "phones",
        "emails",
        "links",
        "postcodes",
        "hashtags",
        "mentions",
        "terms",
        "acronyms",
    }
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something said before: how like it is to what is being written, its other language, and where it is from.

    ``differing`` are the facts that the other language states otherwise than what is being written; ``spans`` are
    where they stand in ``other``.
    """

    likeness: int
    earlier: str
    other: str
    differing: tuple[Finding, ...]
    spans: tuple[Span, ...]
    ref: str
    said_at: datetime
    approved_by: tuple[str, ...]
    is_live: bool

    @property
    def is_same(self) -> bool:
        """Whether it can be used as it stands: the very words, and no fact that differs."""
        return self.likeness == 100 and not self.differing


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is suggested for one piece of what is being written."""

    piece: str
    suggestions: tuple[Suggestion, ...]


def recall(desk: Desk, language: Language, text: str) -> tuple[Recalled, ...]:
    """Return what was said before that is like ``text`` in ``language``, as a whole and piece by piece.

    Only what has suggestions is returned, in the order of the text; the whole first.
    """
    text = text.strip()[:LONGEST]
    with desk.store.reading() as session:
        look = _Look(session, rules_now(session, desk.rules), language)
        found = ((piece, look.suggested(piece)) for piece in _pieces(text, language))
        return tuple(Recalled(piece, suggestions) for piece, suggestions in found if suggestions)


def _pieces(text: str, language: Language) -> Iterator[str]:
    whole = dict.fromkeys([text] if text else [])
    pieces = units(ReadVersion(Side(text), language)) if text else ()
    parts = (text[one.span.start : one.span.end] for one in pieces[:_PIECES])
    yield from dict.fromkeys((*whole, *parts))


_Origin = tuple[int, str, str]  #: a posting's number and the hashes of its two texts


@dataclass(frozen=True, slots=True)
class _Look:
    """One look into the memory, for texts of one language."""

    session: Session
    rules: Rules
    language: Language

    def suggested(self, piece: str) -> tuple[Suggestion, ...]:
        """Return the best that the memory has for one piece, the likest first and the latest among equals."""
        mine = settled(piece)
        weighed = ((self._likeness(mine, piece, row), row) for row in self._candidates(piece))
        best = sorted(
            ((likeness, row) for likeness, row in weighed if likeness >= LEAST),
            key=lambda one: (-one[0], -one[1].said_at.timestamp()),
        )[:MOST]
        approved = self._approvers({_origin(row) for _, row in best})
        live = self._live({row.posting_id for _, row in best})
        return tuple(
            self._suggestion(
                piece, row, likeness, approved_by=approved.get(_origin(row), ()), is_live=row.posting_id in live
            )
            for likeness, row in best
        )

    def _candidates(self, piece: str) -> Sequence[MemorySegment]:
        """Return the segments that share most keys with ``piece``."""
        shared, number = func.count(), col(MemoryKey.segment_id)
        found = (
            select(number)
            .where(col(MemoryKey.key).in_(keys(piece, self.language)))
            .group_by(number)
            .order_by(shared.desc(), number.desc())
            .limit(_CANDIDATES)
        )
        return self.session.exec(
            select(MemorySegment).where(col(MemorySegment.id).in_(self.session.exec(found).all()))
        ).all()

    def _likeness(self, mine: str, piece: str, row: MemorySegment) -> int:
        """Return how like two texts are, in percent; only the very same is wholly alike."""
        earlier = _half(row, self.language)
        if piece.split() == earlier.split():
            return 100
        return min(int(fuzz.ratio(mine, settled(earlier))), 99)

    def _suggestion(
        self, piece: str, row: MemorySegment, likeness: int, *, approved_by: tuple[str, ...], is_live: bool
    ) -> Suggestion:
        other = _half(row, self.language.other)
        differing = tuple(self._differing(piece, other))
        spans = (one.cy if self.language is Language.EN else one.en for one in differing)
        return Suggestion(
            likeness=likeness,
            earlier=_half(row, self.language),
            other=other,
            differing=differing,
            spans=tuple(sorted({span for span in spans if span}, key=lambda span: span.start)),
            ref=f"P{row.posting_id}",
            said_at=row.said_at,
            approved_by=approved_by,
            is_live=is_live,
        )

    def _differing(self, piece: str, other: str) -> Iterator[Finding]:
        """Yield the facts in which what is being written and what is suggested do not agree."""
        sides = {self.language: Side(piece), self.language.other: Side(other)}
        pair = Pair(sides[Language.CY], sides[Language.EN])
        for finding in check_pair(pair, self.rules.agreements, severities=self.rules.severities):
            if finding.check in _OF_FACTS:
                yield finding

    def _approvers(self, origins: Collection[_Origin]) -> dict[_Origin, tuple[str, ...]]:
        """Return who approved each pair; a word that was voided later still was given."""
        if not origins:
            return {}
        wanted = or_(
            *(
                and_(Approval.posting_id == number, Approval.cy_hash == cy, Approval.en_hash == en)
                for number, cy, en in sorted(origins)
            )
        )
        query = select(Approval.posting_id, Approval.cy_hash, Approval.en_hash, Approval.by).where(wanted)
        found: dict[_Origin, dict[str, None]] = {}
        for number, cy, en, by in self.session.exec(query.order_by(col(Approval.id))):
            found.setdefault((number, cy, en), {})[by] = None
        return {origin: tuple(names) for origin, names in found.items()}

    def _live(self, numbers: Collection[int]) -> frozenset[int]:
        """Return which of these postings were not taken down."""
        query = select(Posting.id).where(col(Posting.id).in_(numbers), Posting.state != PostingState.WITHDRAWN)
        return frozenset(number for number in self.session.exec(query) if number is not None)


def _half(row: MemorySegment, language: Language) -> str:
    return row.cy if language is Language.CY else row.en


def _origin(row: MemorySegment) -> _Origin:
    return row.posting_id, row.cy_hash, row.en_hash
