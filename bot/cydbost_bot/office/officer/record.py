"""Searching the record: by subject, person, act and days, the newest first."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.officer.entry_kinds import KINDS
from cydbost_bot.office.officer.shares import capital
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.sentences import entry_sentence, flaw_sentence, subject_name, subject_of
from cydbost_queue.compliance.days import bounds_of
from cydbost_queue.queries.record_search import Sought, chain_of, search_record

FIELDS: Final = ("subject", "person", "act", "first", "last")
#: Only chains that belong to one thing are proved on the page: that of the settings grows for ever.
_PROVED: Final = ("posting:", "comment:", "reply:", "series:", "quiet:")
_LONGEST: Final = 64


def search(visit: Visit) -> Response:
    """Show the entries that fit what is asked for."""
    asked, errors = {name: visit.query.get(name, "").strip() for name in FIELDS}, FieldErrors()
    sought = _sought(visit, asked, errors)
    try:
        page = search_record(visit.desk, sought, older=visit.query.get("older") or None)
    except ValueError:
        return RedirectResponse(visit.url(f"/officer/record?{urlencode(asked)}"), 303)
    is_one = sought.subject is not None and sought.subject.startswith(_PROVED)
    return visit.show(
        "officer/record.html",
        page=page,
        asked=asked,
        chain=chain_of(visit.desk, sought.subject)[1] if is_one and sought.subject else None,
        kinds=[(tag, _(name)) for tag, name in KINDS.items()],
        query=urlencode({name: value for name, value in asked.items() if value}),
        entry_sentence=entry_sentence,
        flaw_sentence=flaw_sentence,
        capital=capital,
        subject_name=subject_name,
        errors=errors,
    )


def _sought(visit: Visit, asked: dict[str, str], errors: FieldErrors) -> Sought:
    days: dict[str, date | None] = {"first": None, "last": None}
    for name in days:
        try:
            days[name] = date.fromisoformat(asked[name]) if asked[name] else None
        except ValueError:
            errors.add(name, _("Give a day such as 2026-04-01."))
    zone = visit.desk.rules.zone
    since = bounds_of(days["first"], days["first"], zone)[0] if days["first"] else None
    until = bounds_of(days["last"], days["last"], zone)[1] if days["last"] else None
    return Sought(
        subject=subject_of(asked["subject"][:_LONGEST]) if asked["subject"] else None,
        person=asked["person"][:_LONGEST] or None,
        act=asked["act"] if asked["act"] in KINDS else None,
        since=since,
        until=until,
    )
