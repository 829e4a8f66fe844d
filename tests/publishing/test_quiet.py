"""A quiet period holds ordinary postings and never sends them afterwards; emergencies and what is exempt go out."""

from datetime import timedelta
from typing import Any

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.quieting import begin_quiet, end_quiet, exempt
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, GateClosed, NotFound, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.quiet import list_quiet, quiet_at_slot, show_quiet
from cydbost_queue.queries.record import entries
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason, QuietKind
from publishing.conftest import (
    ADMINISTRATOR,
    APPROVER,
    EDITOR,
    ENGLISH,
    LANGUAGE_OFFICER,
    MANAGER,
    OFFICER,
    WELSH,
    Council,
)

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def mourning(council: Council, *, actor: Actor = OFFICER, **more: Any) -> str:
    return begin_quiet(
        council.desk,
        actor,
        kind=QuietKind.MOURNING,
        name="Galar cenedlaethol",
        reason="The death was announced",
        **more,
    )


def state(council: Council, ref: str) -> tuple[PostingState, HeldReason | None]:
    line = show_posting(council.desk, ref).line
    return line.state, line.held_reason


def test_mourning_starts_at_once_and_holds_what_is_due(council: Council) -> None:
    ref = council.scheduled()
    quiet = mourning(council)
    council.run_to(HOUR)
    assert state(council, ref) == (PostingState.HELD, HeldReason.QUIET)
    assert council.texts() == []
    view = show_quiet(council.desk, quiet)
    assert [(one.ref, one.state) for one in view.held] == [(ref, PostingState.HELD)]
    assert (view.is_now, view.waiting, view.reason) == (True, 1, "The death was announced")


def test_what_was_held_never_goes_out_by_itself_afterwards(council: Council) -> None:
    ref = council.scheduled()
    quiet = mourning(council)
    council.run_to(HOUR)
    end_quiet(council.desk, OFFICER, quiet)
    council.run_to(MINUTE)
    council.run_to(24 * HOUR)
    assert council.texts() == []
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(HOUR)
    assert council.texts() == [WELSH, ENGLISH]
    view = show_quiet(council.desk, quiet)
    assert (len(view.held), view.waiting) == (1, 0)
    assert verify(council.desk.store).is_whole


def test_a_slot_in_the_period_is_held_even_where_the_worker_comes_after_its_end(council: Council) -> None:
    ref = council.scheduled()
    now = council.clock.now()
    mourning(council, begins=now + HOUR - MINUTE, ends=now + HOUR + MINUTE)
    council.run_to(HOUR + 10 * MINUTE)
    assert state(council, ref) == (PostingState.HELD, HeldReason.QUIET)


def test_what_is_due_before_or_after_a_planned_period_goes_out(council: Council) -> None:
    now = council.clock.now()
    quiet = mourning(council, begins=now + 2 * HOUR, ends=now + 4 * HOUR)
    council.scheduled()
    council.scheduled(after=4 * HOUR)
    council.run_to(HOUR)
    assert not show_quiet(council.desk, quiet).is_now
    council.run_to(3 * HOUR)
    assert council.texts() == [WELSH, ENGLISH] * 2


def test_only_the_channels_that_are_named_are_quiet(council: Council) -> None:
    with pytest.raises(NotFound, match="no_channel"):
        mourning(council, channels=["elsewhere"])
    quiet = mourning(council, channels=["board"])
    ref = council.scheduled()
    assert quiet_at_slot(council.desk, ref) is not None
    council.run_to(HOUR)
    assert state(council, ref)[0] is PostingState.HELD
    assert show_quiet(council.desk, quiet).channels == ("board",)


def test_an_emergency_goes_out_at_once(council: Council) -> None:
    mourning(council)
    raise_english_first(
        council.desk,
        OFFICER,
        label="Llifogydd",
        english=Content(ENGLISH),
        category="flooding",
        reason="Nobody to be reached",
        channels=["board"],
        authoriser=MANAGER,
    )
    council.run_to(MINUTE)
    assert len(council.texts()) == 1
    edit_version(council.desk, EDITOR, "P1", Language.CY, Content(WELSH))
    approve(council.desk, APPROVER, "P1")
    council.run_to(MINUTE)
    assert WELSH in council.texts()


