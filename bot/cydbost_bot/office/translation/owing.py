"""The desk: what is owed and by when, a page at a time."""

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from cydbost_bot.office.translation.countdown import Left, asked_again, left
from cydbost_bot.office.translation.naming import taker_name, what_is_owed
from cydbost_bot.office.visit import Visit
from cydbost_language import Language
from cydbost_queue.queries.translations import Choice, OwedLine, asked_for, list_owed
from cydbost_queue.translations import Owed


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One piece of work as the page shows it."""

    line: OwedLine
    owed: str
    left: Left | None
    taken_by: str | None
    is_mine: bool


def show_desk(visit: Visit) -> Response:
    """Show what is owed: emergencies first, then by when it is due; narrowed as the visitor asks."""
    asked = {name: visit.query.get(name, "") for name in ("who", "wanted", "why")}
    page = list_owed(visit.desk, _choice(visit, asked), after=visit.query.get("after", ""))
    kept = {name: value for name, value in asked.items() if value}
    return visit.show(
        "translation/desk.html",
        lines=[_line(visit, line) for line in page.lines],
        asked=asked,
        is_narrowed=bool(kept),
        total=asked_for(visit.desk),
        older=f"/translation?{urlencode({**kept, 'after': page.after})}" if page.after else None,
        is_later=bool(visit.query.get("after")),
    )


def show_left(visit: Visit) -> Response:
    """Say anew how long is left of what stands on a page: a script of the page asks from time to time."""
    if not visit.is_swap:
        return visit.go("/translation")
    marks = [value for name, value in visit.request.query_params.multi_items() if name == "due"]
    return visit.swap("translation/_left.html", found=list(asked_again(marks, visit.now)))


def _choice(visit: Visit, asked: dict[str, str]) -> Choice:
    return Choice(
        wanted=Language(asked["wanted"]) if asked["wanted"] in list(Language) else None,
        why=Owed(asked["why"]) if asked["why"] in list(Owed) else None,
        taken_by=visit.actor.name if asked["who"] == "mine" else None,
        is_free=asked["who"] == "free",
        is_asked=asked["who"] == "asked",
    )


def _line(visit: Visit, line: OwedLine) -> DeskLine:
    taker = line.request.taken_by if line.request else None
    return DeskLine(
        line=line,
        owed=what_is_owed(line.wanted, line.why, is_written=line.is_written),
        left=left(line.ref, line.due_at, visit.now) if line.due_at and not line.is_written else None,
        taken_by=taker_name(taker),
        is_mine=taker == visit.actor.name,
    )
