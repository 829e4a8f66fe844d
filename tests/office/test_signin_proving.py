"""Proving who one is: what is kept of a secret, what is counted, and what is the same for a name that nobody has."""

import runpy
from datetime import timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel, col, select

from cydbost_queue.actions.passwords import (
    accept_invitation,
    change_password,
    find_invitation,
    invite,
    renew_recovery_codes,
    set_app,
)
from cydbost_queue.actions.people import disable, enable
from cydbost_queue.actions.proving import check_code, check_password, check_recovery_code
from cydbost_queue.errors import NotFound, Refused, StoreError
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.people import logins
from cydbost_queue.queries.record import entries
from cydbost_queue.resealing import discard_shut, look_over, reseal
from cydbost_queue.seal import NoSeal
from cydbost_queue.sealing import new_key, seal_of
from cydbost_queue.signing_in import passwords
from cydbost_queue.signing_in.codes import new_secret, recovery_hash, step_of
from cydbost_queue.signing_in.passwords import hash_password, is_password, require_good_password
from cydbost_queue.tables import Login, SignIn
from office.office_rig import House
from publishing.conftest import START

PASSWORD = "tegell glas ar y bwrdd"
OTHER = "ceffyl gwyn mewn coeden"
SEAL = seal_of(new_key())
EDITOR = Actor("comms-editor", frozenset({Role.AUTHOR}))
ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))
MINUTE = timedelta(minutes=1)


def given_a_password(house: House, actor: Actor = EDITOR, password: str = PASSWORD) -> None:
    token = invite(house.council.desk, ADMINISTRATOR, actor.name)
    accept_invitation(house.council.desk, actor, token, password)


def given_an_app(house: House, actor: Actor = EDITOR) -> tuple[pyotp.TOTP, list[str]]:
    secret = new_secret()
    app = pyotp.TOTP(secret)
    codes = set_app(house.council.desk, actor, SEAL, secret, code_now(house, app))
    house.council.clock.advance(MINUTE)
    return app, codes


def code_now(house: House, app: pyotp.TOTP) -> str:
    return str(app.at(house.council.clock.now()))


def is_let_in(house: House, password: str = PASSWORD, name: str = EDITOR.name) -> bool:
    return check_password(house.council.desk, name, password, is_known=True)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_invited_person_chooses_a_password_once_and_comes_in_with_it(house: House) -> None:
    desk = house.council.desk
    first, token = invite(desk, ADMINISTRATOR, EDITOR.name), invite(desk, ADMINISTRATOR, EDITOR.name)
    assert find_invitation(desk, first, desk.clock.now()) is None
    found = find_invitation(desk, token, desk.clock.now())
    assert found is not None
    assert found.person == EDITOR.name
    with pytest.raises(NotFound):
        accept_invitation(desk, ADMINISTRATOR, token, PASSWORD)
    with pytest.raises(Refused):
        accept_invitation(desk, EDITOR, token, "short")
    accept_invitation(desk, EDITOR, token, PASSWORD)
    with pytest.raises(NotFound):
        accept_invitation(desk, EDITOR, token, OTHER)
    assert is_let_in(house)
    assert not is_let_in(house, OTHER)
    assert [entry.act for entry in entries(desk, subject="people")] == ["person.invited"] * 2 + ["password.set"]


def test_an_invitation_runs_out(house: House) -> None:
    token = invite(house.council.desk, ADMINISTRATOR, EDITOR.name)
    house.council.clock.advance(timedelta(days=3))
    with pytest.raises(NotFound):
        accept_invitation(house.council.desk, EDITOR, token, PASSWORD)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_wrong_passwords_are_waited_for_longer_and_longer(house: House) -> None:
    given_a_password(house)
    assert not any(is_let_in(house, f"{PASSWORD}{number}") for number in range(5))
    assert not is_let_in(house)
    house.council.clock.advance(MINUTE)
    assert not is_let_in(house, OTHER)
    house.council.clock.advance(MINUTE)
    assert not is_let_in(house)
    house.council.clock.advance(MINUTE)
    assert is_let_in(house)
    locked = [entry for entry in entries(house.council.desk, subject="people") if entry.act == "login.locked"]
    assert [entry.data["failures"] for entry in locked] == [5, 6]


def test_a_name_that_nobody_has_costs_a_row_as_a_wrong_password_does_and_leaves_no_trace(house: House) -> None:
    desk = house.council.desk
    assert not is_let_in(house, name="nobody-at-all")
    assert not check_password(desk, EDITOR.name, PASSWORD, is_known=False)
    with desk.store.reading() as session:
        assert session.exec(select(Login).where(col(Login.person) == "nobody-at-all")).all() == []
        assert len(session.exec(select(SignIn)).all()) == 1  # that of the first was swept up with the second
    assert list(entries(desk, subject="people")) == []


