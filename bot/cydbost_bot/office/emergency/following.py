"""One incident: its messages in both languages on every channel, its clock, who was told, and what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from cydbost_bot.library.category_names import EMERGENCY_NAMES
from cydbost_bot.office.emergency.own_room import room
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.sentences import name_of, names_of, notice_sentence
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import ERRORS, NOTICE_STATES
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_language import Language, Severity
from cydbost_queue.actions.approving import accept_finding, approve
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.incidents import end_incident
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.emergency_plan import CallPlan, calls
from cydbost_queue.queries.incidents import IncidentMessage, IncidentView, show_incident
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.views import PostingView


@dataclass(frozen=True, slots=True)
class Clock:
    """The time to one owed Welsh: the message, and the steps of its ladder."""

    message: IncidentMessage
    due: datetime
    seconds_left: float  #: below zero: late
    steps: Sequence[CallPlan]


@room.page("/emergency/{ref}", right=Right.READ, example={"ref": "P4"})
def show(visit: Visit, ref: str) -> Response:
    """Show one incident."""
    return _show(visit, show_incident(visit.desk, ref))


def _show(
    visit: Visit, incident: IncidentView, problem: Exception | None = None, errors: FieldErrors | None = None
) -> Response:
    return visit.show(
        "emergency/incident.html",
        incident=incident,
        clocks=[_clock(visit, message) for message in incident.owed],
        waiting=[one for one in incident.messages if one.state is PostingState.DRAFT],
        category_name=_category_name,
        error_name=_error_name,
        roles_of=roles_of,
        notice_sentence=notice_sentence,
        notice_state=_notice_state,
        problem=problem,
        errors=errors,
    )


def _category_name(code: str) -> str:
    return name_of(EMERGENCY_NAMES, code)


def roles_of(told: Sequence[str]) -> str:
    """Return roles, rotas and people as the ladder names them, in the reader's words."""
    return names_of(ROLES, list(told))


def _error_name(code: str) -> str:
    return name_of(ERRORS, code)


def _notice_state(state: str) -> str:
    return name_of(NOTICE_STATES, state)


def _clock(visit: Visit, message: IncidentMessage) -> Clock:
    exception = message.exception
    if exception is None or exception.due_at is None or exception.category is None:
        raise AssertionError("a Welsh that is owed has its exception")
    steps = tuple(calls(visit.desk.rules, exception.category, exception.at, exception.due_at))
    return Clock(message, exception.due_at, (exception.due_at - visit.now).total_seconds(), steps)


@room.page("/emergency/{ref}/welsh", right=Right.READ, example={"ref": "P4"})
def show_words(visit: Visit, ref: str) -> Response:
    """Show both languages of one message, to write the Welsh or to approve it."""
    return _show_words(visit, show_posting(visit.desk, ref))


def _show_words(
    visit: Visit,
    posting: PostingView,
    *,
    typed: str | None = None,
    problem: Exception | None = None,
    errors: FieldErrors | None = None,
) -> Response:
    incident = show_incident(visit.desk, posting.line.ref)
    stored = posting.versions.get(Language.CY)
    return visit.show(
        "emergency/welsh.html",
        posting=posting,
        incident=incident,
        message=next(one for one in incident.messages if one.ref == posting.line.ref),
        typed=typed if typed is not None else stored.text if stored else "",
        findings=posting.verdict.findings,
        unaccepted=[
            one
            for one in posting.verdict.findings
            if one.severity is Severity.WARN and one.fingerprint not in posting.verdict.accepted
        ],
        seconds_left=(posting.exception.due_at - visit.now).total_seconds() if posting.exception else None,
        unapproved=_unapproved(posting),
        approvable=_approvable(visit, posting),
        problem=problem,
        errors=errors,
    )


def _unapproved(posting: PostingView) -> list[Language]:
    return [one.language for one in posting.verdict.obstacles if one.code == "approval_missing" and one.language]


