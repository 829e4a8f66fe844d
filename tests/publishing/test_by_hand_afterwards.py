"""What is changed or taken down by hand, and an emergency by hand: both versions or neither, and never in silence."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cydbost_language import Language
from cydbost_queue.actions.approving import approve
from cydbost_queue.actions.emergency import raise_english_first
from cydbost_queue.actions.retrying import retry
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import edit_version, edit_versions
from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import Carries, Layout, OnEdit, OnHalf, Task
from cydbost_queue.telling.attempts import claim_notice, notice_sent
from cydbost_queue.telling.handing_out import hand_out_next
from cydbost_queue.telling.reach import Contact, Reach, Way
from publishing.conftest import (
    APPROVER,
    EDITOR,
    ENGLISH,
    MANAGER,
    OFFICER,
    TRANSLATOR,
    WELSH,
)
from publishing.hands import SITE, Hands, MakeHands, opened_hands

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


def change(hands: Hands, ref: str) -> None:
    edit_versions(hands.council.desk, EDITOR, ref, {Language.CY: Content(NEW_WELSH), Language.EN: Content(NEW_ENGLISH)})
    approve(hands.council.desk, APPROVER, ref)
    hands.council.worker().tick()


@pytest.mark.parametrize("policy", list(OnHalf))
def test_half_a_pair_that_cannot_be_made_whole_goes_by_the_channels_policy(
    make_hands: MakeHands, policy: OnHalf
) -> None:
    hands = make_hands(on_half=policy)
    ref = hands.released()
    hands.done(ref, "cy")
    hands.council.clock.advance(10 * MINUTE)
    hands.cannot(ref, "en")
    assert hands.state(ref) is HELD
    if policy is OnHalf.HOLD:
        assert hands.states(ref)[1] is DeliveryState.FAILED
        return
    assert hands.asked() == [("withdraw", "cy")]
    hands.gone(ref, "cy")
    assert set(hands.states(ref)) == {DeliveryState.WITHDRAWN}
    assert hands.said("delivery.moved")[-1]["alone"] == 600.0


def test_what_is_withdrawn_while_somebody_may_be_posting_it_is_asked_about(hands: Hands) -> None:
    first, second = hands.released(), hands.released()
    for ref in (first, second):
        withdraw(hands.council.desk, APPROVER, ref, "Wrong day")
    assert hands.told("hand_recall") == [("on-call", "author", "approver")] * 2
    assert all(job.is_recall for job in hands.jobs())
    with pytest.raises(Refused, match="out_or_not"):
        hands.cannot(first, "cy")
    hands.gone(first, "cy")
    assert set(hands.states(first)) == {DeliveryState.WITHDRAWN}
    hands.done(second, "cy")  # it was out already: now it has to come down
    assert [(job.ref, job.task, job.is_recall) for job in hands.jobs()] == [(second, Task.WITHDRAW, False)]
    hands.cannot(second, "cy")
    assert hands.told("delivery_stands")
    assert hands.jobs() == []
    hands.council.run_to(HOUR)
    assert hands.asked() == [("withdraw", "cy")]  # what must come down stays owed
    hands.gone(second, "cy")
    assert set(hands.states(second)) == {DeliveryState.WITHDRAWN}
    assert hands.is_sound()


def test_a_withdrawal_asks_for_the_english_first_and_keeps_the_time_that_one_stood_alone(hands: Hands) -> None:
    ref = hands.posted()
    withdraw(hands.council.desk, APPROVER, ref, "Wrong day")
    hands.council.worker().tick()
    assert hands.asked() == [("withdraw", "en"), ("withdraw", "cy")]
    assert [job.address for job in hands.jobs()] == [f"{SITE}/post/2", f"{SITE}/post/1"]
    hands.gone(ref, "en")
    hands.council.clock.advance(5 * MINUTE)
    hands.gone(ref, "cy")
    assert hands.said("delivery.moved")[-1]["alone"] == 300.0
    assert hands.is_sound()


def test_a_change_by_hand_is_made_welsh_first_and_in_both_or_neither(hands: Hands) -> None:
    ref = hands.posted()
    change(hands, ref)
    assert [(job.task, job.carries, job.text, job.address) for job in hands.jobs()] == [
        (Task.EDIT, Carries.CY, NEW_WELSH, f"{SITE}/post/1")
    ]
    hands.council.run_to(HOUR)  # nothing is changed back behind anybody's back
    assert hands.state(ref) is PostingState.CHANGING
    hands.done(ref, "cy", same_place=True)
    assert hands.asked() == [("edit", "en")]
    hands.done(ref, "en", same_place=True)
    assert hands.state(ref) is PUBLISHED
    assert hands.acts(ref).count("pair.changed") == 1
    assert hands.is_sound()


def test_a_change_that_cannot_be_made_by_hand_leaves_the_old_pair_or_brings_it_back(hands: Hands) -> None:
    ref = hands.posted()
    change(hands, ref)
    hands.cannot(ref, "cy")
    assert hands.state(ref) is PostingState.CORRECTING
    assert hands.jobs() == []
    retry(hands.council.desk, APPROVER, ref)
    hands.council.worker().tick()
    hands.done(ref, "cy", same_place=True)
    hands.cannot(ref, "en")
    (job,) = hands.jobs()
    assert (job.task, job.carries, job.text) == (Task.EDIT, Carries.CY, WELSH)  # the old words are put back
    hands.done(ref, "cy", same_place=True)
    assert hands.acts(ref).count("pair.restored") == 1
    assert hands.state(ref) is PostingState.CORRECTING
    assert hands.is_sound()


@pytest.mark.parametrize("way", [OnEdit.CORRECTION, OnEdit.REPUBLISH])
def test_where_nothing_can_be_changed_a_change_is_a_new_pair(make_hands: MakeHands, way: OnEdit) -> None:
    hands = make_hands(on_edit=way)
    ref = hands.posted()
    change(hands, ref)
    if way is OnEdit.REPUBLISH:
        assert hands.asked() == [("withdraw", "en"), ("withdraw", "cy")]
        hands.gone(ref, "en")
        hands.gone(ref, "cy")
    (job,) = hands.jobs()
    assert NEW_WELSH in job.text
    assert (f"{SITE}/post/1" in job.text) is (way is OnEdit.CORRECTION)
    hands.done(ref, "cy")
    hands.done(ref, "en")
    assert hands.state(ref) is PUBLISHED
    assert hands.is_sound()


@pytest.mark.parametrize("layout", [Layout.PAIRED_ACCOUNTS, Layout.COMBINED])
def test_an_emergency_goes_english_first_by_hand_and_its_welsh_follows(make_hands: MakeHands, layout: Layout) -> None:
    hands = make_hands(layout)
    council = hands.council
    english = "Flood warning. The river is rising quickly near the bridge. Leave the riverside now."
    welsh = "Rhybudd llifogydd. Mae'r afon yn codi'n gyflym ger y bont. Gadewch lan yr afon nawr."
    ref = raise_english_first(
        council.desk, OFFICER, label="Llifogydd", english=Content(english), category="flooding",
        reason="Nobody who has Welsh can be reached", channels=["board"], authoriser=MANAGER,
    )  # fmt: skip
    council.worker().tick()
    (job,) = hands.jobs()
    assert job.is_emergency
    assert job.text.startswith("Neges frys.")
    assert hands.told("hand_emergency") == [("on-call", "author", "approver")]  # which may wake somebody
    council.run_to(10 * MINUTE)
    assert len(hands.told("hand_emergency")) == 2  # sooner than for what is no emergency
    hands.done(ref, "en")
    edit_version(council.desk, TRANSLATOR, ref, Language.CY, Content(welsh))
    approve(council.desk, MANAGER, ref)
    council.worker().tick()
    (job,) = hands.jobs()
    assert job.due_at == show_posting(council.desk, ref).exception.due_at  # type: ignore[union-attr]  # it is one
    if layout is Layout.PAIRED_ACCOUNTS:
        hands.done(ref, "cy")
    (job,) = hands.jobs()
    assert (job.task, job.text) == (Task.EDIT, f"{welsh}\n\n---\n\n{english}" if layout is Layout.COMBINED else english)
    hands.done(ref, "en", same_place=True)
    assert hands.state(ref) is PUBLISHED
    assert not show_posting(council.desk, ref).exception.is_late  # type: ignore[union-attr]  # it is one
    assert hands.is_sound()


def test_a_notice_of_what_was_done_meanwhile_is_not_brought(hands: Hands) -> None:
    council = hands.council
    contacts = {"editor": Contact(frozenset({"author"}), (Way("e-mail"),))}
    council.desk = replace(council.desk, rules=replace(council.desk.rules, reach=Reach(contacts, {})))
    ref = hands.released()
    hands.done(ref, "cy")  # before anybody was told of it
    while hand_out_next(council.desk):
        pass
    brought = []
    while (claim := claim_notice(council.desk, "test")) is not None:
        brought.append((claim.notice.code, claim.notice.facts["carries"]))
        assert notice_sent(council.desk, claim)
    assert brought == [("hand_publish", "en")]
    assert hands.acts(ref).count("notice.not-needed") == 1
