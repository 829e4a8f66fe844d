"""Every page in a real browser, at a desk in English and on a small phone in Welsh: axe finds nothing, and it fits."""

import pytest

from cydbost_bot.office.room import Room
from cydbost_bot.office.rooms import ROOMS
from cydbost_queue.policy import Role
from office.browser_rig import DESK, PHONE, Desktop, faults_of
from office.test_every_route import address_of

pytestmark = pytest.mark.browser

ALL_ROLES = tuple(role for role in Role if role is not Role.SYSTEM)


@pytest.mark.parametrize(("language", "size"), [("en", DESK), ("cy", PHONE)], ids=["desk-en", "phone-cy"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_no_page_of_the_room_has_a_barrier(
    full_desktop: Desktop, room: Room, language: str, size: tuple[int, int]
) -> None:
    found = []
    with full_desktop.sitting("duty-manager", language, size=size, roles=ALL_ROLES) as page:
        for route in room.routes:
            if not route.is_act:
                answer = page.request.get(address_of(route))
                # a file would be downloaded, and what a script puts into a page is no page
                if answer.headers.get("content-type", "").startswith("text/html") and "<html" in answer.text():
                    page.goto(address_of(route))
                    found += [f"{route.path}: {fault}" for fault in faults_of(page)]
    assert found == []
