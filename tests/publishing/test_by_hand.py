"""Where no program may post, people do: the promises to the public hold for their hands too."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from cydbost_connectors import Rejected
from cydbost_queue.actions.channels import resume_account, stop_account
from cydbost_queue.actions.halting import CANCEL, GO, resume_all, stop_all
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.queries.by_hand import texts_to_post
from cydbost_queue.queries.dead_letters import Way, dead_letters
from cydbost_queue.queries.due import due_now
from cydbost_queue.queries.figures import figures
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.reconciling import open_queue, reconcile
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Layout, Task
from cydbost_queue.worker import Worker
from publishing.conftest import (
    ADMINISTRATOR,
    APPROVER,
    EDITOR,
    ENGLISH,
    LANGUAGE_OFFICER,
    MANAGER,
    OFFICER,
    TRANSLATOR,
    WELSH,
    Council,
)
from publishing.hands import SITE, Hands, MakeHands, opened_hands
from publishing.rescue import Rescue

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NEW_WELSH = WELSH.replace("9.30yb", "10.30yb")
NEW_ENGLISH = ENGLISH.replace("9.30am", "10.30am")
PUBLISHED, HELD = PostingState.PUBLISHED, PostingState.HELD
BY_HAND, WAITING = DeliveryState.BY_HAND, DeliveryState.WAITING


@pytest.fixture
def make_hands(new_address: Callable[[], str], tmp_path: Path) -> Iterator[MakeHands]:
    with opened_hands(new_address, tmp_path) as make:
        yield make


@pytest.fixture
def hands(make_hands: MakeHands) -> Hands:
    return make_hands()


def test_a_pair_is_posted_by_hand_the_welsh_first_and_each_step_says_who(hands: Hands) -> None:
    ref = hands.released()
    (job,) = hands.jobs()
    assert (job.ref, job.account, job.carries, job.task, job.text) == (
        ref,
        "village-cy",
        Carries.CY,
        Task.PUBLISH,
        WELSH,
    )
    assert hands.states(ref) == [BY_HAND, WAITING]
    assert hands.told("hand_publish") == [("author",)]
    for _ in range(3):
        hands.council.run_to(MINUTE)  # nothing runs ahead, and nobody is told twice at once
    assert hands.asked() == [("publish", "cy")]
    assert len(hands.told("hand_publish")) == 1
    assert hands.done(ref, "cy")  # the English is in hand in the same act
    assert hands.asked() == [("publish", "en")]
    assert hands.state(ref) is PostingState.RELEASING
    hands.council.clock.advance(4 * MINUTE)
    hands.done(ref, "en", person=OFFICER)
    view = show_posting(hands.council.desk, ref)
    assert hands.state(ref) is PUBLISHED
    assert [one.address for one in view.deliveries] == [f"{SITE}/post/1", f"{SITE}/post/2"]
    assert hands.jobs() == []
    assert [(gap["gap"], gap["first"]) for gap in hands.said("pair.live")] == [(240.0, "cy")]
    words = [entry.actor for entry in entries(hands.council.desk) if entry.act == "hand.done"]
    assert words == [EDITOR.name, OFFICER.name]
    assert hands.told("gap_wide") == []
    assert hands.is_sound()


@pytest.mark.parametrize("layout", [Layout.THREAD, Layout.COMBINED])
def test_every_layout_can_be_posted_by_hand(make_hands: MakeHands, layout: Layout) -> None:
    hands = make_hands(layout)
    ref = hands.released()
    (job,) = hands.jobs()
    if layout is Layout.COMBINED:
        assert job.text.index(WELSH) < job.text.index(ENGLISH)
        hands.done(ref, "both")
    else:
        hands.done(ref, "cy")
        (job,) = hands.jobs()
        assert job.answers == (f"{SITE}/post/1" if layout is Layout.THREAD else None)
        hands.done(ref, "en")
    assert hands.state(ref) is PUBLISHED
    withdraw(hands.council.desk, APPROVER, ref, "Wrong day")
    hands.council.worker().tick()
    expected = [("withdraw", "both")] if layout is Layout.COMBINED else [("withdraw", "en"), ("withdraw", "cy")]
    assert hands.asked() == expected
    for _task, carries in expected:
        hands.gone(ref, carries)
    assert set(hands.states(ref)) == {DeliveryState.WITHDRAWN}
    assert hands.is_sound()


def test_half_a_pair_by_hand_never_rests_in_silence_and_is_never_taken_for_failed(hands: Hands) -> None:
    ref = hands.released()
    hands.done(ref, "cy")
    hands.council.run_to(29 * MINUTE)
    assert hands.state(ref) is PostingState.RELEASING
    hands.council.run_to(2 * MINUTE)
    assert hands.state(ref) is HELD
    assert hands.told("posting_held") == [("approver", "on-call")]
    assert [(half["live"], half["policy"]) for half in hands.said("pair.half")] == [(["cy"], "hand")]
    assert hands.asked() == [("publish", "en")]  # still theirs to do
    hands.council.run_to(HOUR)
    assert ("on-call", "author", "approver") in hands.told("hand_waits")
    with pytest.raises(Refused, match="in_hand"):
        schedule(hands.council.desk, APPROVER, ref, hands.council.clock.now() + HOUR)
    (letter,) = dead_letters(hands.council.desk)
    assert letter.ways == (Way.HAND, Way.WITHDRAW)
    hands.done(ref, "en")
    assert hands.state(ref) is PUBLISHED
    assert dead_letters(hands.council.desk) == []
    assert hands.is_sound()


def test_what_waits_in_a_hand_is_told_again_to_more_and_more_people_and_at_last_once_a_day(hands: Hands) -> None:
    ref = hands.released()
    assert dead_letters(hands.council.desk) == []
    for _ in range(4):
        hands.council.run_to(31 * MINUTE)
    assert hands.told("hand_waits")[:2] == [("author", "approver"), ("on-call", "author", "approver")]
    assert [letter.why for letter in dead_letters(hands.council.desk)] == ["by_hand"]
    for _ in range(4):
        hands.council.run_to(8 * HOUR)
    told = len(hands.told("hand_waits"))
    for _ in range(6):
        hands.council.run_to(8 * HOUR)
    assert len(hands.told("hand_waits")) == told + 2
    assert hands.states(ref) == [BY_HAND, WAITING]


def test_an_address_that_cannot_be_the_posts_is_refused_and_nothing_changes(hands: Hands) -> None:
    ref = hands.released()
    hands.done(ref, "cy")
    before = hands.acts(ref)
    for address in ("https://elsewhere.example/post/1", "javascript:alert(1)", SITE, f"{SITE}/{'x' * 300}"):
        with pytest.raises(Rejected):
            hands.done(ref, "en", address=address)
    with pytest.raises(Refused, match="address_used"):
        hands.done(ref, "en", address=f"{SITE}/post/1/?utm_source=app#top")
    with pytest.raises(Refused, match="address_missing"):
        hands.done(ref, "en", same_place=True)
    assert hands.asked() == [("publish", "en")]
    assert hands.acts(ref) == before


def test_what_is_done_is_not_done_twice_and_only_by_those_who_post(hands: Hands) -> None:
    ref = hands.released()
    for person in (TRANSLATOR, LANGUAGE_OFFICER, ADMINISTRATOR):
        with pytest.raises(Denied):
            hands.done(ref, "cy", person=person)
    with pytest.raises(Refused, match="not_in_hand"):
        hands.done(ref, "en")  # its Welsh comes first
    with pytest.raises(Refused, match="not_to_be_taken_down"):
        hands.gone(ref, "cy")
    for moment in (hands.council.clock.now() + MINUTE, hands.council.clock.now() - 2 * HOUR):
        with pytest.raises(Refused, match="done_when"):
            hands.done(ref, "cy", moment=moment)
    hands.done(ref, "cy")
    with pytest.raises(Refused, match="not_in_hand"):
        hands.done(ref, "cy")
    hands.done(ref, "en")
    assert hands.acts(ref).count("hand.done") == 2


class Died(BaseException):
    """The process is gone: no code of ours runs any more."""


def work_until(council: Council, step: str) -> None:
    """Let a worker die at a step, and after its lease another one do the rest."""

    def die(at: str, _key: str) -> None:
        if at == step:
            raise Died

    try:
        Worker(council.desk, council.connectors, on_step=die).tick()
    except Died:
        council.clock.advance(council.desk.rules.lease)
    for _ in range(2):
        council.run_to(timedelta(seconds=10))


def test_a_worker_that_dies_anywhere_loses_no_job_and_doubles_none(hands: Hands) -> None:
    for step in ("claimed", "prepared", "intent"):
        ref = hands.council.scheduled()
        hands.council.clock.advance(HOUR)
        work_until(hands.council, step)
        assert hands.asked() == [("publish", "cy")]
        hands.done(ref, "cy")
        hands.done(ref, "en")
        withdraw(hands.council.desk, APPROVER, ref, "Wrong day")
        work_until(hands.council, "down-intent" if step == "intent" else step)
        assert hands.asked() == [("withdraw", "en"), ("withdraw", "cy")]
        hands.gone(ref, "en")
        hands.gone(ref, "cy")
        assert set(hands.states(ref)) == {DeliveryState.WITHDRAWN}
    assert hands.jobs() == []
    assert hands.is_sound()


def test_what_cannot_be_posted_stops_the_pair_and_goes_again_when_a_person_says_so(hands: Hands) -> None:
    ref = hands.released()
    hands.cannot(ref, "cy")
    assert hands.state(ref) is HELD
    assert hands.states(ref) == [DeliveryState.FAILED, DeliveryState.FAILED]
    assert hands.jobs() == []
    assert retry(hands.council.desk, APPROVER, ref) == 2
    hands.council.worker().tick()
    assert hands.asked() == [("publish", "cy")]


def test_what_is_stopped_is_not_to_be_posted_and_half_a_pair_is_finished(hands: Hands) -> None:
    council = hands.council
    waits, half = hands.released(), hands.released()
    hands.done(half, "cy")
    stop_all(council.desk, OFFICER, "Camgymeriad")
    assert {job.ref: job.is_paused for job in hands.jobs()} == {waits: True, half: False}
    with pytest.raises(Refused, match="hand_paused"):
        list(texts_to_post(hands.jobs(waits), waits))
    with pytest.raises(Refused, match="in_hand"):  # somebody may have posted it: they say so first
        resume_all(council.desk, MANAGER, {waits: CANCEL})
    hands.done(half, "en")
    assert hands.state(half) is PUBLISHED
    resume_all(council.desk, MANAGER, {waits: GO})
    assert [job.text for job in texts_to_post(hands.jobs(waits), waits)] == [WELSH]
    stop_account(council.desk, OFFICER, "village-en")
    assert not hands.done(waits, "cy")  # the English waits for its account
    resume_account(council.desk, OFFICER, "village-en")
    council.run_to(MINUTE)
    hands.done(waits, "en")
    assert hands.state(waits) is PUBLISHED


def test_after_a_restore_what_may_have_been_posted_is_asked_about_and_never_silently_posted_again(
    hands: Hands, new_address: Callable[[], str], tmp_path: Path
) -> None:
    rescue = Rescue(hands.council, tmp_path / "backup.zip", new_address)
    done, in_hand = hands.posted(), hands.released()
    coming = hands.council.scheduled()
    rescue.back_up()
    hands.done(in_hand, "cy")
    hands.council.run_to(HOUR)  # what was coming is in hand too, and the record of it lost
    rescue.lose_and_restore()
    assert [(job.ref, job.in_doubt, job.is_paused) for job in hands.jobs()] == [(in_hand, True, True)]
    assert reconcile(hands.council.desk, ADMINISTRATOR, hands.council.connectors).unasked == {
        "village-cy": "by_hand",
        "village-en": "by_hand",
    }
    with pytest.raises(Refused, match="queue_unasked"):
        open_queue(hands.council.desk, ADMINISTRATOR)
    open_queue(hands.council.desk, ADMINISTRATOR, reason="The place was looked through")
    hands.council.worker().tick()
    assert hands.state(coming) is HELD
    assert hands.told("hand_look")
    hands.done(in_hand, "cy", moment=hands.council.clock.now() - HOUR)  # it was out all the while
    assert hands.asked() == [("publish", "en")]
    hands.done(in_hand, "en")
    assert [hands.state(ref) for ref in (done, in_hand)] == [PUBLISHED, PUBLISHED]
    assert hands.is_sound()


def test_what_waited_when_the_record_was_lost_is_looked_for_by_a_person_before_it_is_posted(
    hands: Hands, new_address: Callable[[], str], tmp_path: Path
) -> None:
    rescue = Rescue(hands.council, tmp_path / "backup.zip", new_address)
    ref = hands.council.scheduled()
    stop_account(hands.council.desk, OFFICER, "village-cy")
    hands.council.run_to(HOUR)
    rescue.back_up()
    rescue.lose_and_restore()
    resume_account(hands.council.desk, OFFICER, "village-cy")
    rescue.ask_and_open(reason="The place was looked through")
    hands.council.run_to(MINUTE)
    assert [(job.carries, job.in_doubt) for job in hands.jobs()] == [(Carries.CY, True)]
    hands.done(ref, "cy", moment=hands.council.clock.now() - MINUTE)
    assert [(job.carries, job.in_doubt) for job in hands.jobs()] == [(Carries.EN, True)]
    hands.done(ref, "en")
    assert hands.state(ref) is PUBLISHED


def test_what_would_go_now_is_said_to_be_a_persons(hands: Hands) -> None:
    hands.released()
    hands.council.clock.advance(31 * MINUTE)
    assert [(due.carries, due.left) for due in due_now(hands.council.desk) if due.left] == [(Carries.CY, "in_hand")]
    assert figures(hands.council.desk) is not None


class Place(BaseHTTPRequestHandler):
    """A place that shows what people posted there; ``/board/post/3`` is gone, and ``/board/post/4`` asks to sign in."""

    shown = ""

    def do_GET(self) -> None:
        status = {"3": 404, "4": 403}.get(self.path.rpartition("/")[2], 200)
        body = f"<html><style>p {{}}</style><h1>Board</h1><p>{type(self).shown}</p></html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@pytest.fixture
def place() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Place)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/board"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("number", "shown", "sight"),
    [(1, WELSH.replace(" ", "\n"), "seen"), (1, "Sign in to see more", "unseen"), (4, WELSH, "unread")],
)
def test_what_a_person_posted_is_looked_for_where_they_say_and_the_record_tells_what_was_seen(
    make_hands: MakeHands, place: str, number: int, shown: str, sight: str
) -> None:
    Place.shown = shown
    hands = make_hands(site=place, reads=True)
    hands.number = number - 1
    ref = hands.released()
    hands.done(ref, "cy")
    assert [one["sight"] for one in hands.said("delivery.moved") if one["to"] == "verified"] == [sight]
    assert hands.told("delivery_differs") == []


def test_a_page_that_its_own_server_does_not_know_is_taken_on_nobodys_word(make_hands: MakeHands, place: str) -> None:
    hands = make_hands(site=place, reads=True)
    hands.number = 2
    ref = hands.released()
    hands.done(ref, "cy")
    for _ in range(12):
        hands.council.run_to(2 * MINUTE)
    assert hands.states(ref)[0] is DeliveryState.SENT
    assert hands.told("delivery_not_visible") == [("approver",)]