def _approvable(visit: Visit, posting: PostingView) -> list[Language]:
    """Return the languages that still want approval and that the visitor may say are right: not their own words."""
    actor = visit.actor
    own = {language for language, version in posting.versions.items() if version.author == actor.name}
    mine = actor.languages - own if actor.may(Right.APPROVE) else frozenset()
    return [language for language in _unapproved(posting) if language in mine]


@room.act("/emergency/{ref}/welsh", right=Right.WRITE, example={"ref": "P4"})
def give_welsh(visit: Visit, ref: str) -> Response:
    """Keep the Welsh; the page then says what differs."""
    text = visit.form.text("text")
    if not text:
        errors = FieldErrors()
        errors.add("text", _("Enter the Welsh"))
        return _show_words(visit, show_posting(visit.desk, ref), typed="", errors=errors)
    seen = visit.form.text("revision")
    try:
        edit_version(
            visit.desk,
            visit.actor,
            ref,
            Language.CY,
            Content(text),
            seen_revision=int(seen) if seen.isdecimal() else None,
        )
    except QueueError as problem:
        return _show_words(visit, show_posting(visit.desk, ref), typed=text, problem=problem)
    return visit.go(f"/emergency/{ref}/welsh", said=_("The Welsh is kept. Somebody else approves it, and it goes out."))


@room.act("/emergency/{ref}/approve", right=Right.APPROVE, example={"ref": "P4"})
def approve_words(visit: Visit, ref: str) -> Response:
    """Approve both languages: what was owed or waited goes out at once."""
    try:
        languages = _approvable(visit, show_posting(visit.desk, ref)) or tuple(Language)
        verdict = approve(visit.desk, visit.actor, ref, languages)
    except QueueError as problem:
        return _show_words(visit, show_posting(visit.desk, ref), problem=problem)
    if not verdict.is_open:
        return visit.go(f"/emergency/{ref}/welsh", said=_("Approved. What is listed below still stands in the way."))
    return visit.go(f"/emergency/{ref}", said=_("Approved. It is on its way."))


@room.act("/emergency/{ref}/accept", right=Right.ACCEPT_FINDING, example={"ref": "P4"})
def accept(visit: Visit, ref: str) -> Response:
    """Accept one warning, for a reason."""
    try:
        accept_finding(visit.desk, visit.actor, ref, visit.form.text("finding"), visit.form.text("reason"))
    except QueueError as problem:
        return _show_words(visit, show_posting(visit.desk, ref), problem=problem)
    return visit.go(f"/emergency/{ref}/welsh", said=_("The warning is accepted."))


@room.act("/emergency/{ref}/end", right=Right.RAISE_EMERGENCY, example={"ref": "P4"})
def end(visit: Visit, ref: str) -> Response:
    """Say that it is over, without an all-clear."""
    try:
        end_incident(visit.desk, visit.actor, ref, visit.form.text("reason"))
    except QueueError as problem:
        return _show(visit, show_incident(visit.desk, ref), problem)
    return visit.go(f"/emergency/{ref}", said=_("The emergency is over."))


@room.act("/emergency/{ref}/expiry", right=Right.SCHEDULE, example={"ref": "P4"})
def set_end(visit: Visit, ref: str) -> Response:
    """Say when one message comes down by itself, in both languages; with nothing given, that it stays."""
    incident, given = show_incident(visit.desk, ref), visit.form.text("expires")
    try:
        moment = parse_time(given.replace("T", " "), now=visit.now) if given else None
        expire(visit.desk, visit.actor, ref, moment)
    except NotATime as mistake:
        errors = FieldErrors()
        errors.add(f"expires-{ref}", str(mistake))
        return _show(visit, incident, errors=errors)
    except Refused as problem:
        return _show(visit, incident, problem)
    said = _("It comes down by itself then, in both languages.") if moment else _("It stays until it is taken down.")
    return visit.go(f"/emergency/{incident.ref}", said=said)
