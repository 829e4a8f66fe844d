"""Every writing of a post, each with what it changed, and the facts in it that the other side did not answer."""

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.responses import Response

from cydbost_bot.office.compose.differing import changed
from cydbost_bot.office.compose.found import Found, found_in
from cydbost_bot.office.compose.marked import marks_of
from cydbost_bot.office.visit import Visit
from cydbost_language import Language, Pair, Severity, Side, check_pair
from cydbost_queue.queries.revisions import Revision, revisions_of
from cydbost_queue.queries.written import written_of
from cydbost_queue.rules import Rules
from cydbost_queue.views import VersionView

_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Writing:
    """One revision as the page shows it: what it changed, and what was found beside the other side of that time."""

    version: VersionView
    shown: Markup
    found: tuple[Found, ...]
    link_before: str | None
    beside: VersionView | None
    is_first: bool


def show_history(visit: Visit, ref: str) -> Response:
    """Show the writings of a posting, the newest first."""
    written = written_of(visit.desk, ref)
    every = revisions_of(visit.desk, ref)
    start = visit.query.get("from", "")
    skip = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 0
    page = every[skip : skip + _A_PAGE]
    return visit.show(
        "compose/history.html",
        written=written,
        writings=[_writing(visit.desk.rules, revision) for revision in page],
        older=skip + _A_PAGE if len(every) > skip + _A_PAGE else None,
    )


def _writing(rules: Rules, revision: Revision) -> Writing:
    version, before, beside = revision.version, revision.before, revision.beside
    language = version.language
    found: list[Found] = []
    marks = []
    if beside is not None:
        pair = _pair(version, beside)
        findings = check_pair(pair, rules.agreements, severities=rules.severities)
        findings = tuple(one for one in findings if one.severity is not Severity.INFO)
        found, marks = found_in(pair, findings), marks_of(findings, language, version.text)
    return Writing(
        version=version,
        shown=changed(before.text if before else version.text, version.text, language, marks=marks),
        found=tuple(found),
        link_before=before.link if before and before.link != version.link else None,
        beside=beside,
        is_first=before is None,
    )


def _pair(one: VersionView, other: VersionView) -> Pair:
    sides = {view.language: Side(view.text, link=view.link) for view in (one, other)}
    return Pair(sides[Language.CY], sides[Language.EN])
