"""What a link shows to a person outside the council: one text, and nothing else. No sign-in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from weakref import WeakKeyDictionary

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.refusals import lines_of
from cydbost_bot.office.translation.work import errors_in, typed_in, work_on
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.web.rate_limit import CommentLimit, RateLimit
from cydbost_queue.actions.outside import keep_draft, send_outside
from cydbost_queue.errors import NotFound, QueueError, Refused
from cydbost_queue.queries.translation import OutsideView, show_outside
from cydbost_queue.store import Store
from cydbost_queue.translated import Translated

_WITHIN: Final = timedelta(minutes=10)
_SENT: Final = CommentLimit(300, _WITHIN)  #: forms from one address: judging comes with every pause in typing
_WRONG: Final = CommentLimit(20, _WITHIN)  #: addresses that opened nothing: nobody may try tokens out
_LIMITS: WeakKeyDictionary[Store, tuple[RateLimit, RateLimit]] = WeakKeyDictionary()


def show(visit: Visit, token: str) -> Response:
    """Show the text and what has been written so far. Looking changes nothing and spends nothing."""

    def page() -> Response:
        view = show_outside(visit.desk, token)
        return _page(visit, token, view, view.draft)

    return _let_in(visit, page)


def judge_typed(visit: Visit, token: str) -> Response:
    """Say anew what the translation has to answer for and what is found."""

    def answer() -> Response:
        view = show_outside(visit.desk, token)
        typed = typed_in(visit.form)
        if not visit.is_swap:
            return _page(visit, token, view, typed)
        return visit.swap("translation/_judged.html", work=work_on(visit.desk, view, typed), is_answer=True)

    return _counted(visit, answer)


def keep(visit: Visit, token: str) -> Response:
    """Keep what has been written so far, as often as wanted."""

    def answer() -> Response:
        kept_at = keep_draft(visit.desk, token, typed_in(visit.form))
        if visit.is_swap:
            return visit.swap("translation/_kept.html", kept_at=kept_at)
        return visit.go(f"/outside/{token}", said=_("What you have written is kept."))

    return _counted(visit, answer)


def send(visit: Visit, token: str) -> Response:
    """Hand the translation in; the link is spent by this and by nothing else."""

    def answer() -> Response:
        view = show_outside(visit.desk, token)
        typed = typed_in(visit.form)
        errors = errors_in(typed, view.wanted)
        if errors:
            return _page(visit, token, view, typed, errors=errors)
        try:
            send_outside(visit.desk, token, typed, source_hash=visit.form.text("source"))
        except Refused as problem:
            if problem.code in {"link_spent", "link_ended"}:
                raise
            return _page(visit, token, show_outside(visit.desk, token), typed, problem=problem)
        return visit.show("translation/outside_end.html", title=_("Thank you"), lines=[_("Your translation is sent.")])

    return _counted(visit, answer)


def _page(
    visit: Visit,
    token: str,
    view: OutsideView,
    typed: Translated | None,
    *,
    errors: FieldErrors | None = None,
    problem: QueueError | None = None,
) -> Response:
    work = work_on(visit.desk, view, typed)
    return visit.show("translation/outside.html", errors=errors, problem=problem, view=view, work=work, token=token)


def _counted(visit: Visit, answer: Callable[[], Response]) -> Response:
    sent, _wrong = _limits(visit)
    if sent.take(_sender(visit)) is not None:
        return show_status(visit, 429)
    return _let_in(visit, answer)


def _let_in(visit: Visit, answer: Callable[[], Response]) -> Response:
    """Answer, or say why the link opens nothing; whoever tries many that never were is shut out for a while."""
    try:
        return answer()
    except NotFound as problem:
        _sent, wrong = _limits(visit)
        if wrong.take(_sender(visit)) is not None:
            return show_status(visit, 429)
        return _end(visit, problem, 404)
    except Refused as problem:
        return _end(visit, problem, 409)


def _end(visit: Visit, problem: QueueError, status: int) -> Response:
    title, lines = _("This link does not open a translation"), lines_of(problem)
    if visit.is_swap:
        return visit.swap("office/_problem.html", status=status, title=title, lines=lines)
    return visit.show("translation/outside_end.html", status=status, title=title, lines=lines)


def _limits(visit: Visit) -> tuple[RateLimit, RateLimit]:
    store = visit.desk.store
    if store not in _LIMITS:
        _LIMITS[store] = (RateLimit(_SENT, visit.office.now), RateLimit(_WRONG, visit.office.now))
    return _LIMITS[store]


def _sender(visit: Visit) -> str:
    return visit.request.client.host if visit.request.client else ""
