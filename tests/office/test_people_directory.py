"""People: added in the office or named by the configuration, known alike everywhere, limited to what is theirs."""

from datetime import timedelta

import pytest

from cydbost_bot.directory import Directory
from cydbost_bot.problem import Misuse
from cydbost_language import Language
from cydbost_queue.actions.answering import no_answer
from cydbost_queue.actions.approving import accept_finding, approve
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.emergency import approve_template
from cydbost_queue.actions.halting import stop_all
from cydbost_queue.actions.passwords import accept_invitation, invite
from cydbost_queue.actions.people import (
    Held,
    add_person,
    bind_identity,
    disable,
    enable,
    keep_person,
    set_person,
)
from cydbost_queue.actions.sessions import Lengths, begin_session
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.actions.writing import add_posting
from cydbost_queue.content import Content
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.people import person_bound
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.queries.record import entries
from cydbost_queue.tables import Way
from office.office_rig import House
from publishing.conftest import ENGLISH

ADMINISTRATOR = Actor("administrator", frozenset({Role.ADMINISTRATOR}))
MANAGER = Actor("comms-manager", frozenset({Role.APPROVER}))
HOUR = timedelta(hours=1)
AUTHOR = Held(frozenset({Role.AUTHOR}))


def directory(house: House) -> Directory:
    return Directory(house.settings, house.council.desk)


def happened(house: House) -> list[tuple[str, object]]:
    found = entries(house.council.desk, subject="people")
    return [(entry.act, entry.data.get("role") or entry.data.get("channels")) for entry in found]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_somebody_added_is_known_by_their_roles_languages_and_channels(house: House) -> None:
    desk = house.council.desk
    held = Held(frozenset({Role.APPROVER}), frozenset({Language.EN}), frozenset({"board"}), "jo@council.example")
    add_person(desk, ADMINISTRATOR, " Jo ", held, taken=house.settings.people)
    actor = directory(house).require("Jo")
    assert actor == Actor("Jo", held.roles, held.languages, held.channels)
    set_person(desk, ADMINISTRATOR, "Jo", Held(frozenset({Role.AUTHOR}), held.languages, None, held.email))
    assert directory(house).require("Jo").channels is None
    assert happened(house) == [
        ("person.added", ["board"]),
        ("role.given", "author"),
        ("role.taken", "approver"),
        ("person.set", None),
    ]
    assert "jo@council.example" not in str([entry.data for entry in entries(desk, subject="people")])


def test_a_name_is_given_once_whoever_gave_it(house: House) -> None:
    desk = house.council.desk
    add_person(desk, ADMINISTRATOR, "Jo", AUTHOR)
    for name in ("jo", "Comms-Editor", "cydbost", "a|b", "x" * 65, "  "):
        with pytest.raises(Refused):
            add_person(desk, ADMINISTRATOR, name, AUTHOR, taken=house.settings.people)
    for held in (Held(frozenset()), Held(AUTHOR.roles, channels=frozenset()), Held(AUTHOR.roles, email="no address")):
        with pytest.raises(Refused):
            add_person(desk, ADMINISTRATOR, "Sam", held)
    with pytest.raises(NotFound):
        add_person(desk, ADMINISTRATOR, "Sam", Held(AUTHOR.roles, channels=frozenset({"nowhere"})))
    assert [one.name for one in directory(house).everybody() if not one.is_configured] == ["Jo"]


def test_only_who_looks_after_people_does_and_never_for_themselves(house: House) -> None:
    desk = house.council.desk
    for act in (add_person, set_person):
        with pytest.raises(Denied):
            act(desk, MANAGER, "Jo", AUTHOR)
    for shut in (disable, enable, invite):
        with pytest.raises(Denied):
            shut(desk, MANAGER, "administrator")
    add_person(desk, ADMINISTRATOR, "Jo", Held(frozenset({Role.ADMINISTRATOR})))
    jo = directory(house).require("Jo")
    with pytest.raises(Denied, match="own_roles"):
        set_person(desk, jo, "Jo", Held(frozenset({Role.ADMINISTRATOR, Role.APPROVER})))
    with pytest.raises(Denied, match="own_roles"):
        disable(desk, jo, "Jo")
    with pytest.raises(NotFound):
        set_person(desk, jo, "comms-editor", AUTHOR)  # those of the configuration are changed there


