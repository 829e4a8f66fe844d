"""Signing in through the pages: what lets somebody in, what does not, and what no one can tell from the answers."""

import re
from datetime import timedelta

import pyotp
import pytest

from cydbost_bot.office.cookies import SESSION, SIGN_IN
from cydbost_queue.actions.passwords import invite
from cydbost_queue.actions.people import disable
from cydbost_queue.queries.people import logins, sessions_of
from office.front_door import ADMINISTRATOR, PASSWORD, FrontDoor
from office.office_rig import House, text_of


@pytest.fixture
def door(house: House) -> FrontDoor:
    return FrontDoor(house)


def test_password_and_code_let_somebody_in_to_where_they_wanted_to_go(door: FrontDoor) -> None:
    door.give_password("comms-editor")
    browser = door.browser()
    asked = browser.sign_in("comms-editor", goal="/me")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in/code")
    assert not browser.is_in()
    inside = browser.send("/sign-in/code", {"code": door.code("comms-editor")})
    assert (inside.status_code, inside.headers["location"]) == (303, "/me")
    assert "comms-editor" in text_of(browser.get("/me"))


def test_a_code_is_no_use_to_whoever_has_not_given_the_password(door: FrontDoor) -> None:
    door.give_password("comms-editor")
    other = door.browser()
    other.sign_in("comms-editor")
    thief = door.browser()
    assert thief.get("/sign-in/code").headers["location"] == "/sign-in"
    thief.get("/sign-in")
    assert thief.post("/sign-in/code", {"code": door.code("comms-editor")}).headers["location"] == "/sign-in"
    assert not thief.is_in()


def test_the_answer_is_the_same_for_a_wrong_password_an_unknown_name_and_a_locked_or_shut_account(
    door: FrontDoor,
) -> None:
    for name in ("comms-editor", "translator", "duty-officer"):
        door.give_password(name, app=False)
    disable(door.house.council.desk, ADMINISTRATOR, "translator")
    for _try in range(5):
        door.browser().sign_in("duty-officer", "wrong password")
    answers = [
        door.browser().sign_in("comms-editor", "wrong password"),
        door.browser().sign_in("nobody-at-all", "wrong password"),
        door.browser().sign_in("translator"),
        door.browser().sign_in("duty-officer"),
    ]
    assert {answer.status_code for answer in answers} == {422}
    said = [re.sub(r'value="[^"]*"|hx-headers=\'[^\']*\'', "", answer.text) for answer in answers]
    assert len(set(said)) == 1
    assert all(PASSWORD not in answer.text and "wrong password" not in answer.text for answer in answers)


def test_one_address_may_try_only_so_often_whatever_the_name(door: FrontDoor) -> None:
    browser = door.browser()
    browser.get("/sign-in")
    statuses = [browser.post("/sign-in", {"name": "", "password": ""}).status_code for number in range(31)]
    assert (set(statuses[:30]), statuses[30]) == ({422}, 429)
    door.wait(601)
    assert browser.send("/sign-in", {"name": "", "password": ""}).status_code == 422


def test_a_token_that_somebody_planted_never_becomes_a_session(door: FrontDoor) -> None:
    door.give_password("comms-editor")
    browser = door.browser()
    browser.client.cookies.set(SESSION, "planted", domain="office.test")
    browser.sign_in("comms-editor")
    browser.send("/sign-in/code", {"code": door.code("comms-editor")})
    assert browser.is_in()
    assert browser.token != "planted"
    thief = door.browser()
    thief.client.cookies.set(SESSION, "planted", domain="office.test")
    assert not thief.is_in()


@pytest.mark.parametrize(
    "goal", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:1", "%2F%2Fevil.test"]
)
def test_nobody_is_led_elsewhere_after_signing_in(door: FrontDoor, goal: str) -> None:
    door.give_password("comms-editor", app=True)
    browser = door.browser()
    browser.get("/sign-in", params={"next": goal})
    browser.post("/sign-in", {"name": "comms-editor", "password": PASSWORD, "next": goal})
    inside = browser.send("/sign-in/code", {"code": door.code("comms-editor")})
    assert inside.headers["location"].startswith("/")
    assert not inside.headers["location"].startswith(("//", "/\\"))
    assert browser.get("/sign-in", params={"next": goal}).headers["location"].startswith("/")


