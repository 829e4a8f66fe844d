"""What is sent out: several texts, each in units that can be translated one by one, and what comes back of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from cydbost_bot.exchange.pieces import cut
from cydbost_language import Language
from cydbost_queue.queries.translation import SideView, TranslationView
from cydbost_queue.translated import Translated

#: What a unit translates; its number follows a full stop: ``text.3``.
TEXT: Final = "text"
LINK: Final = "link"
ALT: Final = "picture"

_OURS: Final = "cydbost"
_ORIGIN: Final = re.compile(rf"{_OURS}/(P[0-9]{{1,15}})/([0-9a-f]{{12}})/(cy|en)/([0-9a-f]{{64}})/([0-9a-f]{{64}}|-)")

MOST_TEXTS: Final = 200  #: in one file
MOST_BYTES: Final = 4_000_000  #: of a file that comes back
MOST_UNITS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What names a text in every file: its posting, the words it is made from, and those that stood in their place."""

    ref: str
    uid: str
    wanted: Language
    source_hash: str
    target_hash: str = ""

    def __str__(self) -> str:
        return "/".join((_OURS, self.ref, self.uid, self.wanted.value, self.source_hash, self.target_hash or "-"))

    @classmethod
    def read(cls, written: str) -> "Origin | None":
        """Return the origin that ``written`` names, or ``None`` where it is none of ours."""
        match = _ORIGIN.fullmatch(written.strip())
        if match is None:
            return None
        ref, uid, wanted, source, target = match.groups()
        return cls(ref, uid, Language(wanted), source, "" if target == "-" else target)


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece to be translated. ``target`` is what was said for it before, where that may still be right."""

    name: str
    source: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One side of a posting, to be translated."""

    origin: Origin
    label: str
    units: tuple[Unit, ...]
    note: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReturnedText:
    """What a file brings back of one text: its origin as it was sent out, and the words for each unit by name."""

    origin: str
    words: Mapping[str, str] = field(default_factory=dict)


class Fault(StrEnum):
    """Why a file that was brought back cannot be read at all."""

    TOO_BIG = "too_big"
    NOT_XML = "not_xml"
    NOT_XLIFF = "not_xliff"
    HAS_DOCTYPE = "has_doctype"  #: entities can make a small file fill the memory, or read other files
    NOT_UTF8 = "not_utf8"
    NOT_CSV = "not_csv"
    NO_COLUMNS = "no_columns"
    EMPTY = "empty"
    MIXED = "mixed"  #: it holds two languages to translate into


class Unreadable(ValueError):
    """A file cannot be read; ``fault`` says why, and ``detail`` where."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        """``detail`` is a place in the file, or what is missing of it."""
        super().__init__(fault.value)
        self.fault, self.detail = fault, detail


def origin_of(view: TranslationView) -> Origin:
    """Return the origin of a text as it stands now."""
    target = view.target.content_hash if view.target else ""
    return Origin(view.ref, view.uid, view.wanted, view.source.content_hash, target)


def outgoing(view: TranslationView) -> OutgoingText:
    """Return the text of ``view`` in units, each with what was said for it before where its words have not changed."""
    known = _said_before(view)
    units = [Unit(name, source, known.get(source, "")) for name, source in units_of(view.source)]
    due = view.welsh_due_at or (view.request.due_at if view.request else None)
    note = view.request.note if view.request else None
    return OutgoingText(origin_of(view), view.label, tuple(units), note, due)


def units_of(source: SideView) -> list[tuple[str, str]]:
    """Return every unit of a side, by name: the pieces of its text, its link, what describes its pictures."""
    pieces = [(f"{TEXT}.{at}", piece.text) for at, piece in enumerate(cut(source.text).pieces, 1)]
    link = [(f"{LINK}.1", source.link)] if source.link else []
    alts = [(f"{ALT}.{at}", alt) for at, alt in enumerate(source.alts, 1) if alt.strip()]
    return [*pieces, *link, *alts]


def translated(source: SideView, target: SideView | None, words: Mapping[str, str]) -> Translated:
    """Return what ``words`` make of a side: each piece in the place of its source, and the source's lines.

    A target that has other pictures than the source keeps them as they are described.
    """
    pieces = cut(source.text)
    text = pieces.joined([words.get(f"{TEXT}.{at}", "") for at in range(1, len(pieces.pieces) + 1)])
    link = words.get(f"{LINK}.1") or (target.link if target else source.link)
    has_others = target is not None and len(target.media) != len(source.media)
    alts = () if has_others else tuple(words.get(f"{ALT}.{at}", "") for at in range(1, len(source.media) + 1))
    return Translated(text, link, alts)


def _said_before(view: TranslationView) -> dict[str, str]:
    """Return what the target says for each piece of the source that it was made from, where they go one by one."""
    target, source = view.target, view.source_before or view.source
    if target is None:
        return {}
    here, there = (cut(side.text).pieces for side in (source, target))
    pairs: Sequence[tuple[str, str]] = []
    if len(here) == len(there):
        pairs = [(one.text, other.text) for one, other in zip(here, there, strict=True)]
    links = [(source.link, target.link)] if source.link and target.link else []
    alts = [*zip(source.alts, target.alts, strict=False)]
    return dict([*pairs, *links, *alts])
