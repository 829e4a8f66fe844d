"""Every route of every room, tried by everybody: whoever has the right gets through the door, and nobody else."""

import re
from collections.abc import Iterator

import pytest

from cydbost_bot.office.room import Room, Route, may
from cydbost_bot.office.rooms import ROOMS
from cydbost_queue.policy import Actor
from office.office_rig import PEOPLE, House, Person

ROUTES = [(room, route) for room in ROOMS for route in room.routes]
STRANGER = "a stranger"


def address_of(route: Route) -> str:
    """Return the route's path with its example in the gaps."""
    return re.sub(r"\{(\w+)(?::\w+)?\}", lambda gap: route.example[gap[1]], route.path)


def _person(house: House, name: str) -> Person:
    return house.stranger() if name == STRANGER else house.visitor(name)


def _actor(name: str) -> Actor | None:
    return None if name == STRANGER else Actor(name, frozenset(PEOPLE[name]))


def _refused(name: str) -> Iterator[tuple[Room, Route]]:
    return ((room, route) for room, route in ROUTES if not may(_actor(name), route.key))


def test_every_gap_of_a_path_has_an_example_to_try_it_with() -> None:
    assert [route.path for _, route in ROUTES if set(re.findall(r"\{(\w+)", route.path)) - set(route.example)] == []


def test_no_two_rooms_have_the_same_address() -> None:
    all_of_them = [(route.method, re.sub(r"\{\w+", "{", route.path)) for _, route in ROUTES]
    assert sorted(all_of_them) == sorted(set(all_of_them))


@pytest.mark.parametrize("name", [STRANGER, *PEOPLE])
def test_whoever_has_no_right_is_refused_at_the_door(full_house: House, name: str) -> None:
    person, found = _person(full_house, name), []
    for _room, route in _refused(name):
        answer = person.post(address_of(route)) if route.is_act else person.get(address_of(route))
        is_sent_to_sign_in = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?")
        wanted = is_sent_to_sign_in if name == STRANGER and not route.is_act else answer.status_code in {401, 403}
        if not wanted:
            found.append((route.method, route.path, answer.status_code))
    assert found == []


@pytest.mark.parametrize("name", [STRANGER, *PEOPLE])
def test_whoever_has_the_right_sees_the_page(full_house: House, name: str) -> None:
    person, found = _person(full_house, name), []
    for _room, route in ROUTES:
        if not route.is_act and may(_actor(name), route.key):
            answer = person.get(address_of(route))
            if answer.status_code >= 500 or answer.status_code in {401, 403}:
                found.append((route.path, answer.status_code))
    assert found == []


@pytest.mark.parametrize("name", [STRANGER, "duty-manager", "administrator", "language-officer", "translator"])
def test_an_empty_form_is_answered_and_breaks_nothing(house: House, name: str) -> None:
    person, found = _person(house, name), []
    for _room, route in ROUTES:
        if route.is_act and may(_actor(name), route.key):
            answer = person.post(address_of(route))
            if answer.status_code >= 500:
                found.append((route.path, answer.status_code))
    assert found == []


def test_no_form_is_taken_without_its_mark(full_house: House) -> None:
    person, found = full_house.visitor("duty-manager"), []
    for _room, route in ROUTES:
        if route.is_act and may(_actor("duty-manager"), route.key):
            answer = person.client.post(address_of(route))
            if answer.status_code != 403:
                found.append((route.path, answer.status_code))
    assert found == []
