"""An answer that is being written: what it says so far, what is found in it, and how long it is where it goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from cydbost_bot.office.fields import Form
from cydbost_bot.sentences import finding_sentence
from cydbost_connectors.measure import Measure
from cydbost_language import Finding, Language, Severity
from cydbost_queue.actions.answering import answer_findings, whole_answer
from cydbost_queue.rules import Rules
from cydbost_queue.views_inbox import InboxLine


@dataclass(frozen=True, slots=True)
class Length:
    """How long an answer is on its platform."""

    count: int
    limit: int | None
    is_sure: bool

    @property
    def over(self) -> int:
        """By how much it is too long."""
        return max(0, self.count - self.limit) if self.limit is not None else 0


@dataclass(frozen=True, slots=True)
class Look:
    """What is to be said of an answer as it stands."""

    stops: tuple[str, ...]  #: why it cannot be sent
    remarks: tuple[str, ...]  #: what else was found
    length: Length | None
    is_begun: bool

    @property
    def is_fit(self) -> bool:
        """Whether nothing is found that would stop it."""
        return self.is_begun and not self.stops


def wanted(reply_in: str) -> tuple[Language, ...]:
    """Return the languages an answer must have, Welsh first."""
    return tuple(one for one in Language if reply_in in ("both", one.value))


def typed_texts(form: Form, reply_in: str) -> dict[Language, str]:
    """Return what the form's boxes hold, one for each language that is wanted."""
    return {language: form.text(f"text_{language.value}") for language in wanted(reply_in)}


def look_at(rules: Rules, line: InboxLine, texts: Mapping[Language, str]) -> Look:
    """Judge an answer as it is typed, by the very checks that let it out; what is still empty is let be."""
    written = {language: text for language, text in texts.items() if text.strip()}
    found = answer_findings(rules, written) if written and (len(written) == len(texts) or len(written) == 1) else ()
    return Look(
        stops=tuple(_said(one) for one in found if one.severity is Severity.BLOCK),
        remarks=tuple(_said(one) for one in found if one.severity is not Severity.BLOCK),
        length=_length(rules.measures.get(line.channel), written),
        is_begun=bool(written) and len(written) == len(texts),
    )


def _said(finding: Finding) -> str:
    return finding_sentence(finding)


def _length(measure: Measure | None, written: Mapping[Language, str]) -> Length | None:
    if measure is None:
        return None
    return Length(measure.count(whole_answer(written), None), measure.limit, measure.is_sure)
