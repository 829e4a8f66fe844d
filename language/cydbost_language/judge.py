"""The judgement of a pair of versions, or of one version by itself."""

from collections.abc import Iterable
from typing import Final

from cydbost_language.asking import asked
from cydbost_language.catalogue import CHECKS
from cydbost_language.checks.presence import empty, stub
from cydbost_language.comparison import Comparison, lone_version
from cydbost_language.pair import Agreements, Finding, Language, Pair, Side
from cydbost_language.spelling import NO_SPELLERS, Spellers
from cydbost_language.strictness import AS_THEY_ARE, Severities, weighed

_NO_AGREEMENTS: Final = Agreements()
#: The only checks that have anything to say about a text that is not there yet.
_OF_NOTHING: Final = tuple(check for check in CHECKS if check.name in ("presence", "media", "card"))


def _place(found: Finding) -> int:
    return min((span.start for span in (found.cy, found.en) if span), default=0)


def _sorted(found: Iterable[Finding], severities: Severities) -> list[Finding]:
    told = (weighed(one, severities) for one in found) if severities else found
    return sorted((one for one in told if one is not None), key=_place)


def check_pair(
    pair: Pair,
    agreements: Agreements = _NO_AGREEMENTS,
    *,
    severities: Severities = AS_THEY_ARE,
    spellers: Spellers = NO_SPELLERS,
) -> tuple[Finding, ...]:
    """Find every difference between the two versions of ``pair``, and every rule of content that they break.

    ``agreements`` is what the council lets differ: a fact in it is never a finding. ``severities`` sets how far the
    findings of a check (by its name) or of one kind (by its code) stop a posting, within the bounds of
    :func:`strictness.mildest`. ``spellers`` are the spelling dictionaries that the council has; in a language without
    one no spelling is hinted at.

    Returns the findings by check in the order of the catalogue, then by their place in the text; none means that
    the versions are identical in what they say, as far as can be told ("Information must be identical in both
    English and Welsh"). Never raises, whatever the texts hold; the time it takes is linear in their length.
    """
    comparison = Comparison(pair, agreements, spellers)
    missing = any(empty(version) or stub(version) for version in (comparison.cy, comparison.en))
    found: list[Finding] = []
    for check in _OF_NOTHING if missing else asked(comparison):
        if here := [*check.pair(comparison)]:
            found += _sorted(here, severities)
    return tuple(found)


def check_alone(
    side: Side,
    language: Language,
    agreements: Agreements = _NO_AGREEMENTS,
    *,
    severities: Severities = AS_THEY_ARE,
    spellers: Spellers = NO_SPELLERS,
) -> tuple[Finding, ...]:
    """Find what is wrong with one version by itself: no text, the wrong language, a weekday off its date.

    For a version that goes out before its counterpart exists. An agreed line counts as agreed, though its counterpart
    cannot be seen. Spans are on ``language``'s side; otherwise as :func:`check_pair`.
    """
    version = lone_version(side, language, agreements, spellers)
    return tuple(one for check in CHECKS for one in _sorted(check.alone(version), severities))
