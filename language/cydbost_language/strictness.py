"""How far a finding stops a posting, as the council has set it, and how mild that may be at the least."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from cydbost_language.pair import Finding, Severity

#: What a council has set, by the name of a check or the code of one kind of finding; ``None`` is off: not told at all.
Severities = Mapping[str, Severity | None]

AS_THEY_ARE: Final[Severities] = MappingProxyType({})

#: What a posting cannot do without, and no council can let go: both versions, each in its own language.
FIRM: Final = frozenset(
    {
        "presence",
        "empty-cy",
        "empty-en",
        "stub-cy",
        "stub-en",
        "language",
        "copied",
        "swapped",
        "wrong-language-cy",
        "wrong-language-en",
        "sentence-astray-cy",
        "sentence-astray-en",
    }
)

#: The checks that of themselves stop no posting.
_GENTLE_CHECKS: Final = frozenset(
    {
        "accents",
        "acronyms",
        "emphasis",
        "orthography",
        "permission",
        "quotations",
        "rights",
        "shortening",
        "spelling",
        "terms",
    }
)
#: The codes that of themselves stop no posting.
_GENTLE_CODES: Final = frozenset(
    {
        "accent-lost",
        "accents-apart",
        "acronym-missing-cy",
        "acronym-missing-en",
        "apostrophe-wrong",
        "apostrophes-mixed",
        "capitals-missing-cy",
        "capitals-missing-en",
        "card-unproven",
        "character-invisible",
        "cut-off-cy",
        "cut-off-en",
        "date-weekday-missing",
        "email-twin-unproven",
        "emoji-differs",
        "emoji-missing-cy",
        "emoji-missing-en",
        "exclamation-missing-cy",
        "exclamation-missing-en",
        "hardly-related",
        "hashtag-left-english",
        "hashtag-unagreed",
        "link-twin-unproven",
        "mention-left-english",
        "mention-unagreed",
        "name-permission",
        "person-address",
        "private-email",
        "private-mobile",
        "quotation-unmarked-cy",
        "quotation-unmarked-en",
        "quotation-unsourced",
        "rights-unnoted",
        "shorter-cy",
        "shorter-en",
        "spaces-doubled",
        "term-missing-cy",
        "term-missing-en",
        "word-unlikely",
    }
)
_STRENGTH: Final[Mapping[Severity | None, int]] = MappingProxyType(
    {None: 0, Severity.INFO: 1, Severity.WARN: 2, Severity.BLOCK: 3}
)


def mildest(name: str) -> Severity | None:
    """Return the mildest severity that a council may give the check or the code ``name``; ``None``: it may be off.

    "Information must be identical in both English and Welsh" (the council's policy): what of itself stops a posting
    passes, at the mildest, when a named person accepts it and says why. That there are two versions, each in its own
    language, is not anybody's to accept.
    """
    if name in FIRM:
        return Severity.BLOCK
    return None if name in _GENTLE_CHECKS or name in _GENTLE_CODES else Severity.WARN


def allows(name: str, severity: Severity | None) -> bool:
    """Say whether a council may set ``name`` to ``severity``."""
    return _STRENGTH[severity] >= _STRENGTH[mildest(name)]


def weighed(found: Finding, severities: Severities) -> Finding | None:
    """Give ``found`` the severity that the council has set for it; ``None`` where it is not to be told.

    The setting of a code comes before that of its check, and a check's setting is for what stops a posting, unless
    nothing of the check does. A setting milder than :func:`mildest` allows counts as the mildest.
    """
    if found.code in severities:
        wanted = severities[found.code]
    elif found.check in severities and (found.severity is Severity.BLOCK or found.check in _GENTLE_CHECKS):
        wanted = severities[found.check]
    else:
        return found
    if found.severity is Severity.BLOCK:
        wanted = max(wanted, mildest(found.check), key=lambda severity: _STRENGTH[severity])
    return None if wanted is None else replace(found, severity=wanted)
