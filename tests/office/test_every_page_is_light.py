"""What a browser fetches to show a page for the first time, and from where."""

import gzip
import re

import pytest

from cydbost_bot.office.rooms import ROOMS
from cydbost_queue.policy import Role
from office.office_rig import House, Person
from office.test_every_route import address_of

MOST = 120_000  #: bytes, packed
LOADED = re.compile(r'(?:<script[^>]+src|<link[^>]+href|<img[^>]+src)="([^"]+)"')


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_first_load_of_every_page_is_light_and_asks_no_other_host(full_house: House, language: str) -> None:
    person = full_house.visitor("duty-manager", language, roles=tuple(role for role in Role if role is not Role.SYSTEM))
    packed: dict[str, int] = {}
    found = []
    for room in ROOMS:
        for route in room.routes:
            page = person.get(address_of(route)) if not route.is_act else None
            if page is None or not page.headers.get("content-type", "").startswith("text/html"):
                continue
            loaded = set(LOADED.findall(page.text))
            foreign = [address for address in loaded if not address.startswith(("/", "data:"))]
            size = len(gzip.compress(page.content)) + sum(_packed(person, one, packed) for one in loaded - set(foreign))
            if size > MOST or foreign:
                found.append((route.path, size, foreign))
    assert found == []


def _packed(person: Person, address: str, known: dict[str, int]) -> int:
    if address.startswith("data:"):
        return 0
    if address not in known:
        known[address] = len(gzip.compress(person.get(address).content))
    return known[address]
