"""``cydbost person``: the link that lets somebody into the office first, and who may use Cydbost."""

from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_queue.actions.passwords import find_invitation
from cydbost_queue.actions.people import Held, add_person, disable
from cydbost_queue.policy import Actor, Role

ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Council:
    return Council(tmp_path, capsys)


def test_an_administrator_invites_somebody_and_nobody_else_does(council: Council) -> None:
    assert council.run("person", "invite", "duty-officer").status == 2
    assert council.run("person", "invite", "duty-oficer", person="administrator").status == 2
    link = str(council.run("person", "invite", "duty-officer", "--json", person="administrator").data()["link"])
    assert link.startswith("http://127.0.0.1:8001/invitation/")
    with council.desk() as desk:
        found = find_invitation(desk, link.rpartition("/")[2], desk.clock.now())
    assert found is not None
    assert found.person == "duty-officer"


def test_whoever_was_added_in_the_office_acts_on_the_command_line_until_they_are_shut_out(council: Council) -> None:
    with council.desk() as desk:
        add_person(desk, ADMINISTRATOR, "Jo", Held(frozenset({Role.LANGUAGE_OFFICER})))
    assert council.run("post", "list", person="Jo").status == 1  # there is none
    assert "Jo: Welsh language officer" in council.run("person", "list", person="Jo").out
    with council.desk() as desk:
        disable(desk, ADMINISTRATOR, "Jo")
    refused = council.run("post", "list", person="Jo")
    assert (refused.status, "shut out" in refused.err) == (2, True)
    assert "Jo: Welsh language officer (shut out)" in council.run("person", "list", person="administrator").out
