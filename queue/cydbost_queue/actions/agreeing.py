"""Keeping the lists of agreed pairs: words, names, hashtags, handles, links and domains."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlmodel import Session

from cydbost_queue.agreed_pairs import SUBJECT, Pair, listed, merged, standing
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.judging import judging
from cydbost_queue.lookup import number_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.record.chain import locked_head
from cydbost_queue.tables import AgreedPair, PairKind

NOTE_LIMIT: Final = 1000
IMPORT_LIMIT: Final = 5000  #: pairs in one act
_LIMITS: Final = {PairKind.LINK: 500}
_LIMIT: Final = 200

_TAG: Final = re.compile(r"#\w{1,100}")
_HANDLE: Final = re.compile(r"@[\w.-]{1,100}(?:@[\w.-]{1,100})?")
_LINK: Final = re.compile(r"https?://[^\s/]{1,200}(?:/\S{0,400})?")
_DOMAIN: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_FORMS: Final = {
    PairKind.HASHTAG: _TAG,
    PairKind.MENTION: _HANDLE,
    PairKind.LINK: _LINK,
    PairKind.DOMAIN: _DOMAIN,
}
#: Where the same twice says something: this is never translated, or it has one name.
_MAY_BE_SAME: Final = frozenset({PairKind.TERM, PairKind.NAME})


@dataclass(frozen=True, slots=True)
class NewPair:
    """A pair that somebody wants kept."""

    kind: PairKind
    cy: str
    en: str
    note: str = ""


def agree(desk: Desk, actor: Actor, pair: NewPair) -> str:
    """Keep a pair; return its reference. It counts from now on.

    Raises:
        Denied: the actor may not keep the lists.
        Refused: a half is empty or not of its kind, both are the same, or the pair is on the list already.
    """
    with _act(desk, actor) as act:
        return _add(act, pair).ref


def change_pair(desk: Desk, actor: Actor, ref: str, pair: NewPair) -> str:
    """Put ``pair`` in the place of the one that ``ref`` names; return its reference.

    Raises:
        Denied, Refused: as ``agree``.
        NotFound: there is no such pair, or it was taken off the list.
    """
    with _act(desk, actor) as act:
        _end(act, _pair_of(act.session, ref))
        return _add(act, pair).ref


def end_pair(desk: Desk, actor: Actor, ref: str) -> None:
    """Take a pair off its list. What was judged with it is not judged anew until something is done with it.

    Raises:
        Denied: the actor may not keep the lists.
        NotFound: there is no such pair, or it was taken off already.
    """
    with _act(desk, actor) as act:
        _end(act, _pair_of(act.session, ref))


def agree_all(desk: Desk, actor: Actor, pairs: Sequence[NewPair]) -> list[str]:
    """Keep every one of ``pairs`` that is not kept yet, or none of them; return their references.

    Raises:
        Denied: the actor may not keep the lists.
        Refused: one cannot be kept; ``row`` in its facts says which, from 1; or there are too many.
    """
    if len(pairs) > IMPORT_LIMIT:
        raise Refused("too_many_pairs", limit=str(IMPORT_LIMIT))
    with _act(desk, actor) as act:
        known = _known(act)
        kept = []
        for row, pair in enumerate(pairs, start=1):
            try:
                settled = checked_pair(pair)
                if (settled.kind, settled.cy, settled.en) not in known:
                    kept.append(_add(act, settled, known=known).ref)
            except Refused as error:
                raise Refused(error.code, **{**error.facts, "row": str(row)}) from error
        return kept


def checked_pair(pair: NewPair) -> NewPair:
    """Return ``pair`` tidied.

    Raises:
        Refused: a half is empty, too long or not of its kind, or both are the same where that says nothing.
    """
    limit = _LIMITS.get(pair.kind, _LIMIT)
    cy = checked_text(pair.cy, field_name="cy", limit=limit)
    en = checked_text(pair.en, field_name="en", limit=limit)
    if pair.kind is PairKind.DOMAIN:
        cy, en = cy.lower(), en.lower()
    for name, half in (("cy", cy), ("en", en)):
        form = _FORMS.get(pair.kind)
        if "\n" in half or (form is not None and not form.fullmatch(half)):
            raise Refused("pair_form", field=name, pair_kind=pair.kind.value, half=half[:60])
    if cy == en and pair.kind not in _MAY_BE_SAME:
        raise Refused("pair_same", half=cy[:60])
    note = checked_text(pair.note, field_name="note", limit=NOTE_LIMIT) if pair.note.strip() else ""
    return NewPair(pair.kind, cy, en, note)


@contextmanager
def _act(desk: Desk, actor: Actor) -> Iterator[Act]:
    """Begin an act on the lists: nobody else changes them meanwhile."""
    with desk.act(actor, Right.KEEP_LISTS) as act:
        locked_head(act.session, SUBJECT)
        yield act


def _known(act: Act) -> set[Pair]:
    return {*listed(act.rules.agreements), *standing(act.session)}


def _add(act: Act, pair: NewPair, *, known: set[Pair] | None = None) -> AgreedPair:
    pair = checked_pair(pair)
    known = _known(act) if known is None else known
    said = (pair.kind, pair.cy, pair.en)
    if said in known:
        raise Refused("pair_agreed", cy=pair.cy[:60], en=pair.en[:60])
    known.add(said)
    note = act.keep_words(pair.note) if pair.note else None
    row = AgreedPair(
        kind=pair.kind, cy=pair.cy, en=pair.en, note_id=note.id if note else None, by=act.actor.name, at=act.at
    )
    act.session.add(row)
    act.session.flush()
    act.record(
        SUBJECT,
        Tag.PAIR_AGREED,
        ref=row.ref,
        pair_kind=pair.kind.value,
        pair=act.keep_words(f"{pair.cy}\n{pair.en}").digest,
        note=note.digest if note else None,
        judging=_judging(act),
    )
    return row


def _end(act: Act, row: AgreedPair) -> None:
    row.removed_at, row.removed_by = act.at, act.actor.name
    act.session.add(row)
    act.session.flush()
    act.record(SUBJECT, Tag.PAIR_ENDED, ref=row.ref, pair_kind=row.kind.value, judging=_judging(act))


def _judging(act: Act) -> str:
    """Return the name of the rules by which everything is judged after this."""
    return judging(merged(act.rules, standing(act.session)))


def _pair_of(session: Session, ref: str) -> AgreedPair:
    row = session.get(AgreedPair, number_of(ref, "L"))
    if row is None or row.removed_at is not None:
        raise NotFound("no_pair", ref=ref)
    return row
