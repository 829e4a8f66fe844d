"""What is posted by hand where no program may: the approved words ready to copy, and saying that it is done."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, cast

from starlette.responses import Response

from cydbost_bot.office.dead_letters.settling import connector_of
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _, ngettext
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_hand import HAND_TASKS
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_connectors import ConnectorError, HandConnector
from cydbost_connectors.manual.composing import with_link
from cydbost_queue.actions.by_hand import cannot_by_hand, done_by_hand, gone_by_hand
from cydbost_queue.errors import QueueError, Refused
from cydbost_queue.policy import Right
from cydbost_queue.queries.by_hand import HandJob, hand_jobs
from cydbost_queue.tables import Carries, Task

room = Room("by_hand", title=N_("By hand"), home="/by-hand", right=Right.POST_BY_HAND, order=65)

EXAMPLE: Final = {"ref": "P1"}


@room.waiting
def tell(visit: Visit) -> str:
    """Say how much is to be done by hand."""
    number = len(hand_jobs(visit.desk))
    said = ngettext("%(num)s thing is to be done by hand.", "%(num)s things are to be done by hand.", number)
    return said % {"num": number} if number else ""


@room.page("/by-hand", right=Right.POST_BY_HAND)
def jobs(visit: Visit) -> Response:
    """Show what is to be done, the most urgent first."""
    return _shown(visit)


@room.act("/by-hand/{ref}/done", right=Right.POST_BY_HAND, example=EXAMPLE)
def done(visit: Visit, ref: str) -> Response:
    """Take the visitor's word that it is posted, or changed."""
    moment, errors = _moment(visit, ref)
    if not visit.form.text("address") and visit.form.text("task") != Task.EDIT.value:
        errors.add(_place(visit, ref, "address"), _("Paste the address at which it stands."))
    if errors:
        return _shown(visit, errors=errors)

    def act() -> None:
        connector = connector_of(visit, visit.form.text("account"))
        if not connector.capabilities.by_hand:
            raise Refused("not_in_hand", ref=ref, account=visit.form.text("account"))
        done_by_hand(
            visit.desk,
            visit.actor,
            ref,
            account=visit.form.text("account"),
            connector=cast("HandConnector", connector),
            carries=_carries(visit),
            address=visit.form.text("address") or None,
            moment=moment,
        )

    return _settled(visit, act, _("Kept. If the other language is to be posted now, it stands first here."))


@room.act("/by-hand/{ref}/gone", right=Right.POST_BY_HAND, example=EXAMPLE)
def gone(visit: Visit, ref: str) -> Response:
    """Take the visitor's word that it is down, or was never posted."""
    account, address = visit.form.text("account"), visit.form.text("standing") or None
    carries = _carries(visit)

    def act() -> None:
        gone_by_hand(visit.desk, visit.actor, ref, account, carries=carries, address=address)

    return _settled(visit, act, _("Kept: it is not before the public."))


@room.act("/by-hand/{ref}/cannot", right=Right.POST_BY_HAND, example=EXAMPLE)
def cannot(visit: Visit, ref: str) -> Response:
    """Take the visitor's word that it cannot be done."""
    reason, account = visit.form.text("reason"), visit.form.text("account")
    if not reason:
        errors = FieldErrors()
        errors.add(_place(visit, ref, "reason"), _("Write why it cannot be done."))
        return _shown(visit, errors=errors)

    def act() -> None:
        cannot_by_hand(visit.desk, visit.actor, ref, account, reason, carries=_carries(visit))

    return _settled(visit, act, _("Kept, and people are told."))


def _settled(visit: Visit, act: Callable[[], None], said: str) -> Response:
    try:
        act()
    except (QueueError, ConnectorError) as error:
        return _shown(visit, problem=error)
    return visit.go("/by-hand", said=said)


def _shown(visit: Visit, *, errors: FieldErrors | None = None, problem: Exception | None = None) -> Response:
    return visit.show(
        "dead_letters/by_hand.html",
        jobs=[(job, _mark(job.ref, job.account, job.carries.value)) for job in hand_jobs(visit.desk)],
        task_of=task_of,
        words_of=lambda job: with_link(job.text, job.link),
        typed=dict(visit.form.items()),
        mark=_mark(visit.request.path_params.get("ref", ""), visit.form.text("account"), visit.form.text("carries")),
        errors=errors,
        problem=problem,
    )


def task_of(job: HandJob) -> str:
    """Return what a person is to do."""
    return name_of(HAND_TASKS, "recall" if job.is_recall else job.task.value)


def _mark(ref: str, account: str, carries: str) -> str:
    """Return what tells one job's fields from another's."""
    return "-".join("".join(sign if sign.isalnum() else "-" for sign in part) for part in (ref, account, carries))


def _place(visit: Visit, ref: str, field: str) -> str:
    return f"{_mark(ref, visit.form.text('account'), visit.form.text('carries'))}-{field}"


def _carries(visit: Visit) -> Carries | None:
    given = visit.form.text("carries")
    return Carries(given) if given in set(Carries) else None


def _moment(visit: Visit, ref: str) -> tuple[datetime | None, FieldErrors]:
    errors, given = FieldErrors(), visit.form.text("when")
    try:
        return (parse_time(given, now=visit.now, past=True) if given else None), errors
    except NotATime as error:
        errors.add(_place(visit, ref, "when"), " ".join(error.sentences()))
        return None, errors
