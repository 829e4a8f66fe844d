"""The lists behind the figures, of the same days."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from cydbost_bot.office.officer import dashboard
from cydbost_bot.office.officer.check_names import check_name
from cydbost_bot.office.officer.figures import bring_up_to_date
from cydbost_bot.office.officer.periods import NoPeriod, Period, between, chosen
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences import comment_state
from cydbost_queue.queries.compliance_lists import (
    AnswersOnly,
    ExceptionsOnly,
    PairsOnly,
    list_accepted,
    list_answers,
    list_exceptions,
    list_pairs,
)

Choice = TypeVar("Choice", bound=StrEnum)

PAIRS: Final = {
    PairsOnly.ALL: N_("All pairs that went out"),
    PairsOnly.WHOLE: N_("Pairs of which both languages were seen"),
    PairsOnly.NOT_WHOLE: N_("Pairs of which one language was not seen"),
    PairsOnly.IN_TIME: N_("Pairs that went live together"),
    PairsOnly.APART: N_("Pairs that went live too far apart"),
    PairsOnly.WELSH_FIRST: N_("Pairs with the Welsh first, or both at once"),
    PairsOnly.ENGLISH_FIRST: N_("Pairs with the English first"),
}
ANSWERS: Final = {
    AnswersOnly.ALL: N_("All comments"),
    AnswersOnly.ANSWERED: N_("Comments that were answered"),
    AnswersOnly.OPEN: N_("Comments that wait for an answer"),
    AnswersOnly.NONE: N_("Comments that need no answer"),
    AnswersOnly.ODD: N_("Comments answered in another language"),
}
EXCEPTIONS: Final = {
    ExceptionsOnly.ALL: N_("All emergencies in English first"),
    ExceptionsOnly.KEPT: N_("Emergencies whose Welsh came in time"),
    ExceptionsOnly.LATE: N_("Emergencies whose Welsh is or was late"),
    ExceptionsOnly.RUNNING: N_("Emergencies whose Welsh is still due"),
}


def pairs(visit: Visit) -> Response:
    """List pairs."""
    only, channel = _only(visit, PairsOnly, PairsOnly.ALL), visit.query.get("channel") or None

    def read(period: Period, older: str | None) -> Mapping[str, Any]:
        found = list_pairs(visit.desk, period.first, period.last, only=only, channel=channel, older=older)
        return {"found": found, "heading": _(PAIRS[only]), "kept": {"only": only.value, "channel": channel or ""}}

    return _listed(visit, "officer/pairs.html", read, choices={one.value: _(text) for one, text in PAIRS.items()})


def answers(visit: Visit) -> Response:
    """List comments by the language that their answer is due in."""
    only, asked = _only(visit, AnswersOnly, AnswersOnly.ALL), visit.query.get("reply_in", "cy")
    reply_in = asked if asked in {"cy", "en", "both"} else "cy"

    def read(period: Period, older: str | None) -> Mapping[str, Any]:
        found = list_answers(visit.desk, period.first, period.last, reply_in=reply_in, only=only, older=older)
        kept = {"only": only.value, "reply_in": reply_in}
        return {"found": found, "heading": _(ANSWERS[only]), "reply_in": reply_in, "kept": kept}

    words = {one.value: _(text) for one, text in ANSWERS.items()}
    return _listed(visit, "officer/answers.html", read, choices=words, state_of=comment_state)


def exceptions(visit: Visit) -> Response:
    """List the emergencies that went out in English first."""
    only = _only(visit, ExceptionsOnly, ExceptionsOnly.ALL)

    def read(period: Period, _older: str | None) -> Mapping[str, Any]:
        found = list_exceptions(visit.desk, period.first, period.last, only=only)
        return {"found": found, "heading": _(EXCEPTIONS[only]), "kept": {"only": only.value}}

    words = {one.value: _(text) for one, text in EXCEPTIONS.items()}
    return _listed(visit, "officer/exceptions.html", read, choices=words)


def accepted(visit: Visit) -> Response:
    """List the warnings that somebody accepted."""
    check = visit.query.get("check") or None

    def read(period: Period, older: str | None) -> Mapping[str, Any]:
        found = list_accepted(visit.desk, period.first, period.last, check=check, older=older)
        return {"found": found, "heading": _("Warnings that were accepted"), "kept": {"check": check or ""}}

    return _listed(visit, "officer/accepted.html", read, choices={}, check_name=check_name)


def _listed(
    visit: Visit,
    template: str,
    read: Callable[[Period, str | None], Mapping[str, Any]],
    **shown: Any,  # noqa: ANN401
) -> Response:
    bring_up_to_date(visit.desk)
    try:
        period = between(visit.query)
    except NoPeriod:
        period = chosen({}, visit.now.astimezone(visit.desk.rules.zone).date())
    try:
        found = read(period, visit.query.get("older") or None)
    except ValueError:  # an address that was cut, or made up
        return RedirectResponse(visit.url(f"{_path(visit)}?{period.query}"), 303)
    kept = {name: value for name, value in found["kept"].items() if value}
    return visit.show(
        template,
        period=period,
        path=_path(visit),
        kept_query=urlencode(kept),
        **found,
        **shown,
        **dashboard.WORDS,
    )


def _path(visit: Visit) -> str:
    return visit.here.partition("?")[0]


def _only(visit: Visit, kind: type[Choice], otherwise: Choice) -> Choice:
    asked = visit.query.get("only", "")
    return kind(asked) if asked in set(kind) else otherwise
