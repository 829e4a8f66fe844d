"""The judgement of a pair of versions, or of one version by itself."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from cydbost_language.catalogue import CHECKS
from cydbost_language.checks.presence import empty, stub
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Side
from cydbost_language.spelling import NO_SPELLERS, Spellers

_AS_THEY_ARE: Final[Mapping[str, Severity]] = MappingProxyType({})
_NO_AGREEMENTS: Final = Agreements()
#: The only checks that have anything to say about a text that is not there yet.
_OF_NOTHING: Final = tuple(check for check in CHECKS if check.name in ("presence", "media", "card"))
#: And those that have something to say about texts that are there.
_OF_TEXTS: Final = tuple(check for check in CHECKS if check.name != "presence")


def _weighed(found: Finding, severities: Mapping[str, Severity]) -> Finding:
    """Give ``found`` the severity that the setting of its code, or of its check, gives it."""
    severity = severities.get(found.code)
    if severity is None and found.severity is Severity.BLOCK:
        severity = severities.get(found.check)
    return found if severity in (None, found.severity) else replace(found, severity=severity)


def _place(found: Finding) -> int:
    return min((span.start for span in (found.cy, found.en) if span), default=0)


def _sorted(found: Iterable[Finding], severities: Mapping[str, Severity]) -> list[Finding]:
    return sorted((_weighed(one, severities) for one in found), key=_place)


def check_pair(
    pair: Pair,
    agreements: Agreements = _NO_AGREEMENTS,
    *,
    severities: Mapping[str, Severity] = _AS_THEY_ARE,
    spellers: Spellers = NO_SPELLERS,
) -> tuple[Finding, ...]:
    """Find every difference between the two versions of ``pair``, and every rule of content that they break.

    ``agreements`` is what the council lets differ: a fact in it is never a finding. ``severities`` sets how far the
    findings of a check (by its name) or of one kind (by its code) stop a posting; a check's setting replaces
    ``block`` alone, a code's replaces any. ``spellers`` are the spelling dictionaries that the council has; in a
    language without one no spelling is hinted at.

    Returns the findings by check in the order of the catalogue, then by their place in the text; none means that
    the versions are identical in what they say, as far as can be told ("Information must be identical in both
    English and Welsh"). Never raises, whatever the texts hold; the time it takes is linear in their length.
    """
    comparison = Comparison(pair, agreements, spellers)
    missing = any(empty(version) or stub(version) for version in (comparison.cy, comparison.en))
    found: list[Finding] = []
    for check in _OF_NOTHING if missing else _OF_TEXTS:
        if here := [*check.pair(comparison)]:
            found += _sorted(here, severities)
    return tuple(found)


def check_alone(
    side: Side,
    language: Language,
    *,
    severities: Mapping[str, Severity] = _AS_THEY_ARE,
    spellers: Spellers = NO_SPELLERS,
) -> tuple[Finding, ...]:
    """Find what is wrong with one version by itself: no text, the wrong language, a weekday off its date.

    For a version that goes out before its counterpart exists. Spans are on ``language``'s side; otherwise as
    :func:`check_pair`.
    """
    version = Version(side, language, spellers=spellers)
    return tuple(one for check in CHECKS for one in _sorted(check.alone(version), severities))
