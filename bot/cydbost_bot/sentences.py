"""The queue's codes as sentences, in the language of the context. Everything that shows a code comes here."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from cydbost_bot import sentences_errors as errors
from cydbost_bot import sentences_notices as notices
from cydbost_bot import sentences_words as words
from cydbost_bot.i18n import _, current
from cydbost_bot.sentences_facts import filled
from cydbost_bot.sentences_inbox import COMMENT_STATES
from cydbost_bot.sentences_money import spell_money, spell_month
from cydbost_bot.sentences_record import entry_sentence
from cydbost_bot.sentences_words import (
    name_of,
    names_of,
    spell_day,
    spell_length,
    spell_moment,
    subject_name,
    subject_of,
)
from cydbost_connectors import ConnectorError
from cydbost_connectors.wording import SEPARATOR
from cydbost_language import Finding, Language
from cydbost_queue.errors import GateClosed, QueueError

if TYPE_CHECKING:  # only shown where they were made
    from cydbost_queue.record.verify import Flaw
    from cydbost_queue.verdict import Obstacle, Verdict
    from cydbost_queue.views import EntryView, NoticeView

#: A database's address may hold a password, and a driver's words may hold a value.
_NEVER_SHOWN: Final = frozenset({"url", "detail"})


def error_sentence(error: QueueError) -> str:
    """Return what happened and how to mend it, without what stood in the way at the gate: see ``error_lines``."""
    states = words.DELIVERY_STATES if error.code == "delivery_move" else _POSTING_OR_COMMENT
    named: dict[str, str] = {
        key: name_of(states, error.facts[key]) for key in ("state", "now", "to") if key in error.facts
    }
    message = errors.ERRORS.get(error.code, errors.UNKNOWN)
    return _capital(filled(message, {**error.facts, **named}, code=error.code))


_POSTING_OR_COMMENT: Final = {**words.POSTING_STATES, **COMMENT_STATES}


def error_lines(error: QueueError) -> list[str]:
    """Return the error's sentence, and a line for each obstacle or finding that it carries."""
    if isinstance(error, GateClosed):
        return [error_sentence(error), *verdict_lines(error.verdict)]
    return [error_sentence(error), *(finding_sentence(finding) for finding in getattr(error, "findings", ()))]


def error_data(error: QueueError) -> dict[str, Any]:
    """Return the error as plain data for ``--json``; ``message`` is in the language of the context."""
    facts = {name: fact for name, fact in error.facts.items() if name not in _NEVER_SHOWN}
    return {"code": error.code, "facts": facts, "message": "\n".join(error_lines(error))}


def verdict_lines(verdict: "Verdict") -> list[str]:
    """Return a line for each obstacle at the gate; none where it is open."""
    return [obstacle_sentence(obstacle) for obstacle in verdict.obstacles]


def obstacle_sentence(obstacle: "Obstacle") -> str:
    """Return what stands in the way and how to mend it."""
    facts = {"language": obstacle.language.value} if obstacle.language else {}
    finding = obstacle.finding
    more = {"finding": finding.fingerprint, "what": finding_sentence(finding)} if finding else {}
    is_length = finding is not None and finding.code in errors.LENGTHS and obstacle.code == "finding_blocks"
    message = errors.OBSTACLES.get("length_blocks" if is_length else obstacle.code, errors.UNKNOWN)
    return _capital(filled(message, facts, code=obstacle.code, **more))


def finding_sentence(finding: Finding) -> str:
    """Return what the comparison found, as the language layer says it."""
    queue_s_own = errors.CONFLICTS.get(finding.code) or errors.LENGTHS.get(finding.code)
    if queue_s_own is not None:
        return _capital(filled(queue_s_own, finding.facts))
    from cydbost_language.messages import explain  # noqa: PLC0415 - only where a finding is shown

    return explain(finding, Language(current()))


def connector_sentence(error: ConnectorError) -> str:
    """Return why a platform did not do what it was asked, with its own words where it gave any."""
    what = name_of(words.ERRORS, error.code)
    detail = platform_words(error.detail)
    return _capital(f"{what}: {detail}" if detail else f"{what}.")


