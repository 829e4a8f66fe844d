"""Emoji, exclamation marks and capitals that only one version has."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Severity, Span
from cydbost_language.signs import Sign
from cydbost_language.text import fold
from cydbost_language.wording.marking import N_

_NAME: Final = "emphasis"

_PICTURE: Final = "\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
_DRESS: Final = "\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"  # presentation, skin tone, the tags of a flag
_EMOJI: Final = re.compile(
    rf"[\U0001f1e6-\U0001f1ff]{{2}}|[{_PICTURE}][{_DRESS}]{{0,9}}(?:\u200d[{_PICTURE}\u2190-\u21ff][{_DRESS}]{{0,3}}){{0,5}}"
)
_UNDRESSED: Final = re.compile("[\ufe0f\U0001f3fb-\U0001f3ff]")
_BULLETS: Final = frozenset("✓✔✗✘➡➜➤▪•⬤")
_CAPITALS: Final = re.compile(r"(?<![\w'-])[^\W\d_a-z]{2,40}(?![\w'-])")
_LONG: Final = 6  # letters of a word alone in capitals that is hardly an acronym


def _emoji(version: Version) -> dict[str, Span]:
    """Return the emoji of ``version``, whatever their skin tone, with where each stands first."""
    found: dict[str, Span] = {}
    if version.reading.text.isascii():
        return found
    for match in _EMOJI.finditer(version.reading.text):
        plain = _UNDRESSED.sub("", match.group())
        if plain not in _BULLETS:
            found.setdefault(plain, version.reading.span(*match.span()))
    return found


def _one_side(code: str, cy: Span | None, en: Span | None, comparison: Comparison) -> Finding:
    """Report what one version has and the other has not: it is the side without it that the code names."""
    spans = {"cy": cy, "en": en}
    facts = {
        name: comparison.pair.side(version.language).text[span.start : span.end]
        for name, version in (("cy", comparison.cy), ("en", comparison.en))
        if (span := spans[name])
    }
    which = "differs" if cy and en else "missing-en" if cy else "missing-cy"
    return finding(f"{code}-{which}", check=_NAME, severity=Severity.INFO, cy=cy, en=en, facts=facts)


def _pictures(comparison: Comparison) -> Iterator[Finding]:
    cy, en = _emoji(comparison.cy), _emoji(comparison.en)
    alone = [
        next((span for emoji, span in here.items() if emoji not in there), None) for here, there in ((cy, en), (en, cy))
    ]
    if any(alone):
        yield _one_side("emoji", alone[0], alone[1], comparison)


def _exclamations(comparison: Comparison) -> Iterator[Finding]:
    places = [version.words.text.find("!") for version in (comparison.cy, comparison.en)]
    if (places[0] < 0) != (places[1] < 0):
        spans = [
            None if place < 0 else version.words.span(place, place + 1)
            for version, place in zip((comparison.cy, comparison.en), places, strict=True)
        ]
        yield _one_side("exclamation", spans[0], spans[1], comparison)


def _capitals(version: Version) -> list[tuple[int, int]]:
    return [match.span() for match in _CAPITALS.finditer(version.words.text) if match.group().isupper()]


def _shout(version: Version, other: Version) -> Span | None:
    """Return where ``version`` shouts: two words running or a long one in capitals that ``other`` has not as well."""
    text = version.words.text
    known = {fold(other.words.text[start:end]) for start, end in _capitals(other)}
    places = [place for place in _capitals(version) if fold(text[slice(*place)]) not in known]
    for at, (start, end) in enumerate(places):
        follows = at + 1 < len(places) and text[end : places[at + 1][0]] == " "
        if follows or end - start >= _LONG:
            return version.words.span(start, places[at + 1][1] if follows else end)
    return None


def _shouting(comparison: Comparison) -> Iterator[Finding]:
    """A version with capitals of its own answers for the other's, however many words the translation takes."""
    cy, en = comparison.cy, comparison.en
    if bool(_capitals(cy)) != bool(_capitals(en)):
        shouts = _shout(cy, en), _shout(en, cy)
        if any(shouts):
            yield _one_side("capitals", shouts[0], shouts[1], comparison)


def _look(comparison: Comparison) -> Iterator[Finding]:
    yield from _pictures(comparison)
    yield from _exclamations(comparison)
    yield from _shouting(comparison)


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions should speak in the same tone. An emoji, an exclamation mark or words in capitals that only one "
        "version has are noted; they stop nothing."
    ),
    _look,
    needs=frozenset([Sign.PICTURE, Sign.EXCLAMATION, Sign.CAPITALS]),
)
