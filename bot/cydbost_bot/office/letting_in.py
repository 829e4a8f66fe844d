"""The door of every route: who comes, in which language, by which right, and whether the form is one of ours."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from cydbost_bot.i18n import use
from cydbost_bot.office import cookies
from cydbost_bot.office.fields import Form
from cydbost_bot.office.house import Office
from cydbost_bot.office.problem_pages import show_problem, show_status
from cydbost_bot.office.room import Room, Route
from cydbost_bot.office.security import comes_from_elsewhere
from cydbost_bot.office.tokens import is_form_mark
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.visitor import Visitor
from cydbost_bot.problem import Misuse
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import QueueError

SIGN_IN = "/sign-in"

Building = tuple[Office, Sequence[Room]]

#: Fields that belong to the door and not to the act.
DOOR_FIELDS = frozenset({"csrf", "confirm_password", "confirm_code"})


def serve(building: Building, room: Room, route: Route, request: Request, form: Form) -> Response:
    """Answer one request to ``route``, or say why not."""
    office, rooms = building
    visit = _visit(office, room, rooms, request, form)
    fresh = visit.token == ""
    if fresh:
        visit.token = cookies.new_token()
    came_with = visit.token
    try:
        answer = _refused(visit, route) or _answered(visit, route)
    except (QueueError, ConnectorError, Misuse) as problem:
        answer = show_problem(visit, problem)
    if visit.token != came_with or (fresh and "set-cookie" not in answer.headers):
        cookies.keep_token(office, answer, visit.token)  # the forms of this page carry a mark made from it
    return answer


def _visit(office: Office, room: Room, rooms: Sequence[Room], request: Request, form: Form) -> Visit:
    token = cookies.token_of(office, request)
    visitor = office.doorkeeper.visitor(token) if token else None
    language = cookies.language_of(office, request, visitor.language if visitor else None)
    use(language)
    return Visit(office, request, form, visitor, language, token, room, rooms)


def _refused(visit: Visit, route: Route) -> Response | None:
    if not visit.may(route.key):
        if visit.visitor is not None:
            return show_status(visit, 403)
        return show_status(visit, 401) if route.is_act or visit.is_swap else _sign_in_first(visit)
    if route.is_act and not _is_ours(visit):
        return show_status(visit, 403, reason="form")
    return None


def _sign_in_first(visit: Visit) -> Response:
    return RedirectResponse(visit.url(f"{SIGN_IN}?next={quote(visit.here, safe='')}"), 303)


def _is_ours(visit: Visit) -> bool:
    mark = visit.request.headers.get("x-csrf") or visit.form.text("csrf")
    return not comes_from_elsewhere(visit.request, visit.office.base_url) and is_form_mark(visit.token, mark)


def _answered(visit: Visit, route: Route) -> Response:
    if route.step_up:
        confirmed = _confirmed(visit)
        if isinstance(confirmed, Response):
            return confirmed
        visit.visitor = confirmed
    try:
        arguments = route.arguments(visit.request.path_params)
    except ValueError:
        return show_status(visit, 404)
    return route.handler(visit, **arguments)


def _confirmed(visit: Visit) -> Response | Visitor:
    visitor = visit.visitor
    limit = visit.settings.office.step_up_within
    if visitor is not None and visit.now - visitor.confirmed_at <= limit:
        return visitor
    posted = {name: value for name, value in visit.form.items() if name not in DOOR_FIELDS}
    return visit.office.doorkeeper.confirm(visit, posted)