def test_one_posting_is_let_through_in_these_very_words_only(council: Council) -> None:
    mourning(council)
    ref = council.scheduled()
    exempt(council.desk, APPROVER, ref, "The book of condolence opens")
    assert quiet_at_slot(council.desk, ref) is None
    other = council.scheduled()
    exempt(council.desk, APPROVER, other, "The book of condolence opens")
    edit_version(council.desk, EDITOR, other, Language.EN, Content(ENGLISH + " Thank you."))
    edit_version(council.desk, EDITOR, other, Language.CY, Content(WELSH + " Diolch."))
    approve(council.desk, APPROVER, other)
    council.run_to(HOUR)
    assert council.texts() == [WELSH, ENGLISH]
    assert state(council, other) == (PostingState.HELD, HeldReason.QUIET)


def test_nobody_exempts_their_own_words_nor_half_a_pair_nor_what_is_out(council: Council) -> None:
    both = Actor("writing-manager", frozenset({Role.AUTHOR, Role.APPROVER}))
    ref = council.add()
    edit_version(council.desk, both, ref, Language.EN, Content(ENGLISH + " Thank you."))
    with pytest.raises(Denied, match="own_text"):
        exempt(council.desk, both, ref, "Mine")
    with pytest.raises(GateClosed):
        exempt(council.desk, APPROVER, council.add(cy=None), "Half")
    out = council.scheduled()
    council.run_to(HOUR)
    with pytest.raises(Refused, match="already_released"):
        exempt(council.desk, APPROVER, out, "Late")


def test_only_some_roles_begin_end_and_exempt(council: Council) -> None:
    quiet = mourning(council, actor=APPROVER)
    ref = council.scheduled()
    for actor in (EDITOR, LANGUAGE_OFFICER, ADMINISTRATOR):
        with pytest.raises(Denied):
            mourning(council, actor=actor)
        with pytest.raises(Denied):
            end_quiet(council.desk, actor, quiet)
    for actor in (EDITOR, OFFICER, LANGUAGE_OFFICER, ADMINISTRATOR):
        with pytest.raises(Denied):
            exempt(council.desk, actor, ref, "Let it")


def test_times_that_make_no_period_are_refused(council: Council) -> None:
    now = council.clock.now()
    cases: list[tuple[dict[str, Any], str]] = [
        ({"begins": now - HOUR}, "slot_past"),
        ({"ends": now}, "quiet_ends_first"),
        ({"begins": now + HOUR, "ends": now + HOUR}, "quiet_ends_first"),
    ]
    for times, code in cases:
        with pytest.raises(Refused, match=code):
            mourning(council, **times)
    quiet = mourning(council, begins=now + HOUR)
    with pytest.raises(Refused, match="quiet_ends_first"):
        end_quiet(council.desk, OFFICER, quiet, at=now + HOUR)
    with pytest.raises(Refused, match="slot_past"):
        end_quiet(council.desk, OFFICER, quiet, at=now - HOUR)
    end_quiet(council.desk, OFFICER, quiet)  # before it began: it never was
    with pytest.raises(Refused, match="quiet_over"):
        end_quiet(council.desk, OFFICER, quiet)
    with pytest.raises(NotFound, match="no_quiet"):
        end_quiet(council.desk, OFFICER, "Q9")


def test_each_act_leaves_its_entry(council: Council) -> None:
    ref = council.scheduled()
    quiet = mourning(council)
    council.run_to(HOUR)
    end_quiet(council.desk, OFFICER, quiet)
    exempt(council.desk, APPROVER, ref, "The book of condolence opens")
    assert [entry.act for entry in entries(council.desk, subject="quiet:1")] == ["quiet.begun", "quiet.ended"]
    acts = {entry.act for entry in entries(council.desk, subject=f"posting:{ref[1:]}")}
    assert {"quiet.held", "posting.exempted"} <= acts
    assert [view.ended_by for view in list_quiet(council.desk)] == [OFFICER.name]
