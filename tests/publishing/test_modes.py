"""A channel's mode: nothing new goes where it is off, nothing but emergencies where it is kept for them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cydbost_connectors import Dated, Unavailable
from cydbost_language import Language
from cydbost_queue.actions.answering import answer
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.channels import set_channels
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.queries.comments import list_comments
from cydbost_queue.queries.dead_letters import show_dead_letter
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.record import entries
from cydbost_queue.record import Tag
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Layout, Mode
from cydbost_queue.watching import Watch
from publishing.conftest import APPROVER, EDITOR, ENGLISH, MANAGER, OFFICER, WELSH, Council, declared
from publishing.faults import before
from publishing.rescue import HOUR, MINUTE, state

QUESTION = "Pryd fydd y llyfrgell yn ailagor os gwelwch yn dda?"
NEWER = {
    Language.CY: Content(WELSH.replace("9.30", "9.45")),
    Language.EN: Content(ENGLISH.replace("9.30", "9.45")),
}


def switch(council: Council, mode: Mode, layout: Layout = Layout.PAIRED_ACCOUNTS) -> None:
    set_channels(council.desk, [replace(declared(layout), mode=mode)])


def emergency(council: Council) -> str:
    return raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )


def test_a_change_of_mode_leaves_an_entry_and_no_change_leaves_none(council: Council) -> None:
    for mode in (Mode.OFF, Mode.OFF, Mode.EMERGENCY_ONLY):
        switch(council, mode)
    said = [entry.data["mode"] for entry in entries(council.desk, subject="settings") if entry.act == Tag.CHANNEL_SET]
    assert said == ["full", "off", "emergency-only"]


@pytest.mark.parametrize(
    ("mode", "code"), [(Mode.OFF, "switched_off"), (Mode.EMERGENCY_ONLY, "emergencies_only")], ids=str
)
def test_nothing_ordinary_is_given_a_time_on_a_channel_that_does_not_take_it(
    council: Council, mode: Mode, code: str
) -> None:
    ready, already = council.add(), council.scheduled()
    approve(council.desk, APPROVER, ready)
    switch(council, mode)
    slot = council.clock.now() + HOUR
    with pytest.raises(Refused, match=code):
        schedule(council.desk, EDITOR, ready, slot)
    with pytest.raises(Refused, match=code):
        add_posting(council.desk, EDITOR, label="Arall", channels=["board"], contents={}, slot=slot)
    council.run_to(HOUR - 10 * MINUTE)
    assert {notice.facts["error"] for notice in notices(council.desk)} == {code}
    council.run_to(10 * MINUTE)
    assert (state(council, already), council.texts()) == (PostingState.HELD, [])
    assert {one.error for one in show_dead_letter(council.desk, already).troubles} == {code, "twin_refused"}
    switch(council, Mode.FULL)
    schedule(council.desk, EDITOR, already, council.clock.now() + MINUTE)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]


def test_a_channel_for_emergencies_takes_them_and_answers_and_changes_what_stands(council: Council) -> None:
    live = council.scheduled()
    council.run_to(HOUR)
    switch(council, Mode.EMERGENCY_ONLY)
    emergency(council)
    edit_versions(council.desk, EDITOR, live, NEWER)
    approve(council.desk, APPROVER, live)
    council.board.add_comment(council.live()[0].number, text=QUESTION)
    council.run_to(MINUTE)
    (comment,) = list_comments(council.desk)
    answer(council.desk, EDITOR, comment.ref, {Language.CY: "Bydd yn ailagor am 9.45yb ddydd Mawrth. Diolch."})
    council.run_to(MINUTE)
    assert [text for text in council.texts() if "9.45" in text] == [content.text for content in NEWER.values()]
    assert len(council.live()) == 3
    assert list_comments(council.desk)[0].replies[0].live_at is not None


def test_where_a_channel_is_off_nothing_is_sent_changed_or_read_and_no_emergency_is_begun(council: Council) -> None:
    live = council.scheduled()
    council.run_to(HOUR)
    council.board.add_comment(council.live()[0].number, text=QUESTION)
    switch(council, Mode.OFF)
    with pytest.raises(Refused, match="switched_off"):
        emergency(council)
    edit_versions(council.desk, EDITOR, live, NEWER)
    approve(council.desk, APPROVER, live)
    council.run_to(MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
    assert (state(council, live), list_comments(council.desk)) == (PostingState.CORRECTING, [])
    withdraw(council.desk, APPROVER, live, "Wrong")
    council.run_to(MINUTE)
    assert council.texts() == []


@pytest.mark.parametrize("layout", [Layout.PAIRED_ACCOUNTS, Layout.COMBINED])
def test_what_was_begun_is_finished_although_its_channel_was_switched_off(
    make_council: Callable[..., Council], layout: Layout
) -> None:
    council = make_council(layout)
    ref = council.scheduled()
    other = council.scheduled()
    if layout is Layout.PAIRED_ACCOUNTS:
        council.faulty["board-en"].meet("publish", *[before(Unavailable("down"))] * 2)
        council.run_to(HOUR)
        assert council.texts() == [WELSH, WELSH]
        switch(council, Mode.OFF, layout)
        council.run_to(MINUTE)
        assert [state(council, one) for one in (ref, other)] == [PostingState.PUBLISHED] * 2
        return
    switch(council, Mode.OFF, layout)
    council.run_to(HOUR)
    assert [state(council, one) for one in (ref, other)] == [PostingState.HELD] * 2
    assert council.texts() == []


def test_an_administrator_is_told_once_of_each_thing_known_of_a_platform_that_grows_old(council: Council) -> None:
    source, today = "https://platform.test", council.clock.now().date()
    known = (
        Dated("limits", source, today),
        Dated("API v1", source, today, ends_on=today + timedelta(days=60)),
        Dated("prices", source, date(2025, 5, 1)),
    )
    council.desk = Desk(council.desk.store, council.clock, replace(council.desk.rules, known={"board": known}))
    for _ in range(3):
        Watch(council.desk, council.connectors, "worker").look()
        council.clock.advance(2 * HOUR)
    told = [notice.facts for notice in notices(council.desk) if notice.code == "platform_ageing"]
    assert sorted((facts["what"], facts["age"]) for facts in told) == [("API v1", "ending"), ("prices", "old")]
    council.clock.advance(timedelta(days=60))
    Watch(council.desk, council.connectors, "worker").look()
    told = [notice.facts for notice in notices(council.desk) if notice.code == "platform_ageing"]
    assert sorted(facts["age"] for facts in told) == ["ended", "ending", "old"]
