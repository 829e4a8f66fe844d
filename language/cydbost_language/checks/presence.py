"""Whether each version is there at all."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Language
from cydbost_language.wording.marking import N_

_NAME: Final = "presence"

#: What stands in for a text that is still to come.
_STUB: Final = re.compile(
    r"^[\W_]*(?:\[?\s*(?:cy|cym|cymraeg|welsh|en|eng|english|saesneg)\s*\]?\s*:?\s*)?"
    r"(?:tbc|tbd|todo|to do|i ddilyn|to follow|xx+|lorem ipsum.*|(?:translation|cyfieithiad|welsh|english|"
    r"cymraeg|saesneg|y gymraeg|y cyfieithiad|welsh version|english version|fersiwn gymraeg|fersiwn saesneg)"
    r"(?: (?:to follow|needed|required|i ddilyn|yma|here|text|tbc|pending))*)[\W_]*$",
    re.IGNORECASE,
)
_LEFT_MARK: Final = re.compile(r"^\s*\[(?:cy|cym|welsh|cymraeg|en|english|saesneg)\]", re.IGNORECASE)
_LONGEST_STUB: Final = 80


def empty(version: Version) -> bool:
    """Say whether ``version`` has no letter and no figure."""
    return not any(map(str.isalnum, version.reading.text))


def stub(version: Version) -> bool:
    """Say whether ``version`` only holds the place of a text still to come."""
    text = version.reading.text.strip()
    return _LEFT_MARK.match(text) is not None or (len(text) <= _LONGEST_STUB and _STUB.match(text) is not None)


def _alone(version: Version) -> Iterator[Finding]:
    which = "empty" if empty(version) else "stub" if stub(version) else None
    if which:
        here = version.language is Language.CY
        span = version.whole
        code = f"{which}-{version.language}"
        facts = {"text": version.side.text.strip()[:_LONGEST_STUB]}
        yield finding(code, check=_NAME, cy=span if here else None, en=None if here else span, facts=facts)


def _look(comparison: Comparison) -> Iterator[Finding]:
    """A message of pictures alone is there on both sides: their descriptions say what it says."""
    cy, en = comparison.cy, comparison.en
    if empty(cy) and empty(en) and cy.side.media and en.side.media:
        return
    yield from _alone(comparison.cy)
    yield from _alone(comparison.en)


CHECK: Final = Check(
    _NAME,
    N_(
        "Both versions must be there. An empty side is reported, and so is one that only holds the place of a text "
        "still to come (to follow, i ddilyn, [CY])."
    ),
    _look,
    _alone,
)
