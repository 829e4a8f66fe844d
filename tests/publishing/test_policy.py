"""Who may do what, and where things may go: small tables, checked whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_connectors import ConnectorError
from cydbost_queue.errors import Denied, IllegalMove
from cydbost_queue.policy import RIGHTS, SYSTEM, Actor, Right, Role
from cydbost_queue.sending.backoff import LONGEST, wait_after
from cydbost_queue.states import (
    DELIVERY_MOVES,
    POSTING_MOVES,
    DeliveryState,
    PostingState,
    require_delivery_move,
    require_posting_move,
)

PEOPLE = [role for role in Role if role is not Role.SYSTEM]


@pytest.mark.parametrize("right", list(Right))
def test_every_right_is_given_to_somebody_and_denied_to_everybody_else(right: Right) -> None:
    assert RIGHTS[right]
    for role in PEOPLE:
        assert Actor("x", frozenset({role})).may(right) is (role in RIGHTS[right])


@pytest.mark.parametrize("right", list(Right))
def test_a_person_without_a_role_may_do_nothing(right: Right) -> None:
    with pytest.raises(Denied) as refusal:
        Actor("x", frozenset()).require(right)
    assert refusal.value.facts["roles"]


def test_a_right_that_no_rule_speaks_of_is_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(RIGHTS, Right.APPROVE)
    assert not any(Actor("x", frozenset({role})).may(Right.APPROVE) for role in PEOPLE)


def test_the_language_officer_reads_everything_and_posts_nothing() -> None:
    officer = Actor("x", frozenset({Role.LANGUAGE_OFFICER}))
    assert officer.may(Right.READ)
    assert not any(officer.may(right) for right in (Right.WRITE, Right.APPROVE, Right.SCHEDULE, Right.RAISE_EMERGENCY))


def test_the_system_itself_may_do_what_its_own_code_asks() -> None:
    assert all(SYSTEM.may(right) for right in Right)


@given(st.sampled_from(PostingState), st.sampled_from(PostingState))
def test_a_posting_moves_only_along_the_table(now: PostingState, to: PostingState) -> None:
    if to in POSTING_MOVES[now]:
        require_posting_move(now, to)
    else:
        with pytest.raises(IllegalMove):
            require_posting_move(now, to)


@given(st.sampled_from(DeliveryState), st.sampled_from(DeliveryState))
def test_a_delivery_moves_only_along_the_table(now: DeliveryState, to: DeliveryState) -> None:
    if to in DELIVERY_MOVES[now]:
        require_delivery_move(now, to)
    else:
        with pytest.raises(IllegalMove):
            require_delivery_move(now, to)


def test_withdrawn_is_the_end() -> None:
    assert POSTING_MOVES[PostingState.WITHDRAWN] == frozenset()
    assert DELIVERY_MOVES[DeliveryState.WITHDRAWN] == frozenset()


def test_what_was_sent_is_never_simply_sent_again() -> None:
    assert DeliveryState.SENDING not in DELIVERY_MOVES[DeliveryState.UNKNOWN]
    assert not DELIVERY_MOVES[DeliveryState.SENT] & {DeliveryState.SENDING, DeliveryState.RETRY}


@given(st.integers(0, 10_000))
def test_waiting_grows_and_has_an_end(attempts: int) -> None:
    assert wait_after(attempts) <= wait_after(attempts + 1) <= LONGEST


@given(st.integers(0, 10_000), st.floats(0, 86_400))
def test_the_platforms_own_wish_goes_before_ours(attempts: int, seconds: float) -> None:
    assert wait_after(attempts, ConnectorError(retry_after=seconds)).total_seconds() == pytest.approx(seconds, abs=1e-6)
