"""A divided message: every part a pair, one after the other, all of them or people are told which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from cydbost_connectors import Rejected, Unavailable
from cydbost_connectors.measure import Measure
from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.dividing import divide_posting
from cydbost_queue.actions.expiring import expire
from cydbost_queue.actions.quieting import begin_quiet, exempt
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.scheduling import cancel, schedule
from cydbost_queue.actions.series import add_series
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, GateClosed, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.due import due_now
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, Layout, OnEdit, QuietKind
from publishing.conftest import (
    APPROVER,
    EDITOR,
    TRANSLATOR,
    Council,
)
from publishing.faults import before

HOUR = timedelta(hours=1)
PARTS = (
    ("Bydd y llyfrgell ar gau ar 8 Mehefin 2026. (1/3)", "The library will be closed on 8 June 2026. (1/3)"),
    ("Bydd yn ailagor am 9.30yb ar 9 Mehefin 2026. (2/3)", "It will reopen at 9.30am on 9 June 2026. (2/3)"),
    ("Ffoniwch 01824 706000 am fwy o wybodaeth. (3/3)", "Call 01824 706000 for more information. (3/3)"),
)
WELSH, ENGLISH = ([pair[side] for pair in PARTS] for side in (0, 1))
LATER = {
    Language.CY: Content(WELSH[1].replace("9.30yb", "10yb")),
    Language.EN: Content(ENGLISH[1].replace("9.30am", "10am")),
}
SEVERAL = pytest.mark.parametrize("layout", Layout, ids=lambda one: one.value)
Made = Callable[..., Council]


def divided(council: Council, *, ready: bool = True) -> list[str]:
    """Add a long message in two languages, divide it, and let it be approved."""
    ref = council.add()
    contents = [{Language.CY: Content(cy), Language.EN: Content(en)} for cy, en in PARTS]
    refs = divide_posting(council.desk, EDITOR, ref, contents, seen={Language.CY: 1, Language.EN: 1})
    if ready:
        approve(council.desk, APPROVER, refs[0])
    return refs


def scheduled(council: Council) -> list[str]:
    refs = divided(council)
    schedule(council.desk, EDITOR, refs[0], council.clock.now() + HOUR)
    return refs


def states(council: Council) -> list[PostingState]:
    return [line.state for line in reversed(list_postings(council.desk))]


def reasons(council: Council) -> list[HeldReason | None]:
    return [line.held_reason for line in reversed(list_postings(council.desk))]


def told(council: Council) -> list[dict[str, str]]:
    return [dict(notice.facts) for notice in notices(council.desk) if notice.code == "parts_wait"]


@SEVERAL
def test_a_message_goes_out_part_by_part_welsh_first_and_each_language_is_a_thread(
    make_council: Made, layout: Layout
) -> None:
    council = make_council(layout)
    scheduled(council)
    council.run_to(HOUR)
    assert states(council) == [PostingState.PUBLISHED] * 3
    seen = council.live()
    if layout is Layout.COMBINED:
        assert [one.text for one in seen] == [f"{cy}\n\n---\n\n{en}" for cy, en in PARTS]
        threads = [seen]
    else:
        assert [one.text for one in seen] == [text for pair in PARTS for text in pair]
        threads = [[one for one in seen if one.language == language] for language in ("cy", "en")]
    for thread in threads:
        assert thread[0].continues is None
        assert [one.continues for one in thread[1:]] == [one.number for one in thread[:-1]]
    assert verify(council.desk.store).is_whole


def test_one_decision_is_for_all_parts_and_each_approval_for_its_own_texts(council: Council) -> None:
    refs = divided(council, ready=False)
    assert states(council) == [PostingState.DRAFT] * 3
    approve(council.desk, APPROVER, refs[1])  # whichever part is named
    assert states(council) == [PostingState.READY] * 3
    schedule(council.desk, EDITOR, refs[2], council.clock.now() + HOUR)
    assert states(council) == [PostingState.SCHEDULED] * 3
    assert {line.slot for line in list_postings(council.desk)} == {council.clock.now() + HOUR}
    cancel(council.desk, EDITOR, refs[0])
    assert states(council) == [PostingState.READY] * 3
    edit_version(council.desk, EDITOR, refs[1], Language.EN, Content(ENGLISH[1].replace("9.30", "10.30")))
    assert states(council) == [PostingState.READY, PostingState.DRAFT, PostingState.READY]
    with pytest.raises(GateClosed) as closed:
        approve(council.desk, APPROVER, refs[0])
    assert closed.value.facts["ref"] == refs[1]
    with pytest.raises(GateClosed):
        schedule(council.desk, EDITOR, refs[0], council.clock.now() + HOUR)
    assert [line.slot for line in list_postings(council.desk)] == [None] * 3


def test_a_divided_message_keeps_who_wrote_it_and_when_it_goes(council: Council) -> None:
    slot = council.clock.now() + HOUR
    ref = council.add(slot=slot)
    expire(council.desk, EDITOR, ref, slot + HOUR)
    contents = [{Language.CY: Content(cy), Language.EN: Content(en)} for cy, en in PARTS]
    both = Actor("both-manager", frozenset({Role.AUTHOR, Role.APPROVER}))
    refs = divide_posting(council.desk, both, ref, contents, seen={Language.CY: 1, Language.EN: 1})
    assert refs == [ref, "P2", "P3"]
    last = show_posting(council.desk, "P3")
    assert {one.author for one in last.versions.values()} == {EDITOR.name, TRANSLATOR.name}
    assert (last.line.label, last.line.slot, last.line.expires) == ("Llyfrgell (3/3)", slot, slot + HOUR)
    assert [(part.ref, part.number) for part in last.parts] == [("P1", 1), ("P2", 2), ("P3", 3)]
    writer = Actor(TRANSLATOR.name, frozenset({Role.APPROVER}))
    with pytest.raises(Denied):
        approve(council.desk, writer, "P3", [Language.CY])
    approve(council.desk, both, ref)  # who divided it wrote nothing
    assert states(council) == [PostingState.SCHEDULED] * 3
    council.run_to(HOUR)
    council.run_to(HOUR)
    assert states(council) == [PostingState.WITHDRAWN] * 3
    assert council.live() == []


def test_nobody_who_wrote_any_part_approves_another(council: Council) -> None:
    refs = divided(council, ready=False)
    meddler = Actor("meddler", frozenset({Role.AUTHOR, Role.APPROVER}))
    edit_version(council.desk, meddler, refs[2], Language.EN, Content(ENGLISH[2] + " "))
    with pytest.raises(Denied):
        approve(council.desk, meddler, refs[0], [Language.EN])


def test_what_cannot_be_divided_is_refused_and_nothing_is_made(council: Council) -> None:
    seen = {Language.CY: 1, Language.EN: 1}
    contents = [{Language.CY: Content(cy), Language.EN: Content(en)} for cy, en in PARTS]

    def code(ref: str, **facts: int) -> str:
        with pytest.raises(Refused) as refused:
            divide_posting(council.desk, EDITOR, ref, contents, seen=seen | {Language(k): v for k, v in facts.items()})
        return refused.value.code

    alone = council.add(cy=None)
    assert code(alone) == "one_version_only"
    ref = council.add()
    assert code(ref, cy=2) == "written_meanwhile"
    short = Measure("Facebook", 100, "characters", lambda text, _link: len(text), threads=False)
    desk = replace(council.desk, rules=replace(council.desk.rules, measures={"board": short}))
    with pytest.raises(Refused) as refused:
        divide_posting(desk, EDITOR, ref, contents, seen=seen)
    assert (refused.value.code, refused.value.facts["platform"]) == ("no_threads", "Facebook")
    assert len(list_postings(council.desk)) == 2
    divide_posting(council.desk, EDITOR, ref, contents, seen=seen)
    assert code(ref, cy=2, en=2) == "divided_already"
    with pytest.raises(Refused) as refused:
        add_series(council.desk, EDITOR, ref, rule="FREQ=DAILY", first=council.clock.now().replace(tzinfo=None))
    assert refused.value.code == "no_pattern"
    live = council.scheduled()
    council.run_to(HOUR)
    assert code(live) == "not_divisible"


def test_a_part_that_a_platform_refuses_stops_those_after_it_and_people_hear_which_are_out(council: Council) -> None:
    refs = scheduled(council)
    council.faulty["board-en"].meet("publish", lambda call: call(), before(Rejected("not today")))
    council.run_to(HOUR)
    council.run_to(timedelta(minutes=10))
    assert states(council) == [PostingState.PUBLISHED, PostingState.HELD, PostingState.HELD]
    assert reasons(council) == [None, HeldReason.HALF_PAIR, HeldReason.PARTS]
    assert council.texts() == [WELSH[0], ENGLISH[0]]
    assert told(council) == [{"ref": refs[0], "parts": "3", "out": "1", "waiting": "2, 3"}]
    schedule(council.desk, EDITOR, refs[0], council.clock.now() + HOUR)
    assert states(council) == [PostingState.PUBLISHED, PostingState.SCHEDULED, PostingState.SCHEDULED]
    council.run_to(HOUR)
    assert states(council) == [PostingState.PUBLISHED] * 3
    assert council.texts() == [text for pair in PARTS for text in pair]
    assert [one.continues for one in council.live()] == [None, None, 1, 2, 4, 5]  # the Welsh of P2 was 3 at first


def test_the_parts_after_one_that_failed_go_on_once_it_is_tried_again(council: Council) -> None:
    refs = scheduled(council)
    council.faulty["board-cy"].meet("publish", lambda call: call(), before(Rejected("not today")))
    council.run_to(HOUR)
    council.run_to(timedelta(minutes=1))
    assert reasons(council) == [None, HeldReason.REFUSED, HeldReason.PARTS]
    assert retry(council.desk, APPROVER, refs[0]) == 2
    council.run_to(timedelta(hours=3))  # long after the slot: it is the part before that counts
    assert states(council) == [PostingState.PUBLISHED] * 3
    with pytest.raises(Refused):
        retry(council.desk, APPROVER, refs[0])


def test_a_part_that_only_comes_later_holds_the_rest_back_for_as_long(council: Council) -> None:
    scheduled(council)
    council.faulty["board-cy"].meet("publish", lambda call: call(), before(Unavailable()))
    council.run_to(HOUR)
    assert states(council) == [PostingState.PUBLISHED, PostingState.RELEASING, PostingState.SCHEDULED]
    assert [one.left for one in due_now(council.desk) if one.ref == "P3"] == ["parts", "parts"]
    council.run_to(timedelta(minutes=5))
    assert states(council) == [PostingState.PUBLISHED] * 3
    assert told(council) == []


def test_nothing_goes_out_while_one_part_may_not(council: Council) -> None:
    refs = scheduled(council)
    edit_version(council.desk, TRANSLATOR, refs[2], Language.CY, Content(WELSH[2]))
    assert states(council) == [PostingState.SCHEDULED, PostingState.SCHEDULED, PostingState.DRAFT]
    council.run_to(HOUR)
    council.run_to(timedelta(0))
    assert states(council) == [PostingState.HELD] * 3
    assert reasons(council) == [HeldReason.PARTS, HeldReason.PARTS, HeldReason.SLOT_MISSED]
    assert council.live() == []


def test_a_quiet_period_holds_all_parts_unless_all_were_exempted(council: Council) -> None:
    scheduled(council)
    begin_quiet(council.desk, APPROVER, kind=QuietKind.OTHER, name="Tawel", reason="Galar")
    council.run_to(HOUR)
    council.run_to(timedelta(0))
    assert reasons(council) == [HeldReason.QUIET, HeldReason.PARTS, HeldReason.PARTS]
    exempt(council.desk, APPROVER, "P2", "Needed now")
    schedule(council.desk, EDITOR, "P1", council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert states(council) == [PostingState.PUBLISHED] * 3


@pytest.mark.parametrize("layout", [Layout.PAIRED_ACCOUNTS, Layout.THREAD], ids=lambda one: one.value)
def test_withdrawing_any_part_takes_the_whole_message_down_the_last_part_first(
    make_council: Made, layout: Layout
) -> None:
    council = make_council(layout)
    refs = scheduled(council)
    council.run_to(HOUR)
    gone: list[str] = []

    def noting(call: Callable[[], object]) -> object:
        standing = council.texts()
        call()
        gone.extend(text for text in standing if text not in council.texts())
        return None

    for faulty in council.faulty.values():
        faulty.meet("withdraw", *[noting] * 6)
    withdraw(council.desk, APPROVER, refs[1], "Wrong")
    council.run_to(timedelta(0))
    assert council.live() == []
    assert states(council) == [PostingState.WITHDRAWN] * 3
    marks = [text[-5:] for text in gone]
    assert marks == sorted(marks, reverse=True)
    assert set(marks) == {"(1/3)", "(2/3)", "(3/3)"}
    assert verify(council.desk.store).is_whole


def test_withdrawing_a_message_half_of_which_is_out_takes_that_down_and_sends_no_more(council: Council) -> None:
    scheduled(council)
    council.faulty["board-cy"].meet("publish", lambda call: call(), before(Unavailable()))
    council.run_to(HOUR)
    withdraw(council.desk, APPROVER, "P3", "Wrong")
    council.run_to(timedelta(minutes=30))
    assert council.live() == []
    assert states(council) == [PostingState.WITHDRAWN] * 3
    with pytest.raises(Refused):
        withdraw(council.desk, APPROVER, "P1", "Again")


def test_a_part_that_is_live_is_changed_by_itself_and_the_message_stands(council: Council) -> None:
    scheduled(council)
    council.run_to(HOUR)
    new = {
        Language.CY: Content(WELSH[1].replace("9.30yb", "10yb")),
        Language.EN: Content(ENGLISH[1].replace("9.30am", "10am")),
    }
    edit_versions(council.desk, EDITOR, "P2", new)
    drop_change(council.desk, EDITOR, "P2")
    edit_versions(council.desk, EDITOR, "P2", new)
    approve(council.desk, APPROVER, "P1")  # what waits of the message
    council.run_to(timedelta(0))
    assert states(council) == [PostingState.PUBLISHED] * 3
    assert council.texts()[2:4] == [new[Language.CY].text, new[Language.EN].text]


def test_a_part_is_never_taken_out_of_a_thread_to_be_changed(make_council: Made) -> None:
    council = make_council(Layout.THREAD, on_edit=OnEdit.REPUBLISH)
    scheduled(council)
    council.run_to(HOUR)
    new = {
        Language.CY: Content(WELSH[1].replace("9.30yb", "10yb")),
        Language.EN: Content(ENGLISH[1].replace("9.30am", "10am")),
    }
    edit_versions(council.desk, EDITOR, "P2", new)
    approve(council.desk, APPROVER, "P2")
    council.run_to(timedelta(0))
    council.run_to(timedelta(0))
    seen = council.live()
    assert [one.text for one in seen[:6]] == [text for pair in PARTS for text in pair]
    assert [one.continues for one in seen[6:]] == [seen[2].number, seen[3].number]
    assert all(one.text.endswith(text.text) for one, text in zip(seen[6:], new.values(), strict=True))
