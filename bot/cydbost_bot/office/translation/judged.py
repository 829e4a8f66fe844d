"""What a page says of a translation while it is written: what it has to answer for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from cydbost_bot.office.translation.naming import POINT_KINDS
from cydbost_bot.office.words import _, ngettext
from cydbost_bot.sentences import finding_sentence
from cydbost_language import Finding, Language, Pair, Severity, Side, check_pair
from cydbost_language.offering import Point, points
from cydbost_queue.desk import Desk
from cydbost_queue.queries.translation import SideView
from cydbost_queue.sides import attachments_of
from cydbost_queue.translated import Translated


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """One thing that the source states, as the page lists it."""

    kind: str
    written: str
    could: tuple[str, ...]
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as the page says it."""

    severity: Severity
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a translation as it stands."""

    listed: Sequence[ToAnswer]
    findings: Sequence[Said]
    summary: str
    source: Markup  #: the source's words, with what is still open marked
    stops: int  #: findings that stop the post


def judge(
    desk: Desk,
    source: SideView,
    target: SideView | None,
    typed: Translated,
    names: Sequence[tuple[str, str]],
) -> Judged:
    """Judge what somebody has typed beside its source."""
    rules = desk.current_rules()
    agreements = replace(rules.agreements, names=(*rules.agreements.names, *names)) if names else rules.agreements
    pair = _pair(source, target, typed)
    listed = points(pair, source.language, agreements)
    found = check_pair(pair, agreements, severities=rules.severities, spellers=rules.spellers) if typed.text else ()
    stops = sum(finding.severity is Severity.BLOCK for finding in found)
    return Judged(
        listed=[ToAnswer(_(POINT_KINDS[one.kind]), one.written, one.could, one.is_answered) for one in listed],
        findings=[Said(finding.severity, finding_sentence(finding)) for finding in _by_weight(found)],
        summary=_summary(found) if typed.text else "",
        source=marked(source.text, listed),
        stops=stops,
    )


def marked(text: str, listed: Sequence[Point]) -> Markup:
    """Return ``text`` with the places marked that its translation does not answer for yet."""
    parts, done = [], 0
    for point in listed:
        if point.span.start >= done and not point.is_answered:
            parts += [_lined(text[done : point.span.start])]
            parts += [Markup("<mark>{}</mark>").format(_lined(text[point.span.start : point.span.end]))]
            done = point.span.end
    return Markup("").join([*parts, _lined(text[done:])])


def _lined(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _pair(source: SideView, target: SideView | None, typed: Translated) -> Pair:
    pictures = (target or source).media
    alts = [*typed.alts, *[""] * len(pictures)]
    described = [{**picture, "alt_text": alt} for picture, alt in zip(pictures, alts, strict=False)]
    other = Side(typed.text, attachments_of(described), typed.link or None)
    return Pair(other, source.side) if source.language is Language.EN else Pair(source.side, other)


def _by_weight(found: Sequence[Finding]) -> Iterator[Finding]:
    order: Mapping[Severity, int] = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}
    return iter(sorted(found, key=lambda finding: order[finding.severity]))


def _summary(found: Sequence[Finding]) -> str:
    stops = sum(finding.severity is Severity.BLOCK for finding in found)
    if stops:
        return ngettext("%(n)s difference has to be mended.", "%(n)s differences have to be mended.", stops) % {
            "n": stops
        }
    if any(finding.severity is Severity.WARN for finding in found):
        return _("Nothing has to be mended; look at what is marked “Look”.")
    return _("Nothing was found: as far as can be told, both say the same.")
