"""People and roles on the screen: added, limited, invited, shut out; and who may see it."""

import re

import pytest

from cydbost_queue.actions.people import Held, add_person
from cydbost_queue.policy import Role
from cydbost_queue.queries.people import sessions_of
from office.front_door import ADMINISTRATOR, FrontDoor
from office.office_rig import PEOPLE, House, text_of


@pytest.fixture
def door(house: House) -> FrontDoor:
    return FrontDoor(house)


def test_an_administrator_adds_somebody_limits_them_and_invites_them(house: House) -> None:
    person = house.visitor("administrator")
    wrong = person.post("/people/new", {"name": "", "email": "no address", "role-author": "yes", "limited": "no"})
    assert wrong.status_code == 422
    assert 'id="role-1" name="role-author" type="checkbox" value="yes" checked' in wrong.text
    limited = {"name": "Jo", "role-author": "yes", "language-cy": "yes", "limited": "yes"}
    assert "There is no channel" in text_of(person.post("/people/new", limited))
    made = person.post("/people/new", {**limited, "channel-board": "yes"})
    assert made.headers["location"] == "/people/Jo"
    shown = text_of(person.get("/people/Jo"))
    assert "author" in shown
    assert "board" in shown
    invited = person.post("/people/Jo/invite")
    link = re.search(r"http://office\.test(/invitation/[^<]+)<", invited.text)
    assert link is not None
    assert "Jo" in text_of(house.stranger().get(link[1]))


def test_whoever_is_named_in_the_configuration_is_changed_there(house: House) -> None:
    person = house.visitor("administrator")
    assert "configuration" in text_of(person.get("/people/comms-editor"))
    assert person.get("/people/comms-editor/change").status_code == 404
    assert person.post("/people/comms-editor/change", {"role-author": "yes"}).status_code == 404


def test_an_administrator_does_not_change_themselves(house: House) -> None:
    add_person(house.council.desk, ADMINISTRATOR, "Jo", Held(frozenset({Role.ADMINISTRATOR})))
    person = house.visitor("administrator")
    page = person.get("/people/administrator").text
    assert "/people/administrator/shut-out" not in page
    assert person.post("/people/administrator/shut-out").status_code == 403


def test_somebody_shut_out_is_shown_so_and_let_in_again(house: House) -> None:
    person = house.visitor("administrator")
    person.post("/people/translator/shut-out")
    assert "Is shut out" in text_of(person.get("/people/translator"))
    person.post("/people/translator/let-in")
    assert "Is shut out" not in text_of(person.get("/people"))


def test_a_session_is_ended_only_under_its_own_persons_name(door: FrontDoor) -> None:
    door.signed_in("comms-editor")
    keeper = door.signed_in("administrator")
    (session,) = sessions_of(door.house.council.desk, "comms-editor")
    assert keeper.send(f"/people/translator/sessions/{session.id}/end", {}, page="/people").status_code == 404
    assert keeper.send(f"/people/comms-editor/sessions/{session.id}/end", {}, page="/people").status_code == 303
    assert sessions_of(door.house.council.desk, "comms-editor") == []
    assert keeper.send("/people/comms-editor/keys/1/revoke", {}, page="/people").status_code == 404


@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "administrator"])
def test_nobody_else_sees_or_changes_people(house: House, name: str) -> None:
    person = house.visitor(name)
    assert {person.get(path).status_code for path in ("/people", "/people/new", "/people/translator")} == {403}
    for path in ("/people/new", "/people/translator/invite", "/people/translator/shut-out"):
        assert person.post(path, {"name": "Jo", "role-administrator": "yes"}).status_code == 403
    assert person.get("/people/nobody").status_code == 403


@pytest.mark.parametrize("language", ["cy", "en"])
def test_every_state_of_the_list_is_said(house: House, language: str) -> None:
    text = text_of(house.visitor("administrator", language).get("/people"))
    assert ("Heb wahoddiad eto" if language == "cy" else "Not invited yet") in text
    none = text_of(house.visitor("administrator", language).get("/people?show=dormant"))
    assert ("Mae pawb sy’n gallu mewngofnodi" if language == "cy" else "Everybody who can sign in") in none