def platform_words(detail: str) -> str:
    """Return a platform's own words; of those that are said in both languages, the reader's.

    Where the queue itself stood in the way, its code is there in their place.
    """
    if detail in errors.ERRORS:
        return error_sentence(QueueError(detail))
    sides = detail.split(SEPARATOR)
    return sides[current() == "en"] if len(sides) == 2 else detail


def entry_line(entry: "EntryView") -> str:
    """Return one entry of the record: when, who, about what, and what happened."""
    when = spell_moment(entry.at)
    return f"{when}, {entry.actor}, {subject_name(entry.subject)}: {entry_sentence(entry.act, entry.data)}"


def notice_sentence(notice: "NoticeView") -> str:
    """Return what people of a role are told."""
    more = {"subject": subject_name(notice.subject), "code": notice.code}
    if "reason" in notice.facts:
        more["why"] = name_of(words.HELD_REASONS, notice.facts["reason"])
    if "flaw" in notice.facts:
        more["flaw"] = _flaw_of(notice.facts)
    more |= _of_budget(notice.facts)
    if "age" in notice.facts:
        more["ageing"] = ageing_clause(notice.facts["what"], notice.facts["age"], notice.facts.get("day", ""))
    if notice.facts.get("finding") in errors.CONFLICTS:
        beside = {**notice.facts, "ref": notice.facts.get("beside", "")}
        more["what"] = filled(errors.CONFLICTS[notice.facts["finding"]], beside)
    if notice.facts.get("seconds", "").isdecimal():
        more["gap"] = spell_length(int(notice.facts["seconds"]))
    return filled(notices.NOTICES.get(notice.code, notices.UNKNOWN_NOTICE), notice.facts, **more)


def ageing_clause(what: str, age: str, day: str) -> str:
    """Return what is the matter with something known of a platform; ``day`` is ``2026-11-23``."""
    on = spell_day(day)
    return filled(words.AGES.get(age, words.AGES["old"]), {}, what=name_of(words.KNOWN, what), day=on)


def _of_budget(facts: Mapping[str, str]) -> dict[str, str]:
    currency = facts.get("currency", "")
    said = {name: spell_money(facts[name], currency) for name in ("spent", "budget") if currency and name in facts}
    return said | ({"month": spell_month(facts["month"])} if "month" in facts else {})


def flaw_sentence(flaw: "Flaw") -> str:
    """Return what is wrong in the record, and where."""
    return _flaw(flaw.code, flaw.subject, flaw.number)


def _flaw_of(facts: Mapping[str, str]) -> str:
    number = facts.get("number", "0")
    return _flaw(facts["flaw"], facts.get("place", "?"), int(number) if number.isdecimal() else 0)


def _flaw(code: str, place_of: str, at: int) -> str:
    subject, number = subject_name(place_of), str(at)
    is_numbered = at > 0 and code != "text_missing"
    place = filled(notices.PLACE, {}, subject=subject, number=number) if is_numbered else subject
    message = notices.FLAWS.get(code, notices.UNKNOWN_FLAW)
    return filled(message, {}, place=place, number=number, code=code)


def posting_state(code: str) -> str:
    """Return what a posting's state is called."""
    return name_of(words.POSTING_STATES, code)


def delivery_state(code: str) -> str:
    """Return what a delivery's state is called."""
    return name_of(words.DELIVERY_STATES, code)


def comment_state(code: str) -> str:
    """Return what a comment's state is called."""
    return name_of(COMMENT_STATES, code)


def held_reason(code: str) -> str:
    """Return why a posting waits for a person."""
    return name_of(words.HELD_REASONS, code)


def yes_no(*, is_yes: bool) -> str:
    """Return a plain yes or no."""
    return _("yes") if is_yes else _("no")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


__all__ = [
    "ageing_clause",
    "comment_state",
    "connector_sentence",
    "delivery_state",
    "entry_line",
    "entry_sentence",
    "error_data",
    "error_lines",
    "error_sentence",
    "finding_sentence",
    "flaw_sentence",
    "held_reason",
    "name_of",
    "names_of",
    "notice_sentence",
    "obstacle_sentence",
    "platform_words",
    "posting_state",
    "spell_day",
    "spell_length",
    "spell_moment",
    "spell_money",
    "spell_month",
    "subject_name",
    "subject_of",
    "verdict_lines",
    "yes_no",
]
