"""The values that cross the layers: a pair of versions and what was found in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Language(StrEnum):
    """A language of the pair, by its ISO 639-1 code. Welsh is named first wherever both are listed."""

    CY = "cy"
    EN = "en"

    @property
    def other(self) -> "Language":
        """The pair's other language."""
        return Language.EN if self is Language.CY else Language.CY


class Severity(StrEnum):
    """How far a finding stops a posting."""

    BLOCK = "block"  #: nothing is released while it stands
    WARN = "warn"  #: a named person may accept it, with a reason
    INFO = "info"  #: worth knowing; stops nothing


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one version's text, in characters: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """One picture, sound or film of a version, as the comparison sees it.

    ``digest`` identifies the file's bytes; ``alt_text`` describes it in the version's language; ``rights`` says by
    what right the council uses it; ``words_in`` are the languages of the words that stand in the picture itself.
    """

    name: str
    digest: str
    alt_text: str
    rights: str = ""
    words_in: frozenset[Language] = frozenset()


@dataclass(frozen=True, slots=True)
class Side:
    """What one language of the pair says: text, attachments and an optional link card."""

    text: str
    media: tuple[Attachment, ...] = ()
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Both versions of one message."""

    cy: Side
    en: Side

    def side(self, language: Language) -> Side:
        """Return the side in ``language``."""
        return self.cy if language is Language.CY else self.en


_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the versions, or one broken rule of content.

    ``check`` names the check, ``code`` the sentence that explains it (``messages.explain`` renders it in the
    reader's language with ``facts``). A span is ``None`` where that side has no place to point at.
    """

    check: str
    code: str
    severity: Severity
    cy: Span | None = None
    en: Span | None = None
    facts: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def fingerprint(self) -> str:
        """A short name of this very finding, stable while the two texts stay as they are."""
        spans = [f"{span.start}-{span.end}" if span else "-" for span in (self.cy, self.en)]
        facts = [f"{key}={value}" for key, value in sorted(self.facts.items())]
        return hashlib.sha256("\x1f".join([self.check, self.code, *spans, *facts]).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Agreements:
    """What the council has agreed: which pairs may differ between the languages, each (cy, en), and its own lists."""

    hashtags: tuple[tuple[str, str], ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()  #: phones, e-mails and hours that differ on purpose
    names: tuple[tuple[str, str], ...] = ()  #: places, bodies and acronyms with two names
    terms: tuple[tuple[str, str], ...] = ()  #: the council's own terms; the same twice is never translated
    own_lines: tuple[str, ...] = ()  #: the council's own mobiles and inboxes: nobody's private ones
    offensive: tuple[str, ...] = ()  #: words of either language not to be published, besides those of the check
    ask_first: tuple[str, ...] = ()  #: clients, contractors and partners who are not named without their leave
    permitted: tuple[str, ...] = ()  #: companies and people who have given it
    harmless: tuple[str, ...] = ()  #: names and phrases in which such a word is no insult
