"""``cydbost quiet``: beginning at once, seeing what was held, ending, and letting one post through."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import SLOT, Council
from cydbost_bot.console import DONE, MISUSE, NO


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


MOURNING = ("quiet", "begin", "--kind", "mourning", "--label", "Galar cenedlaethol", "--reason", "It was announced")


def test_mourning_begins_with_one_command_and_says_what_it_holds(council: Council) -> None:
    said = council.run(*MOURNING, person="duty-officer")
    assert said.status == DONE
    assert "Q1 · Galar cenedlaethol · mourning · every channel · from" in said.out
    assert "until a person ends it. It was announced" in said.out
    assert "It has held nothing." in said.out
    welsh = council.run("quiet", "show", "q1", lang="cy").out
    assert "galar · pob sianel" in welsh
    assert "Nid yw wedi dal dim." in welsh
    assert "* in force now" in council.run("quiet", "list").out


def test_a_time_in_a_quiet_period_is_said_to_be_held(council: Council) -> None:
    council.run(*MOURNING, person="duty-officer")
    ref = council.add()
    council.run("post", "approve", ref, person="comms-manager")
    said = council.run("post", "schedule", ref, "--at", SLOT)
    assert "That is in the quiet period Q1 (Galar cenedlaethol)" in said.out
    assert "may go out" in council.run("quiet", "exempt", ref, "--reason", "Condolence", person="comms-manager").out
    assert "quiet period" not in council.run("post", "schedule", ref, "--at", "2038-06-02 09:00").out


def test_what_was_held_is_reviewed(council: Council) -> None:
    council.scheduled()
    council.run(*MOURNING, "--from", "2038-05-31 09:00", "--until", "2038-06-10 09:00", person="duty-officer")
    council.work(datetime(2038, 6, 1, 8, 0, tzinfo=UTC))
    said = council.run("quiet", "show", "Q1")
    assert "P1" in said.out
    assert "1 post waits for a person" in said.out
    data = council.run("quiet", "show", "Q1", "--json").data()
    assert [(one["ref"], one["held_reason"]) for one in data["held"]] == [("P1", "quiet")]
    assert "is in the quiet period Q1" in council.run("audit", "show", "P1").out


def test_it_is_ended_by_command(council: Council) -> None:
    council.run(*MOURNING, person="duty-officer")
    assert council.run("quiet", "end", "Q1", "--at", "2038-06-01 09:00", person="duty-officer").status == DONE
    data = council.run("quiet", "list", "--json").data()
    assert (data["ends_at"], data["ended_by"]) == ("2038-06-01T08:00:00+00:00", "duty-officer")
    assert "The quiet period ends at" in council.run("audit", "show", "Q1").out


@pytest.mark.parametrize(
    ("words", "person", "said"),
    [
        ((*MOURNING, "--from", "2020-01-01 09:00"), "duty-officer", "has passed"),
        ((*MOURNING, "--from", "2038-06-02 09:00", "--until", SLOT), "duty-officer", "before it begins"),
        ((*MOURNING, "--channel", "facebok"), "duty-officer", "no channel called"),
        (MOURNING, "comms-editor", "may not do this: begin or end a quiet period"),
        (("quiet", "begin", "--kind", "purdah"), "duty-officer", "must be one of"),
        (("quiet", "show", "Q9"), "duty-officer", "There is no quiet period Q9"),
        (("quiet", "exempt", "P9", "--reason", "x"), "comms-manager", "There is no posting P9"),
    ],
)
def test_mistakes_are_said_with_the_mend(council: Council, words: tuple[str, ...], person: str, said: str) -> None:
    outcome = council.run(*words, person=person)
    assert (outcome.status, said in outcome.err) == (MISUSE, True), outcome.err


def test_no_period_is_an_answer(council: Council) -> None:
    assert council.run("quiet", "list").status == NO
