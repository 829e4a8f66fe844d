"""Moving a posting on the calendar, importing a plan that waits exactly once, and keys to the plan's feed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.feed_keys import MOST_KEYS, make_feed_key, revoke_feed_key
from cydbost_queue.actions.importing import Planned
from cydbost_queue.actions.replanning import Seen, move_slot
from cydbost_queue.actions.staging import KEPT_FOR, drop_staged, import_staged, stage_plan
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, GateClosed, NotFound, Refused
from cydbost_queue.queries.feed_keys import feed_keys_of, holder_of_feed_key
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.queries.staged import list_staged, show_staged
from cydbost_queue.record import Tag
from cydbost_queue.record.verify import verify
from cydbost_queue.states import PostingState
from cydbost_queue.tables import FeedKey
from publishing.conftest import APPROVER, EDITOR, ENGLISH, LANGUAGE_OFFICER, START, TRANSLATOR, WELSH, Council

HOUR = timedelta(hours=1)


def test_a_draft_keeps_its_new_time_as_a_wish_and_gives_it_up_again(council: Council) -> None:
    ref = council.add(slot=START + HOUR)
    moved = move_slot(council.desk, EDITOR, ref, START + 3 * HOUR, seen=Seen(START + HOUR))
    assert (moved.before, moved.slot, moved.state) == (START + HOUR, START + 3 * HOUR, PostingState.DRAFT)
    assert moved.verdict is not None
    assert not moved.verdict.is_open
    back = move_slot(council.desk, EDITOR, ref, None, seen=Seen(START + 3 * HOUR))
    assert (back.slot, show_posting(council.desk, ref).line.slot) == (None, None)


def test_what_is_approved_moves_and_moves_back_and_is_scheduled_at_both_times(council: Council) -> None:
    ref = council.scheduled()
    for slot in (START + 5 * HOUR, START + HOUR):
        assert move_slot(council.desk, EDITOR, ref, slot).state is PostingState.SCHEDULED
        assert show_posting(council.desk, ref).line.slot == slot
    assert verify(council.desk.store).is_whole


def test_what_is_approved_waits_as_a_draft_beside_another_and_is_scheduled_again_when_it_moves_away(
    council: Council,
) -> None:
    council.scheduled(after=3 * HOUR)
    desk = replace(council.desk, rules=replace(council.desk.rules, near_time=HOUR))
    ref = council.add(cy="Mae’r pwll nofio ar agor eto.", en="The swimming pool is open again.", slot=START + HOUR)
    approve(council.desk, APPROVER, ref)
    near = move_slot(desk, EDITOR, ref, START + 3 * HOUR + timedelta(minutes=2))
    assert near.state is PostingState.DRAFT
    assert near.verdict is not None
    assert [one.finding.check for one in near.verdict.obstacles if one.finding] == ["near"]
    assert move_slot(desk, EDITOR, ref, START + HOUR).state is PostingState.SCHEDULED


def test_a_move_from_a_time_that_is_no_longer_the_posting_s_is_refused(council: Council) -> None:
    ref = council.add(slot=START + HOUR)
    move_slot(council.desk, EDITOR, ref, START + 2 * HOUR)
    with pytest.raises(Refused, match="moved_meanwhile"):
        move_slot(council.desk, APPROVER, ref, START + 5 * HOUR, seen=Seen(START + HOUR))
    with pytest.raises(Refused, match="slot_past"):
        move_slot(council.desk, EDITOR, ref, START - HOUR)
    with pytest.raises(Denied):
        move_slot(council.desk, TRANSLATOR, ref, START + 5 * HOUR)
    assert show_posting(council.desk, ref).line.slot == START + 2 * HOUR


def test_what_is_held_for_its_words_does_not_move_past_the_gate(council: Council) -> None:
    ref = council.scheduled()
    council.run_to(timedelta(minutes=50))
    edit_version(council.desk, EDITOR, ref, Language.EN, Content(ENGLISH + " All welcome."))
    council.run_to(HOUR)
    assert show_posting(council.desk, ref).line.state is PostingState.HELD
    with pytest.raises(GateClosed):
        move_slot(council.desk, EDITOR, ref, council.clock.now() + HOUR)


def planned() -> list[Planned]:
    contents = {Language.CY: Content(WELSH), Language.EN: Content(ENGLISH)}
    return [Planned(f"Rhes {number}", ("board",), contents, START + number * HOUR) for number in (1, 2)]


def test_a_plan_that_waits_is_imported_once_however_often_it_is_asked_for(council: Council) -> None:
    number = stage_plan(council.desk, EDITOR, "mis.csv", [{"label": "Rhes"}], {})
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(import_staged, council.desk, EDITOR, number, planned) for _ in range(4)]
        found = {tuple(one.result()) for one in asked}
    assert len(found) == 1
    assert sorted(line.ref for line in list_postings(council.desk)) == sorted(found.pop())
    assert show_staged(council.desk, EDITOR.name, number).imported_at == START
    drop_staged(council.desk, EDITOR, number)
    assert show_staged(council.desk, EDITOR.name, number).refs


def test_a_plan_of_which_a_row_is_refused_imports_nothing_and_waits_on(council: Council) -> None:
    number = stage_plan(council.desk, EDITOR, "mis.csv", [], {})
    faulty: Callable[[], list[Planned]] = lambda: [*planned(), Planned("Hwyr", ("board",), {}, START - HOUR)]  # noqa: E731 - one row more
    with pytest.raises(Refused):
        import_staged(council.desk, EDITOR, number, faulty)
    assert list_postings(council.desk) == []
    assert [one.number for one in list_staged(council.desk, EDITOR.name)] == [number]


def test_a_plan_is_seen_and_decided_about_by_its_own_person_alone_and_for_a_week(council: Council) -> None:
    number = stage_plan(council.desk, EDITOR, "mis.csv", [], {})
    with pytest.raises(NotFound):
        show_staged(council.desk, TRANSLATOR.name, number)
    with pytest.raises(NotFound):
        import_staged(council.desk, TRANSLATOR, number, planned)
    with pytest.raises(Denied):
        stage_plan(council.desk, LANGUAGE_OFFICER, "mis.csv", [], {})
    council.clock.advance(KEPT_FOR + HOUR)
    stage_plan(council.desk, TRANSLATOR, "arall.csv", [], {})
    assert list_staged(council.desk, EDITOR.name) == []


def test_a_feed_key_opens_the_feed_until_it_is_taken_back_and_is_kept_nowhere(council: Council) -> None:
    key = make_feed_key(council.desk, LANGUAGE_OFFICER, Language.CY)
    holder = holder_of_feed_key(council.desk, key)
    assert holder is not None
    assert (holder.person, holder.language) == (LANGUAGE_OFFICER.name, Language.CY)
    with council.desk.store.reading() as session:
        assert key not in str(session.exec(select(FeedKey).where(col(FeedKey.id) == holder.number)).one())
    assert all(key not in str(entry) for entry in entries(council.desk))
    with pytest.raises(NotFound):
        revoke_feed_key(council.desk, EDITOR, holder.number)
    for _again in range(2):
        revoke_feed_key(council.desk, LANGUAGE_OFFICER, holder.number)
    assert holder_of_feed_key(council.desk, key) is None
    assert feed_keys_of(council.desk, LANGUAGE_OFFICER.name) == []
    tags = [entry.act for entry in entries(council.desk) if entry.subject == f"feed:{holder.number}"]
    assert tags == [Tag.FEED_KEY_MADE, Tag.FEED_KEY_REVOKED]


def test_a_person_has_no_more_keys_than_calendar_programs(council: Council) -> None:
    for _key in range(MOST_KEYS):
        make_feed_key(council.desk, EDITOR, Language.EN)
    with pytest.raises(Refused, match="feed_keys_many"):
        make_feed_key(council.desk, EDITOR, Language.EN)
    assert len(feed_keys_of(council.desk, EDITOR.name)) == MOST_KEYS
