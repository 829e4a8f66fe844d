"""What is done with one post: approved, accepted, given a time, divided, withdrawn."""

import re
from datetime import datetime
from typing import Final

from starlette.responses import Response

from cydbost_bot.dividing import TOO_MANY_SENTENCES, DividedPart, divided_for, undivided
from cydbost_bot.office.compose.contents import contents_of
from cydbost_bot.office.compose.found import found_in
from cydbost_bot.office.compose.showing import posting_page, shown_posting
from cydbost_bot.office.compose.typed import typed_of
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.problem import Misuse
from cydbost_bot.sentences import spell_moment
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_language import Language, Pair, Side
from cydbost_language.parting import CannotDivide
from cydbost_queue.actions import approving, changing, expiring, scheduling, withdrawing
from cydbost_queue.actions.dividing import divide_posting
from cydbost_queue.errors import NotFound, QueueError, Refused
from cydbost_queue.queries.written import written_of

_LONGEST_TIME: Final = 120
_MOST_SENTENCES: Final = 60  #: of a message that is divided while a person waits
_END: Final = re.compile(r"[.!?…]\s|\n+")


def approve(visit: Visit, ref: str) -> Response:
    """Approve the chosen versions."""
    languages = [language for language in Language if language.value in visit.form.texts("languages")]
    if not languages:
        return posting_page(visit, ref, problem=Refused("nothing_chosen"))
    try:
        verdict = approving.approve(visit.desk, visit.actor, ref, languages)
    except Refused as problem:
        return posting_page(visit, ref, problem=problem)
    said = _("It is approved.") if verdict.is_open else _("Your approval is kept. More is needed before it can go out.")
    return visit.go(f"/postings/{ref}", said=said)


def ask_acceptance(visit: Visit, ref: str, finding: str) -> Response:
    """Ask for the reason why one warning may stand."""
    return _acceptance(visit, ref, finding)


def accept(visit: Visit, ref: str, finding: str) -> Response:
    """Accept one warning, with a reason."""
    reason = visit.form.text("reason")
    if not reason:
        errors = FieldErrors()
        errors.add("reason", _("Enter the reason why this may stand"))
        return _acceptance(visit, ref, finding, errors=errors)
    try:
        approving.accept_finding(visit.desk, visit.actor, ref, finding, reason)
    except Refused as problem:
        return _acceptance(visit, ref, finding, problem=problem)
    return visit.go(f"/postings/{ref}", said=_("It is accepted, with your reason."))


def _acceptance(
    visit: Visit, ref: str, fingerprint: str, *, errors: FieldErrors | None = None, problem: Exception | None = None
) -> Response:
    shown = shown_posting(visit, ref)
    found = next((one for one in shown.found if one.finding.fingerprint == fingerprint), None)
    if found is None:
        raise NotFound("no_finding", ref=shown.posting.line.ref, finding=fingerprint[:20])
    reason = visit.form.text("reason")
    return visit.show("compose/accept.html", errors=errors, problem=problem, shown=shown, found=found, reason=reason)


def ask_time(visit: Visit, ref: str) -> Response:
    """Ask when a posting goes out."""
    return _time_page(visit, ref, kind="schedule")


def schedule(visit: Visit, ref: str) -> Response:
    """Give a posting its time."""
    slot, errors = _moment(visit)
    if slot is None:
        return _time_page(visit, ref, kind="schedule", errors=errors)
    try:
        verdict = scheduling.schedule(visit.desk, visit.actor, ref, slot)
    except Refused as problem:
        return _time_page(visit, ref, kind="schedule", problem=problem)
    said = (
        _("It goes out {when}.")
        if verdict.is_open
        else _(
            "The time is kept as a wish: {when}. Other posts stand near it; have that accepted, or choose another time."
        )
    )
    return visit.go(f"/postings/{ref}", said=said.format(when=spell_moment(slot)))


def unschedule(visit: Visit, ref: str) -> Response:
    """Take a posting's time away."""
    try:
        scheduling.cancel(visit.desk, visit.actor, ref)
    except Refused as problem:
        return posting_page(visit, ref, problem=problem)
    return visit.go(f"/postings/{ref}", said=_("Its time is taken away. It does not go out until it is given one."))


def ask_end(visit: Visit, ref: str) -> Response:
    """Ask when a posting comes down by itself."""
    return _time_page(visit, ref, kind="expire")


