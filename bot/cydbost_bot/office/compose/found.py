"""Findings as a page lists them: how far each stops the post, what to do, and the words it is about on both sides."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_bot.office.words import N_, _, ngettext
from cydbost_bot.sentences import finding_sentence
from cydbost_bot.sentences_compose import DIVIDE_HERE
from cydbost_bot.sentences_facts import filled
from cydbost_language import Finding, Language, Pair, Severity

SEVERITIES: Final = {
    Severity.BLOCK: N_("Mend this"),
    Severity.WARN: N_("Look at this"),
    Severity.INFO: N_("For your information"),
}
COLOURS: Final = {Severity.BLOCK: "red", Severity.WARN: "yellow", Severity.INFO: "grey"}
_LONGEST_QUOTE: Final = 80


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of a list. ``quotes`` are the words it points at, by language; none where it is about all of them."""

    number: int
    finding: Finding
    sentence: str
    quotes: Mapping[Language, str]
    is_accepted: bool

    @property
    def severity(self) -> str:
        """How far it stops the post, in words."""
        return _("Accepted") if self.is_accepted else _(SEVERITIES[self.finding.severity])

    @property
    def colour(self) -> str:
        """The colour of its tag; the words say the same."""
        return "green" if self.is_accepted else COLOURS[self.finding.severity]

    @property
    def may_be_accepted(self) -> bool:
        """Whether a named person may let it stand, with a reason."""
        return self.finding.severity is Severity.WARN and not self.is_accepted


def found_in(pair: Pair, findings: Sequence[Finding], *, accepted: Collection[str] = ()) -> list[Found]:
    """Return the findings in their order; their numbers are those of the marks."""
    return [
        Found(number, finding, sentence_of(finding), _quotes(pair, finding), finding.fingerprint in accepted)
        for number, finding in enumerate(findings, start=1)
    ]


def sentence_of(finding: Finding) -> str:
    """Return what was found and what to do about it here."""
    if finding.code == "too_long_to_divide":
        return filled(DIVIDE_HERE, finding.facts)
    return finding_sentence(finding)


def summary(found: Sequence[Found], *, written: int) -> str:
    """Return how the pair stands, in one sentence; ``written`` is how many of its sides have words."""
    stops = sum(one.finding.severity is Severity.BLOCK for one in found)
    looks = sum(one.may_be_accepted for one in found)
    said = []
    if stops:
        said.append(ngettext("%(num)s thing to mend.", "%(num)s things to mend.", stops) % {"num": stops})
    if looks:
        said.append(ngettext("%(num)s thing to look at.", "%(num)s things to look at.", looks) % {"num": looks})
    if said:
        return " ".join(said)
    if written == len(Language):
        return _("The two versions say the same.")
    return _("Nothing stands against what is written so far.") if written else _("Nothing is written yet.")


def _quotes(pair: Pair, finding: Finding) -> dict[Language, str]:
    quotes = {}
    for language in Language:
        span, text = (finding.cy if language is Language.CY else finding.en), pair.side(language).text
        if span is not None and (span.start > 0 or span.end < len(text)):
            words = " ".join(text[span.start : span.end].split())
            if words:
                quotes[language] = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…"
    return quotes