def test_whoever_is_shut_out_proves_nothing_until_they_are_let_in_again(house: House) -> None:
    given_a_password(house)
    app, codes = given_an_app(house)
    disable(house.council.desk, ADMINISTRATOR, EDITOR.name)
    assert not is_let_in(house)
    assert not check_code(house.council.desk, SEAL, EDITOR.name, code_now(house, app))
    assert not check_recovery_code(house.council.desk, EDITOR.name, codes[0])
    enable(house.council.desk, ADMINISTRATOR, EDITOR.name)
    assert is_let_in(house)
    assert check_code(house.council.desk, SEAL, EDITOR.name, code_now(house, app))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_code_of_the_app_and_a_recovery_code_are_taken_once_each(house: House) -> None:
    desk = house.council.desk
    given_a_password(house)
    app, codes = given_an_app(house)
    code = code_now(house, app)
    assert [check_code(desk, SEAL, EDITOR.name, code) for _again in range(2)] == [True, False]
    typed = codes[0].upper().replace("-", " ")
    assert [check_recovery_code(desk, EDITOR.name, typed) for _again in range(2)] == [True, False]
    assert logins(desk)[EDITOR.name].codes_left == 9
    fresh = renew_recovery_codes(desk, EDITOR)
    assert not check_recovery_code(desk, EDITOR.name, codes[1])
    assert check_recovery_code(desk, EDITOR.name, fresh[0])


def test_guessing_codes_is_waited_for_like_guessing_passwords(house: House) -> None:
    given_a_password(house)
    app, _codes = given_an_app(house)
    wrong = f"{(int(code_now(house, app)) + 1) % 1_000_000:06}"
    assert not any(check_code(house.council.desk, SEAL, EDITOR.name, wrong) for _time in range(5))
    assert not check_code(house.council.desk, SEAL, EDITOR.name, code_now(house, app))
    assert not is_let_in(house)


def test_an_app_is_taken_only_when_it_shows_the_right_code(house: House) -> None:
    given_a_password(house)
    with pytest.raises(Refused, match="code_wrong"):
        set_app(house.council.desk, EDITOR, SEAL, new_secret(), "12")
    assert not logins(house.council.desk)[EDITOR.name].has_app


def test_a_new_invitation_takes_the_old_app_and_codes_away(house: House) -> None:
    given_a_password(house)
    _app, codes = given_an_app(house)
    given_a_password(house, password=OTHER)
    signing = logins(house.council.desk)[EDITOR.name]
    assert (signing.has_app, signing.codes_left) == (False, 0)
    assert not is_let_in(house)
    assert not check_recovery_code(house.council.desk, EDITOR.name, codes[0])


def test_nothing_that_lets_somebody_in_stands_in_the_database_or_the_record(house: House) -> None:
    desk = house.council.desk
    token = invite(desk, ADMINISTRATOR, EDITOR.name)
    given_a_password(house)
    change_password(desk, EDITOR, OTHER, session=0)
    app, codes = given_an_app(house)
    assert is_let_in(house, OTHER)
    with desk.store.reading() as session:
        tables = SQLModel.metadata.sorted_tables
        rows = [str(tuple(row)) for table in tables for row in session.connection().execute(table.select())]
    everything = "\n".join(rows)
    assert EDITOR.name in everything
    assert [secret for secret in (token, PASSWORD, OTHER, app.secret, *codes) if secret in everything] == []
    with desk.store.reading() as session:
        shown = repr(session.exec(select(Login)).all())
    assert "argon2" not in shown
    assert "fernet" not in shown


def test_the_secret_of_an_app_is_sealed_anew_with_the_vault_and_lost_with_its_key(house: House) -> None:
    desk = house.council.desk
    given_a_password(house)
    app, _codes = given_an_app(house)
    drawer = f"office/totp/{EDITOR.name}"
    assert look_over(desk.store, SEAL).sealed == (drawer,)
    key = new_key()
    other = seal_of(key)
    with pytest.raises(StoreError):
        check_code(desk, other, EDITOR.name, code_now(house, app))
    assert discard_shut(desk.store, other) == (drawer,)
    assert logins(desk)[EDITOR.name].has_password is False  # a password alone is no way in
    given_a_password(house)
    secret = new_secret()
    set_app(desk, EDITOR, NoSeal(), secret, pyotp.TOTP(secret).at(desk.clock.now()))
    assert look_over(desk.store, NoSeal()).clear == (drawer,)
    assert reseal(desk.store, other) == (drawer,)
    house.council.clock.advance(MINUTE)
    assert check_code(desk, other, EDITOR.name, pyotp.TOTP(secret).at(desk.clock.now()))


def test_passwords_are_hashed_with_as_much_work_as_rfc_9106_asks_for() -> None:
    untouched = runpy.run_path(passwords.__file__)
    kept = untouched["hash_password"](PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert untouched["is_password"](kept, PASSWORD)
    assert untouched["is_out_of_date"](hash_password(PASSWORD))


def test_a_password_is_one_however_its_letters_are_put_together() -> None:
    kept = hash_password("tŵr gwyn y castell")
    assert is_password(kept, "tw\u0302r gwyn y castell")
    assert kept.startswith("$argon2id$")
    assert not is_password(None, "tŵr gwyn y castell")
    assert not is_password("no hash at all", "tŵr gwyn y castell")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("eleven sign", "password_short"),
        ("x" * 257, "password_long"),
        ("aaaaaaaaaaaaaaaa", "password_guessable"),
        ("comms-editor123", "password_guessable"),
        ("Cydbost Cyfrinair 12345", "password_guessable"),
    ],
)
def test_a_password_near_at_hand_is_refused(password: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        require_good_password(password, "comms-editor")
    require_good_password(PASSWORD, "comms-editor")


@given(st.text(max_size=40))
def test_whatever_is_typed_as_a_code_is_looked_at_without_fault(typed: str) -> None:
    assert step_of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", typed, START) in {None, 59343839, 59343840, 59343841}
    assert len(recovery_hash(typed)) == 64