def test_a_form_without_the_mark_of_its_page_signs_nobody_in(door: FrontDoor) -> None:
    door.give_password("comms-editor", app=False)
    browser = door.browser()
    browser.get("/sign-in")
    answer = browser.post("/sign-in", {"name": "comms-editor", "password": PASSWORD, "csrf": "x"})
    assert answer.status_code == 403
    assert SIGN_IN not in browser.client.cookies


def test_signing_out_ends_the_session_on_the_server_too(door: FrontDoor) -> None:
    browser = door.signed_in("comms-editor")
    stolen = browser.token
    browser.send("/sign-out", {}, page="/me")
    thief = door.browser()
    thief.client.cookies.set(SESSION, stolen, domain="office.test")
    assert not thief.is_in()
    assert not browser.is_in()


def test_a_session_is_over_at_once_when_its_person_is_shut_out_or_ends_it_elsewhere(door: FrontDoor) -> None:
    one, two = door.signed_in("comms-editor"), door.signed_in("comms-editor")
    ids = [session.id for session in sessions_of(door.house.council.desk, "comms-editor")]
    page = two.get("/me").text
    (other,) = [number for number in ids if f"/me/sessions/{number}/end" in page]
    two.post(f"/me/sessions/{other}/end", {})
    assert (one.is_in(), two.is_in()) == (False, True)
    disable(door.house.council.desk, ADMINISTRATOR, "comms-editor")
    assert not two.is_in()


def test_nobody_ends_or_sees_what_is_another_persons(door: FrontDoor) -> None:
    mine, theirs = door.signed_in("comms-editor"), door.signed_in("translator")
    (session,) = sessions_of(door.house.council.desk, "translator")
    assert mine.send(f"/me/sessions/{session.id}/end", {}, page="/me").status_code == 404
    assert mine.send("/me/keys/1/revoke", {}, page="/me").status_code == 404
    assert theirs.is_in()
    assert mine.get("/people/translator").status_code == 403


def test_an_invited_person_chooses_a_password_and_an_app_and_is_in(door: FrontDoor) -> None:
    desk = door.house.council.desk
    token = invite(desk, ADMINISTRATOR, "translator")
    browser = door.browser()
    page = browser.get(f"/invitation/{token}")
    assert "translator" in text_of(page)
    different = browser.post(f"/invitation/{token}", {"password": PASSWORD, "again": "x"})
    short = browser.post(f"/invitation/{token}", {"password": "short", "again": "short"})
    assert [different.status_code, short.status_code] == [422, 422]
    assert browser.post(f"/invitation/{token}", {"password": PASSWORD, "again": PASSWORD}).headers["location"] == (
        "/sign-in/app"
    )
    shown = browser.get("/sign-in/app")
    secret = "".join(re.search(r'<code class="app-secret">([^<]+)<', shown.text)[1].split())  # type: ignore[index]  # it is there
    assert "<svg" in shown.text
    assert browser.post("/sign-in/app", {"code": "1"}).status_code == 422
    codes = browser.post("/sign-in/app", {"code": pyotp.TOTP(secret).at(desk.clock.now())})
    kept = re.findall(r"<li><code>([^<]+)</code>", codes.text)
    assert len(kept) == 10
    assert browser.is_in()
    assert browser.get(f"/invitation/{token}").status_code == 404
    door.wait(60)
    again = door.browser()
    again.sign_in("translator")
    inside = again.send("/sign-in/code", {"code": kept[3]})
    assert inside.headers["location"] == "/"
    assert "9" in text_of(again.get("/me"))


def test_where_no_app_is_asked_for_a_password_is_enough(house: House) -> None:
    door = FrontDoor(house, {"require_totp": False})
    door.give_password("comms-editor", app=False)
    browser = door.browser()
    assert browser.sign_in("comms-editor", goal="/me").headers["location"] == "/me"
    assert browser.is_in()


