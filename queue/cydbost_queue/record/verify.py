"""Proof that the record is whole: every chain, every seal, and what the tables say against what was recorded."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session, col, select

from cydbost_language import Language, content_hash
from cydbost_queue.record.apart import digest_of
from cydbost_queue.record.chain import GENESIS, entry_hash
from cydbost_queue.record.checkpoint import Checkpoint
from cydbost_queue.record.seals import SEALS, root_of, seal_hash
from cydbost_queue.record.tags import Tag
from cydbost_queue.sides import side_of
from cydbost_queue.store import Store
from cydbost_queue.tables import (
    Acceptance,
    ChainHead,
    Comment,
    EnglishFirst,
    Entry,
    Halt,
    Posting,
    Reply,
    Restored,
    Seal,
    SealLeaf,
    Stranger,
    Version,
    Words,
)

_BATCH = 2000

#: Every column that points to words kept apart.
_WORDS_OF = (
    col(Acceptance.reason_id),
    col(EnglishFirst.reason_id),
    col(EnglishFirst.review_id),
    col(Comment.text_id),
    col(Comment.author_id),
    col(Comment.reason_id),
    col(Reply.text_id),
    col(Halt.reason_id),
    col(Restored.reason_id),
    col(Stranger.reason_id),
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One place where the record is not what it was: a code, and where it is."""

    code: str
    subject: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check went through, and every flaw it met."""

    entries: int
    chains: int
    seals: int
    flaws: tuple[Flaw, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was changed, removed, put in or moved."""
        return not self.flaws


def verify(store: Store, checkpoint: Checkpoint | None = None) -> Verification:
    """Go through the whole record in one consistent view, in bounded memory; hold it to a ``checkpoint``, if given."""
    with store.reading() as session:
        return verify_in(session, checkpoint)


def verify_in(session: Session, checkpoint: Checkpoint | None = None) -> Verification:
    """Go through the whole record as ``session`` sees it; hold it to an earlier ``checkpoint``, where one is given."""
    walk = _Walk(session)
    flaws = [*walk.chains(), *walk.heads(), *walk.seals(), *walk.versions(), *walk.states(), *walk.words()]
    if checkpoint is not None and not checkpoint.is_kept(session):
        flaws.append(Flaw("checkpoint_differs", f"seal:{checkpoint.seal}"))
    return Verification(walk.entries_seen, walk.chains_seen, walk.seals_seen, tuple(flaws))


