"""Sessions and keys: what lets somebody in is kept nowhere, ends when it should, and is nobody else's to end."""

from datetime import timedelta

import pytest
from sqlmodel import select

from cydbost_queue.actions.api_keys import find_key, make_key, revoke_key
from cydbost_queue.actions.people import disable
from cydbost_queue.actions.sessions import (
    Lengths,
    begin_session,
    begin_sign_in,
    end_other_sessions,
    end_session,
    find_session,
    prove_again,
    sign_in_under_way,
    take_sign_in,
)
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Actor, Right, Role
from cydbost_queue.queries.people import keys_of, sessions_of
from cydbost_queue.queries.record import entries
from cydbost_queue.tables import ApiKey, Way, WebSession
from office.office_rig import House

EDITOR = Actor("comms-editor", frozenset({Role.AUTHOR}))
TRANSLATOR = Actor("translator", frozenset({Role.TRANSLATOR}))
ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LENGTHS = Lengths(idle=2 * HOUR, longest=12 * HOUR)


def begun(house: House, actor: Actor = EDITOR) -> str:
    return begin_session(house.council.desk, actor, way=Way.TOTP, device="Firefox", lengths=LENGTHS)


def holder(house: House, token: str) -> str | None:
    found = find_session(house.council.desk, token, house.council.clock.now(), LENGTHS)
    return found.person if found else None


def number(house: House, token: str) -> int:
    found = find_session(house.council.desk, token, house.council.clock.now(), LENGTHS)
    assert found is not None
    return found.id


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_session_lasts_while_it_is_used_and_no_longer_than_the_day(house: House) -> None:
    token = begun(house)
    for _hour in range(11):
        house.council.clock.advance(HOUR)
        assert holder(house, token) == EDITOR.name
    house.council.clock.advance(HOUR)
    assert holder(house, token) is None
    assert holder(house, "no such token") is None


def test_a_session_that_nobody_uses_ends(house: House) -> None:
    token = begun(house)
    house.council.clock.advance(2 * HOUR)
    assert holder(house, token) is None
    assert sessions_of(house.council.desk, EDITOR.name) == []


def test_only_the_hash_of_a_token_is_kept(house: House) -> None:
    token = begun(house)
    with house.council.desk.store.reading() as session:
        row = session.exec(select(WebSession)).one()
    assert token not in str(row.model_dump())
    assert "token_hash" not in repr(row)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_further_proof_gives_a_new_token_and_voids_the_old_one(house: House) -> None:
    token, other = begun(house), begun(house, TRANSLATOR)
    with pytest.raises(NotFound):
        prove_again(house.council.desk, EDITOR, other)
    house.council.clock.advance(MINUTE)
    fresh = prove_again(house.council.desk, EDITOR, token)
    assert (holder(house, token), holder(house, fresh)) == (None, EDITOR.name)
    found = find_session(house.council.desk, fresh, house.council.clock.now(), LENGTHS)
    assert found is not None
    assert found.proved_at == house.council.clock.now()


def test_nobody_ends_another_persons_session_but_who_looks_after_people(house: House) -> None:
    desk, token = house.council.desk, begun(house)
    for wrong in (number(house, token), 999):
        with pytest.raises(NotFound, match="no_session"):
            end_session(desk, TRANSLATOR, wrong)
    assert holder(house, token) == EDITOR.name
    end_session(desk, ADMINISTRATOR, number(house, token))
    assert holder(house, token) is None
    one, two = begun(house), begun(house)
    assert end_other_sessions(desk, EDITOR, number(house, two)) == 1
    assert (holder(house, one), holder(house, two)) == (None, EDITOR.name)
    end_session(desk, EDITOR, number(house, two))
    assert holder(house, two) is None


def test_whoever_is_shut_out_has_no_session_left(house: House) -> None:
    tokens = [begun(house), begun(house)]
    disable(house.council.desk, ADMINISTRATOR, EDITOR.name)
    assert [holder(house, token) for token in tokens] == [None, None]
    ended = [entry.data for entry in entries(house.council.desk, subject="people") if entry.act == "session.ended"]
    assert [entry["number"] for entry in ended] == [2]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_sign_in_under_way_is_looked_at_a_few_times_and_taken_once(house: House) -> None:
    desk, now = house.council.desk, house.council.clock.now()
    token = begin_sign_in(desk, EDITOR.name, {"next": "/inbox"}, now)
    found = [sign_in_under_way(desk, token) for _time in range(7)]
    assert [one is not None for one in found] == [True] * 5 + [False] * 2
    token = begin_sign_in(desk, None, {"state": "x"}, now)
    assert [take_sign_in(desk, token) is not None for _time in range(2)] == [True, False]
    token = begin_sign_in(desk, EDITOR.name, {}, now)
    house.council.clock.advance(10 * MINUTE)
    assert take_sign_in(desk, token) is None


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_key_carries_the_rights_it_was_made_for_until_its_day(house: House) -> None:
    desk, now = house.council.desk, house.council.clock.now()
    ref, key = make_key(desk, EDITOR, "Plan y mis", frozenset({Right.READ, Right.WRITE}), now + 30 * 24 * HOUR)
    found = find_key(desk, key, now)
    assert found is not None
    assert (found.person, found.scopes) == (EDITOR.name, frozenset({Right.READ, Right.WRITE}))
    (view,) = keys_of(desk, EDITOR.name)
    assert (view.ref, view.label, view.used_at) == (ref, "Plan y mis", now)
    with desk.store.reading() as session:
        assert key not in str(session.exec(select(ApiKey)).one().model_dump())
    assert find_key(desk, f"{key}x", now) is None
    assert find_key(desk, key.removeprefix("cydbost_"), now) is None
    assert find_key(desk, key, now + 30 * 24 * HOUR) is None
    scoped = Actor(EDITOR.name, EDITOR.roles, scopes=found.scopes)
    with pytest.raises(Denied, match="out_of_scope"):
        scoped.require(Right.ANSWER)
    with pytest.raises(Denied, match="not_by_key"):
        make_key(desk, scoped, "another", frozenset({Right.READ}), now + HOUR)


def test_a_key_is_made_for_ones_own_rights_alone_and_taken_back_at_once(house: House) -> None:
    desk, now = house.council.desk, house.council.clock.now()
    for scopes, until, error in (
        ({Right.APPROVE}, HOUR, Denied),
        ({Right.RUN_PEOPLE}, HOUR, Denied),
        (set(), HOUR, Refused),
        ({Right.READ}, -HOUR, Refused),
        ({Right.READ}, timedelta(days=367), Refused),
    ):
        with pytest.raises(error):
            make_key(desk, EDITOR, "x", frozenset(scopes), now + until)
    with pytest.raises(Denied, match="not_by_key"):
        make_key(desk, ADMINISTRATOR, "x", frozenset({Right.RUN_PEOPLE}), now + HOUR)
    _ref, key = make_key(desk, EDITOR, "x", frozenset({Right.READ}), now + HOUR)
    (view,) = keys_of(desk, EDITOR.name)
    with pytest.raises(NotFound):
        revoke_key(desk, TRANSLATOR, view.id)
    revoke_key(desk, EDITOR, view.id)
    assert find_key(desk, key, now) is None
    assert [entry.act for entry in entries(desk, subject="people")] == ["key.made", "key.revoked"]
