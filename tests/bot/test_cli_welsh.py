"""``cydbost welsh``: what is owed after an emergency, and giving it."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli_council import Council
from cydbost_bot.console import DONE, MISUSE

ENGLISH = "A burst water main has closed Station Road in Ruthin. Call 01824 700100 for help."
WELSH = "Mae prif bibell ddŵr wedi byrstio ac wedi cau Ffordd yr Orsaf yn Rhuthun. Ffoniwch 01824 700100 am gymorth."


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def emergency(council: Council) -> str:
    words = ("--en", ENGLISH, "--category", "flooding", "--reason", "Night", "--break-glass", "--json")
    return str(council.run("emergency", *words, person="duty-officer").data()["ref"])


def test_what_is_owed_is_listed_with_the_time_left(council: Council) -> None:
    assert "No Welsh is owed." in council.run("welsh", "list").out
    ref = emergency(council)
    said = council.run("welsh", "list", person="welsh-editor")
    assert ref in said.out
    assert "left" in said.out
    assert "mae’r Gymraeg yn ddyledus" in council.run("welsh", "list", lang="cy").out
    (owed,) = council.run("welsh", "list", "--json").lines()
    assert 0 < owed["seconds_left"] <= 30 * 60
    assert owed["late"] is False


def test_the_welsh_given_is_judged_at_once_and_goes_out_when_approved(council: Council) -> None:
    ref = emergency(council)
    said = council.run("welsh", "give", ref, "--text", WELSH.replace("700100", "700199"), person="welsh-editor")
    assert said.status == DONE
    assert "(phones)" in said.out
    said = council.run("welsh", "give", ref, "--text", WELSH, person="welsh-editor", lang="cy")
    assert said.status == DONE
    assert f"Mae’r Gymraeg gan {ref} nawr." in said.out
    assert "waits for approval" in council.run("welsh", "list").out
    assert council.run("post", "approve", ref, person="comms-manager").status == DONE
    council.work()
    shown = council.show(ref)
    assert (shown["state"], shown["exception"]["late"]) == ("published", False)


def test_a_posting_in_the_place_of_a_command_means_give(council: Council) -> None:
    ref = emergency(council)
    file = council.folder / "cymraeg.txt"
    file.write_text(WELSH, encoding="utf-8")
    assert council.run("welsh", ref, "--file", str(file), person="welsh-editor").status == DONE
    assert council.show(ref)["versions"]["cy"]["text"] == WELSH


def test_the_welsh_is_read_from_standard_input(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = emergency(council)
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(WELSH.encode())))
    assert council.run("welsh", ref, "--file", "-", person="welsh-editor").status == DONE


def test_no_welsh_and_two_welshes_are_refused(council: Council) -> None:
    ref = emergency(council)
    for words in (("--text", WELSH, "--file", "x.txt"), ("--text", ""), (), ("--text", "\x00")):
        said = council.run("welsh", "give", ref, *words, person="welsh-editor")
        assert said.status == MISUSE
        assert len(said.err.splitlines()) == 1
    assert "cy" not in council.show(ref)["versions"]


def test_the_english_that_is_out_is_not_edited_and_neither_is_the_welsh_with_it(council: Council) -> None:
    ref = emergency(council)
    said = council.run("post", "edit", ref, "--en", ENGLISH + " Soon.", "--cy", WELSH)
    assert said.status == MISUSE
    assert "is before the public" in said.err
    assert list(council.show(ref)["versions"]) == ["en"]


def test_an_unknown_posting_and_a_role_that_may_not_are_told(council: Council) -> None:
    assert "There is no posting P9" in council.run("welsh", "P9", "--text", WELSH, person="welsh-editor").err
    ref = emergency(council)
    assert council.run("welsh", ref, "--text", WELSH, person="administrator").status == MISUSE