def test_an_act_that_matters_is_done_after_a_further_proof_with_what_was_typed_and_a_new_token(door: FrontDoor) -> None:
    browser = door.signed_in("administrator")
    door.wait(6 * 60)
    typed = {"name": "Jo", "email": "jo@council.example", "role-author": "yes", "language-cy": "yes", "limited": "no"}
    asked = browser.send("/people/new", typed)
    assert asked.status_code == 200
    assert 'name="role-author" value="yes"' in asked.text
    wrong = browser.post("/people/new", {**typed, "confirm_code": "000000"})
    assert wrong.status_code == 422
    before = browser.token
    done = browser.post("/people/new", {**typed, "confirm_code": door.code("administrator")})
    assert (done.status_code, done.headers["location"]) == (303, "/people/Jo")
    assert browser.token != before
    thief = door.browser()
    thief.client.cookies.set(SESSION, before, domain="office.test")
    assert not thief.is_in()
    assert "Jo was added" in text_of(browser.get("/people/Jo"))
    again = browser.send("/people/Jo/change", {"role-approver": "yes", "limited": "no"})
    assert again.status_code == 303  # it is less than five minutes ago


def test_strangers_who_guess_keep_nobody_from_confirming_and_a_thief_of_a_session_has_few_tries(
    door: FrontDoor,
) -> None:
    browser = door.signed_in("administrator")
    for _try in range(6):
        door.browser().sign_in("administrator", "wrong password")
    door.wait(6 * 60)
    door.browser().sign_in("administrator", "wrong password")
    assert door.browser().sign_in("administrator").status_code == 422  # nobody comes in meanwhile
    done = browser.send("/me/codes", {"confirm_code": door.code("administrator")}, page="/me")
    assert "Keep your recovery codes" in text_of(done)
    door.wait(6 * 60)
    browser.get("/me")
    for _try in range(5):
        assert browser.post("/me/codes", {"confirm_code": "000000"}).status_code == 422
    assert not browser.is_in()


def test_a_key_is_shown_once_and_carries_only_what_was_ticked(door: FrontDoor) -> None:
    browser = door.signed_in("comms-editor")
    assert browser.send("/me/keys/new", {"label": "Digwyddiadau", "days": "90"}).status_code == 422
    made = browser.send("/me/keys/new", {"label": "Digwyddiadau", "days": "90", "scope-read": "yes"})
    key = re.search(r'<code class="app-secret">([^<]+)<', made.text)[1]  # type: ignore[index]  # it is there
    assert key not in browser.get("/me").text
    keeper = door.office.doorkeeper
    actor = keeper.bearer(key)  # type: ignore[attr-defined]  # the real doorkeeper
    assert actor is not None
    assert (actor.name, {right.value for right in actor.scopes}) == ("comms-editor", {"read"})
    browser.send("/me/keys/1/revoke", {}, page="/me")
    assert keeper.bearer(key) is None  # type: ignore[attr-defined]  # see above


def test_a_password_is_changed_by_who_knows_the_old_one_and_ends_every_other_session(door: FrontDoor) -> None:
    here, there = door.signed_in("comms-editor"), door.signed_in("comms-editor")
    fresh = {"password": "ceffyl gwyn mewn coeden", "again": "ceffyl gwyn mewn coeden"}
    assert here.send("/me/password", {"before": "wrong", **fresh}).status_code == 422
    assert here.send("/me/password", {"before": PASSWORD, **fresh}).headers["location"] == "/me"
    assert (here.is_in(), there.is_in()) == (True, False)


def test_the_language_that_somebody_chose_is_theirs_wherever_they_sign_in(door: FrontDoor) -> None:
    browser = door.signed_in("comms-editor")
    browser.send("/me/language", {"language": "cy"}, page="/me")
    assert logins(door.house.council.desk)["comms-editor"].language == "cy"
    assert "Eich cyfrif" in browser.get("/me").text


def test_a_session_left_alone_is_over(door: FrontDoor) -> None:
    browser = door.signed_in("comms-editor")
    door.house.council.clock.advance(timedelta(hours=2))
    answer = browser.get("/me")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fme")