def test_whoever_is_shut_out_is_nobody_here_and_on_the_command_line(house: House) -> None:
    disable(house.council.desk, ADMINISTRATOR, "comms-editor")
    assert directory(house).actor("comms-editor") is None
    with pytest.raises(Misuse, match="shut out"):
        directory(house).require("comms-editor")
    with pytest.raises(Misuse, match="comms-editor"):
        directory(house).require("comms-editr")
    enable(house.council.desk, ADMINISTRATOR, "comms-editor")
    assert directory(house).actor("comms-editor") is not None


def test_accounts_that_nobody_signs_in_to_are_shown_as_dormant(house: House) -> None:
    desk = house.council.desk
    for name in ("comms-editor", "translator", "duty-officer"):
        accept_invitation(
            desk, directory(house).require(name), invite(desk, ADMINISTRATOR, name), "tri gair hollol wahanol"
        )
    house.council.clock.advance(timedelta(days=60))
    begin_session(
        desk, directory(house).require("translator"), way=Way.PASSWORD, device="x", lengths=Lengths(HOUR, HOUR)
    )
    house.council.clock.advance(timedelta(days=31))
    disable(desk, ADMINISTRATOR, "duty-officer")
    assert [one.name for one in directory(house).dormant(desk.clock.now())] == ["comms-editor"]


def test_what_the_councils_sign_in_says_is_kept_and_never_gives_somebody_elses_name(house: House) -> None:
    desk, taken = house.council.desk, house.settings.people
    keep_person(desk, "jo@council.example", AUTHOR, taken=taken)
    bind_identity(desk, "jo@council.example", "https://login.example", "oid-1")
    keep_person(desk, "jo@council.example", Held(frozenset({Role.TRANSLATOR})), taken=taken)
    assert directory(house).require("jo@council.example").roles == {Role.TRANSLATOR}
    assert person_bound(desk, "https://login.example", "oid-1") == "jo@council.example"
    assert person_bound(desk, "https://other.example", "oid-1") is None
    with pytest.raises(Refused, match="identity_taken"):
        bind_identity(desk, "translator", "https://login.example", "oid-1")
    with pytest.raises(Refused, match="name_taken"):
        keep_person(desk, "Translator", AUTHOR, taken=taken)


def test_a_person_with_one_language_approves_in_that_one_alone(house: House) -> None:
    council = house.council
    ref = council.add()
    english = Actor("comms-manager", frozenset({Role.APPROVER, Role.LANGUAGE_OFFICER}), frozenset({Language.EN}))
    with pytest.raises(Denied, match="not_their_language"):
        approve(council.desk, english, ref)
    approve(council.desk, english, ref, [Language.EN])
    with pytest.raises(Denied, match="not_their_language"):
        accept_finding(council.desk, english, ref, "any", "It is meant so.")
    with pytest.raises(Denied, match="not_their_language"):
        approve_template(council.desk, english, "flooding", "0" * 64)
    approve(council.desk, MANAGER, ref, [Language.CY])
    assert {one.language: one.by for one in show_posting(council.desk, ref).approvals} == {
        Language.EN: "comms-manager",
        Language.CY: "comms-manager",
    }


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_person_limited_to_channels_does_nothing_about_any_other(house: House) -> None:
    council = house.council
    mine = Actor("comms-manager", frozenset({Role.APPROVER, Role.ON_CALL}), channels=frozenset({"board"}))
    other = Actor("comms-manager", mine.roles, channels=frozenset({"elsewhere"}))
    ref = council.add()
    for act in (
        lambda actor: approve(council.desk, actor, ref),
        lambda actor: stop_account(council.desk, actor, "board/board-cy"),
        lambda actor: withdraw(council.desk, actor, ref, "It is out of date."),
        lambda actor: add_posting(
            council.desk, actor, label="x", channels=["board"], contents={Language.EN: Content(ENGLISH)}
        ),
    ):
        with pytest.raises(Denied, match="not_their_channel"):
            act(other)
        act(mine)
    with pytest.raises(Denied, match="not_for_one_channel"):
        stop_all(council.desk, mine, "Everything.")


def test_what_was_refused_for_its_channel_left_nothing(house: House) -> None:
    council = house.council
    other = Actor("comms-editor", frozenset({Role.AUTHOR}), channels=frozenset({"elsewhere"}))
    before = len(list(entries(council.desk)))
    with pytest.raises(Denied):
        add_posting(council.desk, other, label="x", channels=["board"], contents={Language.EN: Content(ENGLISH)})
    with pytest.raises(NotFound):
        show_posting(council.desk, "P1")
    assert len(list(entries(council.desk))) == before
    with pytest.raises(NotFound):
        no_answer(council.desk, other, "C1", "x")