class _Walk:
    def __init__(self, session: Session) -> None:
        self.session = session
        self.entries_seen = self.chains_seen = self.seals_seen = 0
        self.ends: dict[str, tuple[int, str]] = {}  #: each chain's last number and hash
        self.states_told: dict[str, str] = {}  #: each posting's last recorded state
        self.texts_told: dict[tuple[str, str, int], str] = {}  #: content hash by posting, language, revision

    def chains(self) -> Iterator[Flaw]:
        rows = self.session.exec(
            select(Entry).order_by(col(Entry.subject), col(Entry.number)).execution_options(yield_per=_BATCH)
        )
        for subject, chain in groupby(rows, key=lambda entry: entry.subject):
            self.chains_seen += 1
            yield from self._chain(subject, chain)

    def _chain(self, subject: str, chain: Iterator[Entry]) -> Iterator[Flaw]:
        number, previous = 0, GENESIS
        for entry in chain:
            self.entries_seen += 1
            if entry.number != number + 1:
                yield Flaw("entry_missing", subject, number + 1)
            if entry.previous != previous:
                yield Flaw("entry_unlinked", subject, entry.number)
            if entry.hash != entry_hash(entry):
                yield Flaw("entry_changed", subject, entry.number)
            self._remember(entry)
            number, previous = entry.number, entry.hash
        self.ends[subject] = (number, previous)

    def _remember(self, entry: Entry) -> None:
        if entry.act == Tag.POSTING_MOVED:
            self.states_told[entry.subject] = str(_data(entry).get("to"))
        elif entry.act == Tag.POSTING_ADDED:
            self.states_told[entry.subject] = "draft"
        elif entry.act == Tag.VERSION_WRITTEN:
            data = _data(entry)
            key = (entry.subject, str(data.get("language")), int(str(data.get("revision", 0))))
            self.texts_told[key] = str(data.get("content"))

    def heads(self) -> Iterator[Flaw]:
        known: set[str] = set()
        for head in self.session.exec(select(ChainHead).execution_options(yield_per=_BATCH)):
            if head.subject == SEALS:
                continue
            known.add(head.subject)
            number, last = self.ends.get(head.subject, (0, GENESIS))
            if number < head.number:
                yield Flaw("chain_cut", head.subject, number + 1)
            elif (number, last) != (head.number, head.hash):
                yield Flaw("head_differs", head.subject, number)
        yield from (Flaw("head_missing", subject) for subject in self.ends if subject not in known)

    def seals(self) -> Iterator[Flaw]:
        previous, expected = GENESIS, 1
        for seal in self.session.exec(select(Seal).order_by(col(Seal.id))):
            self.seals_seen += 1
            name = f"seal:{seal.id}"
            leaves = self.session.exec(select(SealLeaf).where(SealLeaf.seal_id == seal.id)).all()
            triples = sorted((leaf.subject, leaf.number, leaf.hash) for leaf in leaves)
            stated = seal_hash(at=seal.at, leaves=seal.leaves, root=seal.root, previous=seal.previous)
            if seal.id != expected or seal.previous != previous:
                yield Flaw("seal_unlinked", name)
            if seal.hash != stated or seal.leaves != len(triples) or seal.root != root_of(triples):
                yield Flaw("seal_changed", name)
            yield from self._sealed(triples)
            previous, expected = seal.hash, (seal.id or 0) + 1
        last = self.session.get(ChainHead, SEALS)
        if (last.number, last.hash) != (expected - 1, previous) if last else expected > 1:
            yield Flaw("seals_cut", f"seal:{expected}")

    def _sealed(self, triples: list[tuple[str, int, str]]) -> Iterator[Flaw]:
        for subject, number, wanted in triples:
            found = self.session.exec(
                select(Entry.hash).where(Entry.subject == subject, Entry.number == number)
            ).first()
            if found != wanted:
                yield Flaw("sealed_entry_differs", subject, number)

    def versions(self) -> Iterator[Flaw]:
        seen = 0
        for version in self.session.exec(select(Version).execution_options(yield_per=_BATCH)):
            seen += 1
            subject = f"posting:{version.posting_id}"
            told = self.texts_told.get((subject, Language(version.language).value, version.revision))
            if told != content_hash(side_of(version)) or told != version.content_hash:
                yield Flaw("text_differs", subject, version.revision)
        if seen < len(self.texts_told):
            yield Flaw("text_missing", "versions", len(self.texts_told) - seen)

    def states(self) -> Iterator[Flaw]:
        for posting in self.session.exec(select(Posting).execution_options(yield_per=_BATCH)):
            if self.states_told.pop(posting.subject, None) != posting.state.value:
                yield Flaw("state_differs", posting.subject)
        yield from (Flaw("posting_missing", subject) for subject in self.states_told)

    def words(self) -> Iterator[Flaw]:
        for words in self.session.exec(select(Words).execution_options(yield_per=_BATCH)):
            blanked = words.body is None and words.erased_at is None
            if blanked or (words.body is not None and digest_of(words.salt, words.body) != words.digest):
                yield Flaw("words_differ", f"words:{words.id}")
        for column in _WORDS_OF:
            missing = select(column).where(column.is_not(None), column.not_in(select(col(Words.id))))
            yield from (Flaw("words_missing", f"words:{number}") for number in self.session.exec(missing))


def _data(entry: Entry) -> dict[str, object]:
    try:
        data = json.loads(entry.data)
    except ValueError:
        return {}  # its hash tells that it was changed
    return data if isinstance(data, dict) else {}