def expire(visit: Visit, ref: str) -> Response:
    """Say when a posting comes down by itself, or that it stays."""
    end: datetime | None = None
    if visit.form.text("stays") != "yes":
        end, errors = _moment(visit)
        if end is None:
            return _time_page(visit, ref, kind="expire", errors=errors)
    try:
        expiring.expire(visit.desk, visit.actor, ref, end)
    except Refused as problem:
        return _time_page(visit, ref, kind="expire", problem=problem)
    if end is None:
        return visit.go(f"/postings/{ref}", said=_("It stays until somebody withdraws it."))
    said = _("It comes down {when}, in both languages.").format(when=spell_moment(end))
    return visit.go(f"/postings/{ref}", said=said)


def _time_page(
    visit: Visit, ref: str, *, kind: str, errors: FieldErrors | None = None, problem: Exception | None = None
) -> Response:
    shown, at = shown_posting(visit, ref), visit.form.text("at") or visit.query.get("at", "")
    return visit.show(
        "compose/time.html", errors=errors, problem=problem, shown=shown, kind=kind, at=at[:_LONGEST_TIME]
    )


def _moment(visit: Visit) -> tuple[datetime | None, FieldErrors]:
    errors, at = FieldErrors(), visit.form.text("at")
    if not at:
        errors.add("at", _("Enter a day and a time"))
        return None, errors
    try:
        return parse_time(at, now=visit.now), errors
    except NotATime as error:
        errors.add("at", " ".join(error.sentences()))
        return None, errors


def ask_withdrawal(visit: Visit, ref: str) -> Response:
    """Ask for the reason, and say what becomes of the posting."""
    return _withdrawal(visit, ref)


def withdraw(visit: Visit, ref: str) -> Response:
    """Take a posting down in both languages."""
    reason, errors = visit.form.text("reason"), FieldErrors()
    if not reason:
        errors.add("reason", _("Enter the reason"))
    if visit.form.text("sure") != "yes":
        errors.add("sure", _("Say that you want both versions withdrawn"))
    if errors:
        return _withdrawal(visit, ref, errors=errors)
    try:
        withdrawing.withdraw(visit.desk, visit.actor, ref, reason)
    except Refused as problem:
        return _withdrawal(visit, ref, problem=problem)
    return visit.go(f"/postings/{ref}", said=_("It is withdrawn. What is live comes down in both languages."))


def _withdrawal(
    visit: Visit, ref: str, *, errors: FieldErrors | None = None, problem: Exception | None = None
) -> Response:
    shown, reason = shown_posting(visit, ref), visit.form.text("reason")
    return visit.show("compose/withdraw.html", errors=errors, problem=problem, shown=shown, reason=reason)


def drop_change(visit: Visit, ref: str) -> Response:
    """Give up a change that is not out."""
    try:
        changing.drop_change(visit.desk, visit.actor, ref)
    except Refused as problem:
        return posting_page(visit, ref, problem=problem)
    return visit.go(f"/postings/{ref}", said=_("The change is dropped. What is live stands, in both languages."))


def ask_division(visit: Visit, ref: str) -> Response:
    """Show the parts that a posting would be divided into."""
    parts = _parts(visit, ref)
    return visit.show(
        "compose/divide.html",
        written=written_of(visit.desk, ref),
        parts_shown=[(part, found_in(_pair_of(part), part.findings)) for part in parts],
    )


def divide(visit: Visit, ref: str) -> Response:
    """Divide a posting into the parts that were shown."""
    parts, written = _parts(visit, ref), written_of(visit.desk, ref)
    seen = {language: version.revision for language, version in written.versions.items()}
    try:
        refs = divide_posting(visit.desk, visit.actor, ref, [part.contents for part in parts], seen=seen)
    except QueueError as problem:
        return posting_page(visit, ref, problem=problem)
    said = _("It is divided into {number} parts: {refs}.").format(number=len(refs), refs=", ".join(refs))
    return visit.go(f"/postings/{refs[0]}", said=said)


def _parts(visit: Visit, ref: str) -> list[DividedPart]:
    written = written_of(visit.desk, ref)
    if len(written.versions) < len(Language):
        raise Refused("one_version_only", ref=written.line.ref)
    whole = contents_of(visit.settings, typed_of(written), written)
    if any(sentences_in(content.text) > _MOST_SENTENCES for content in whole.values()):
        raise Misuse(TOO_MANY_SENTENCES(most=_MOST_SENTENCES))
    try:
        return divided_for(visit.settings, visit.desk.current_rules(), written.line.channels, whole)
    except CannotDivide as error:
        raise undivided(error) from error


def sentences_in(text: str) -> int:
    """Return about how many sentences a text has, at once."""
    return len(_END.findall(text)) + 1


def _pair_of(part: DividedPart) -> Pair:
    return Pair(Side(part.contents[Language.CY].text), Side(part.contents[Language.EN].text))
