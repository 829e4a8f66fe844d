"""Quotations that only one version marks, or that nobody is named for."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cydbost_language.check import Check, finding
from cydbost_language.comparison import Comparison, Version
from cydbost_language.pair import Finding, Severity
from cydbost_language.remarks import Remark, check_of_remarks, shown
from cydbost_language.sentences import words
from cydbost_language.signs import Sign
from cydbost_language.text import MASK
from cydbost_language.wording.marking import N_

_NAME: Final = "quotations"
_QUOTED: Final = re.compile(r"\"([^\"\n]{20,1500})\"|(?<!\w)'(\w(?:[^'\n]|'(?=\w)){18,400})(?<=\S)'(?!\w)")
_ANY_MARK: Final = re.compile(r"\"|«|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_LONG: Final = 10  # words: fewer may be the title of a show, a slogan or a button
#: What names the one who speaks: a verb of saying, an office, or a name after the quotation or before it.
_SAID: Final = re.compile(
    r"\b(?:said|says?|told|tells|according to|explain\w{0,5}|adds|added|comment\w{0,5}|wrote|writes|announc\w{0,4}|"
    r"cllr|councillor|leader|head of|director|manager|minister|residents?|mayor|feedback|quotes?|"
    r"d?dywed\w{0,6}|meddai|yn ôl|eglur\w{0,5}|esboni\w{0,5}|ychwaneg\w{0,5}|sylw\w{0,4}|[cg]yhoedd\w{0,5}|"
    r"g?cyng|[cg]ynghorydd|arweinydd|pennaeth|cyfarwyddwr|rheolwr|gweinidog|b?preswyl\w{0,4}|maer|adborth|dyfyn\w{0,5})\b"
    rf"|{MASK}\s{{0,3}}[-~(]\s{{0,3}}\w|:\s{{0,3}}{MASK}",
    re.IGNORECASE,
)


def _quotations(version: Version) -> list[tuple[int, int]]:
    """Return the long quotations of ``version``; a title, in which most words have a capital, is none."""
    text = version.reading.text
    if '"' not in text and text.count("'") < 2:
        return []
    found = []
    for match in _QUOTED.finditer(text):
        said = words(match[1] or match[2])
        if len(said) >= _LONG and sum(word[0].isupper() for word in said) < len(said) / 2:
            found.append(match.span())
    return found


def _unsourced(version: Version) -> Iterator[Remark]:
    """Report the first long quotation of a text in which nobody is said to say anything."""
    quoted = _quotations(version)
    if quoted and not _SAID.search(version.reading.without(quoted).text):
        start, end = quoted[0]
        text = version.reading.text[start:end]
        yield Remark("quotation-unsourced", Severity.WARN, version.reading.span(start, end), text, "first")


_SOURCES: Final[Check] = check_of_remarks(
    _NAME,
    N_(
        "Words quoted from someone must be marked as a quotation in both versions, and the text must say whose they "
        "are: “it is important to check before quoting statements”. A long quotation in marks where the other version "
        "has no marks at all, and one with nobody named for it, are reported."
    ),
    _unsourced,
    needs=frozenset([Sign.QUOTATION]),
)


def _look(comparison: Comparison) -> Iterator[Finding]:
    for here, there in ((comparison.cy, comparison.en), (comparison.en, comparison.cy)):
        quoted = _quotations(here)
        if quoted and not _ANY_MARK.search(there.reading.text):
            span, side = here.reading.span(*quoted[0]), here.language.value
            spans, facts = {side: span}, {"text": shown(here.reading.text[slice(*quoted[0])])}
            code = f"quotation-unmarked-{there.language}"
            yield finding(
                code, check=_NAME, severity=Severity.WARN, cy=spans.get("cy"), en=spans.get("en"), facts=facts
            )
    yield from _SOURCES.pair(comparison)


CHECK: Final = replace(_SOURCES, pair=_look)
