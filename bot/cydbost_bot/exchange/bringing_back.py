"""What a file that came back is worth: each text beside its posting as it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cydbost_bot.exchange.parcel import Origin, ReturnedText, translated, units_of
from cydbost_language import Language
from cydbost_queue.queries.translation import TranslationView
from cydbost_queue.translated import Translated


class Refusal(StrEnum):
    """Why a text of a file is not taken; the others are."""

    NOT_OURS = "not_ours"  #: it names no text of ours
    GONE = "gone"  #: there is no such posting here
    TWICE = "twice"  #: the file has it twice
    SOURCE_CHANGED = "source_changed"  #: the words it was made from have changed
    INCOMPLETE = "incomplete"  #: some of its units have no words
    NOTHING_NEW = "nothing_new"  #: it says what stands there already


@dataclass(frozen=True, slots=True)
class Brought:
    """One text of a file. ``given`` is what it would write; ``None`` where it is refused, and why."""

    origin: str
    ref: str | None = None
    given: Translated | None = None
    refusal: Refusal | None = None
    missing: int = 0  #: units without words
    is_over: bool = False  #: somebody has written this side since the text was sent out


def brought(text: ReturnedText, view: TranslationView | None) -> Brought:
    """Judge one text against its posting; ``view`` is ``None`` where there is none."""
    origin = Origin.read(text.origin)
    if origin is None:
        return Brought(text.origin, refusal=Refusal.NOT_OURS)
    if view is None or view.uid != origin.uid or view.wanted is not origin.wanted:
        return Brought(text.origin, origin.ref, refusal=Refusal.GONE)
    if view.source.content_hash != origin.source_hash:
        return Brought(text.origin, origin.ref, refusal=Refusal.SOURCE_CHANGED)
    missing = sum(not text.words.get(name) for name, _source in units_of(view.source))
    if missing:
        return Brought(text.origin, origin.ref, refusal=Refusal.INCOMPLETE, missing=missing)
    given = translated(view.source, view.target, text.words)
    target = view.target
    if target is not None and given.text == target.text and (given.link, given.alts) == (target.link, target.alts):
        return Brought(text.origin, origin.ref, refusal=Refusal.NOTHING_NEW)
    is_over = (target.content_hash if target else "") != origin.target_hash
    return Brought(text.origin, origin.ref, given, is_over=is_over)


def without_doubles(texts: Sequence[ReturnedText]) -> tuple[list[ReturnedText], list[Brought]]:
    """Return the texts that stand in a file once, and a refusal for each that stands there again."""
    seen: set[tuple[str, Language]] = set()
    once, again = [], []
    for text in texts:
        origin = Origin.read(text.origin)
        if origin is not None and (origin.ref, origin.wanted) in seen:
            again.append(Brought(text.origin, origin.ref, refusal=Refusal.TWICE))
            continue
        if origin is not None:
            seen.add((origin.ref, origin.wanted))
        once.append(text)
    return once, again
