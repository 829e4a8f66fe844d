"""People who post by hand do, forget and undo in any order: the pair, the record and nobody's work suffer from it."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.halting import GO, resume_all, stop_all
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.by_hand import HandJob
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.waiting import show_halt
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Carries, Task
from cydbost_queue.worker import Worker
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, WELSH
from publishing.hands import Hands, opened_hands

_NEW = {
    Language.CY: Content(WELSH.replace("9.30yb", "10.30yb")),
    Language.EN: Content(ENGLISH.replace("9.30am", "10.30am")),
}
_MINUTES = timedelta(minutes=7)


class _Died(BaseException):
    """The process is gone."""


def _job(hands: Hands) -> HandJob | None:
    return next(iter(hands.jobs()), None)


def _do(hands: Hands, _ref: str) -> None:
    """Do what stands first in the list."""
    job = _job(hands)
    if job is None:
        return
    if job.task is Task.WITHDRAW:
        hands.gone(job.ref, job.carries.value)
    else:
        hands.done(job.ref, job.carries.value, same_place=job.task is Task.EDIT)


def _posted_after_all(hands: Hands, _ref: str) -> None:
    job = _job(hands)
    if job is not None and job.task is not Task.EDIT:
        hands.done(job.ref, job.carries.value)


def _cannot(hands: Hands, _ref: str) -> None:
    job = _job(hands)
    if job is not None:
        hands.cannot(job.ref, job.carries.value)


def _change(hands: Hands, ref: str) -> None:
    edit_versions(hands.council.desk, EDITOR, ref, _NEW)
    approve(hands.council.desk, APPROVER, ref)


def _die(hands: Hands, _ref: str) -> None:
    """A worker dies at its next intent, and its lease runs out."""

    def die(step: str, _key: str) -> None:
        if "intent" in step:
            raise _Died

    try:
        Worker(hands.council.desk, hands.council.connectors, on_step=die).tick()
    except _Died:
        hands.council.clock.advance(hands.council.desk.rules.lease)


def _go_on(hands: Hands, _ref: str) -> None:
    waiting = show_halt(hands.council.desk)
    if waiting is not None:
        resume_all(hands.council.desk, MANAGER, {one.ref: GO for one in waiting.waiting})


_ACTS: dict[str, Callable[[Hands, str], object]] = {
    "do": _do,
    "posted after all": _posted_after_all,
    "cannot": _cannot,
    "wait": lambda hands, _ref: hands.council.run_to(_MINUTES),
    "wait long": lambda hands, _ref: hands.council.run_to(6 * _MINUTES),
    "die": _die,
    "change": _change,
    "retry": lambda hands, ref: retry(hands.council.desk, APPROVER, ref),
    "withdraw": lambda hands, ref: withdraw(hands.council.desk, APPROVER, ref, "Wrong day"),
    "stop all": lambda hands, _ref: stop_all(hands.council.desk, OFFICER, "Camgymeriad"),
    "go on": _go_on,
}


def _check(hands: Hands, ref: str) -> None:
    view = show_posting(hands.council.desk, ref)
    by_batch = [one for one in view.deliveries if one.state is not DeliveryState.WITHDRAWN]
    live = {one.carries for one in by_batch if one.state in LIVE_DELIVERIES}
    for job in hands.jobs():
        if job.task is Task.PUBLISH and job.carries is Carries.EN:
            assert Carries.CY in live, "the English was offered before its Welsh was out"
    if view.line.state is PostingState.PUBLISHED:
        assert live == {Carries.CY, Carries.EN}
    told = sum(len(hands.told(code)) for code in ("hand_publish", "hand_edit", "hand_withdraw", "hand_recall"))
    assert told >= len(hands.jobs()), "something is in a hand that nobody was told of"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(sorted(_ACTS)), max_size=14))
def test_whatever_people_do_by_hand_the_pair_ends_whole_or_down_and_the_record_is_whole(
    blank_database: Path, acts: list[str]
) -> None:
    with TemporaryDirectory() as place:

        def new_address() -> str:
            return f"sqlite:///{shutil.copy(blank_database, Path(place) / 'queue.db')}"

        with opened_hands(new_address, Path(place)) as make:
            hands = make()
            ref = hands.released()
            for act in acts:
                with suppress(QueueError):  # refused: nothing is half done
                    _ACTS[act](hands, ref)
                _check(hands, ref)
            _finish(hands, ref)
            assert hands.is_sound()


def _finish(hands: Hands, ref: str) -> None:
    """Let everybody do what is asked of them until nothing is asked any more."""
    _go_on(hands, ref)
    for _ in range(40):
        _do(hands, ref)
        hands.council.run_to(_MINUTES)
        _check(hands, ref)
        if not hands.jobs() and hands.state(ref) is not PostingState.RELEASING:
            break
    live = [one for one in hands.states(ref) if one in LIVE_DELIVERIES]
    ends = {PostingState.PUBLISHED: 2, PostingState.CORRECTING: 2, PostingState.WITHDRAWN: 0}
    if hands.state(ref) in ends:
        assert len(live) == ends[hands.state(ref)]
    else:
        assert hands.state(ref) is PostingState.HELD  # somebody said that it cannot be done: a person decides
    assert DeliveryState.BY_HAND not in hands.states(ref)
