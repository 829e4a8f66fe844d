"""``cydbost post``: a posting from its first words to its withdrawal."""

import io
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.cli_council import ENGLISH, OTHER_DAY, PIXEL, SLOT, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def test_adding_says_at_once_what_is_found_and_what_is_missing(council: Council) -> None:
    said = council.run("post", "add", "--label", "Llyfrgell", "--cy", WELSH, "--en", OTHER_DAY)
    assert said.status == DONE
    assert "P1 is added." in said.out
    assert "(dates)" in said.out
    assert "The Welsh version is not approved" in said.out
    assert "Next: mend or accept what was found" in said.out


def test_the_same_is_said_in_welsh(council: Council) -> None:
    said = council.run("post", "add", "--label", "Llyfrgell", "--cy", WELSH, "--en", OTHER_DAY, lang="cy")
    assert "Ychwanegwyd P1." in said.out
    assert "Nesaf: cywirwch neu derbyniwch" in said.out
    assert said.out.index("Cymraeg") < said.out.index("Saesneg")


def test_a_pair_goes_out_when_others_have_approved_it(council: Council) -> None:
    ref = council.publish()
    shown = council.show(ref)
    assert shown["state"] == "published"
    assert [one["carries"] for one in shown["deliveries"]] == ["cy", "en"]
    assert all(one["state"] == "verified" and one["address"] for one in shown["deliveries"])
    for lang, words in (("en", "Both versions are live."), ("cy", "Mae’r ddwy fersiwn yn fyw.")):
        said = council.run("post", "show", ref, lang=lang)
        assert words in said.out
        assert shown["deliveries"][0]["address"] in said.out


def test_both_versions_stand_side_by_side_with_the_findings_marked(council: Council) -> None:
    ref = council.add(en=OTHER_DAY)
    said = council.run("post", "show", ref)
    heading = next(line for line in said.out.splitlines() if "Welsh" in line)
    assert heading.index("Welsh") < heading.index("English")
    (finding,) = council.show(ref)["findings"]
    assert finding["check"] == "dates"
    assert f"[{finding['finding']}]" in said.out
    assert "»1" in said.out


def test_the_gate_stays_closed_for_a_faulty_pair(council: Council) -> None:
    ref = council.add(en=OTHER_DAY)
    for words in (("approve", ref), ("schedule", ref, "--at", SLOT)):
        said = council.run("post", *words, person="comms-manager")
        assert said.status == NO
        assert "(dates)" in said.out
    assert council.show(ref)["state"] == "draft"


def test_nobody_approves_their_own_text(council: Council) -> None:
    text = ("--label", "Llyfrgell", "--cy", WELSH, "--en", ENGLISH)
    assert council.run("post", "add", *text, person="writing-manager").status == DONE
    said = council.run("post", "approve", "P1", person="writing-manager")
    assert said.status == MISUSE
    assert "someone else must approve it" in said.err
    assert council.show("P1")["approvals"] == []


def test_approval_is_for_the_languages_a_person_has(council: Council) -> None:
    ref = council.add()
    refused = council.run("post", "approve", ref, "--language", "cy", person="english-approver")
    assert refused.status == MISUSE
    assert "may not approve Welsh" in refused.err
    assert council.run("post", "approve", ref, person="english-approver").status == DONE
    assert [one["language"] for one in council.show(ref)["approvals"]] == ["en"]
    assert council.show(ref)["state"] == "draft"


def test_an_edit_voids_the_approvals_and_marks_the_other_version_stale(council: Council) -> None:
    ref = council.scheduled()
    said = council.run("post", "edit", ref, "--en", ENGLISH.replace("closed", "shut"))
    assert said.status == DONE
    shown = council.show(ref)
    assert (shown["state"], shown["approvals"]) == ("draft", [])
    assert shown["versions"]["cy"]["stale"] is True
    assert "stale" in council.run("post", "show", ref).out


def test_an_edit_keeps_the_link_and_the_pictures_that_are_not_given_anew(council: Council) -> None:
    picture = council.folder / "llun.png"
    picture.write_bytes(PIXEL)
    links = ("--link-cy", "https://cyngor.example/cy/a", "--link-en", "https://cyngor.example/en/a")
    alts = ("--media", str(picture), "--alt-cy", "Llyfrgell", "--alt-en", "A library")
    council.run("post", "add", "--label", "L", "--cy", WELSH, "--en", ENGLISH, *links, *alts)
    council.run("post", "edit", "P1", "--cy", WELSH + " Croeso.", "--alt-en", "The library")
    versions = council.show("P1")["versions"]
    assert versions["cy"]["link"] == "https://cyngor.example/cy/a"
    assert versions["cy"]["media"][0]["alt_text"] == "Llyfrgell"
    assert versions["en"]["media"][0]["alt_text"] == "The library"
    assert versions["en"]["text"] == ENGLISH


def test_a_picture_needs_a_description_in_each_language(council: Council) -> None:
    picture = council.folder / "llun.png"
    picture.write_bytes(PIXEL)
    said = council.run(
        "post", "add", "--label", "L", "--cy", WELSH, "--en", ENGLISH, "--media", str(picture), "--alt-cy", "Llun"
    )
    assert said.status == MISUSE
    assert "--alt-en" in said.err
    assert council.postings() == 0


def test_the_right_to_use_a_picture_is_noted_once_for_both_versions_and_may_be_noted_later(council: Council) -> None:
    picture = council.folder / "llun.png"
    picture.write_bytes(PIXEL)
    alts = ("--media", str(picture), "--alt-cy", "Llyfrgell wag", "--alt-en", "An empty library")
    council.run("post", "add", "--label", "L", "--cy", WELSH, "--en", ENGLISH, *alts)
    assert [one["check"] for one in council.show("P1")["findings"]] == ["rights"]
    council.run("post", "edit", "P1", "--rights", "Council photographer")
    shown = council.show("P1")
    assert [shown["versions"][one]["media"][0]["rights"] for one in ("cy", "en")] == ["Council photographer"] * 2
    assert shown["findings"] == []


def test_rights_fit_the_pictures(council: Council) -> None:
    picture = council.folder / "llun.png"
    picture.write_bytes(PIXEL)
    alts = ("--media", str(picture), "--alt-cy", "Llyfrgell wag", "--alt-en", "An empty library")
    words = ("post", "add", "--label", "L", "--cy", WELSH, "--en", ENGLISH)
    for given in ((*alts, "--rights", "One", "--rights", "Two"), ("--rights", "No picture")):
        said = council.run(*words, *given)
        assert said.status == MISUSE
        assert "--rights" in said.err
    assert council.postings() == 0


def test_a_posting_is_withdrawn_in_both_languages(council: Council) -> None:
    ref = council.publish()
    assert council.run("post", "withdraw", ref, "--reason", "Gwall", person="comms-manager").status == DONE
    assert "takes down what is still live" in council.run("post", "show", ref).out
    council.work(datetime(2038, 6, 1, 9, 0, tzinfo=UTC))
    assert [one["state"] for one in council.show(ref)["deliveries"]] == ["withdrawn", "withdrawn"]


def test_a_slot_is_taken_away_and_given_again(council: Council) -> None:
    ref = council.scheduled()
    assert council.run("post", "cancel", ref).status == DONE
    assert council.show(ref)["slot"] is None
    assert council.run("post", "cancel", ref).status == MISUSE
    said = council.run("post", "schedule", ref, "--at", "2038-06-01 10:00", "--zone", "Europe/Paris")
    assert said.status == DONE
    assert council.show(ref)["slot"] == "2038-06-01T08:00:00+00:00"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("2020-01-01 09:00", "has passed"),
        ("2038-03-28 01:30", "does not exist"),
        ("2038-10-31 01:30", "happens twice"),
        ("whenever", "is not a date and time"),
        ("2038-02-30 09:00", "no such date"),
    ],
)
def test_a_time_that_is_no_one_instant_to_come_is_explained(council: Council, time: str, words: str) -> None:
    ref = council.add("--at", SLOT)
    council.run("post", "approve", ref, person="comms-manager")
    before = council.show(ref)
    said = council.run("post", "schedule", ref, "--at", time)
    assert said.status == MISUSE
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert council.show(ref) == before


def test_an_unknown_zone_is_explained_in_both_languages(council: Council) -> None:
    ref = council.add()
    words = ("post", "schedule", ref, "--at", SLOT, "--zone", "Mars/Olympus")
    assert "There is no time zone “Mars/Olympus”" in council.run(*words).err
    said = council.run(*words, lang="cy")
    assert said.status == MISUSE
    assert "Mars/Olympus" in said.err
    assert "There is no" not in said.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        (" \n\t", "is empty"),
        ("a" * 1_000_000, "20000"),
        ("Da\x00 iawn", "U+0000"),
        ("Da \ud800 iawn", "U+D800"),
        ("Da \u202enwai", "U+202E"),
    ],
)
def test_words_that_cannot_be_used_are_refused_whole(council: Council, text: str, words: str) -> None:
    for lang in ("en", "cy"):
        said = council.run("post", "add", "--label", "L", "--cy", text, "--en", ENGLISH, lang=lang)
        assert said.status == MISUSE
        assert len(said.err.splitlines()) == 1
        assert len(said.err) < 300
    assert words in council.run("post", "add", "--label", "L", "--cy", text, "--en", ENGLISH).err
    assert council.postings() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00binary", "is not UTF-8 text"),
        (b"a" * 1_000_001, "is over 1 MB"),
        (b"", "is empty"),
        (None, "is not there"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(council: Council, content: bytes | None, words: str) -> None:
    file = council.folder / "testun.txt"
    if content is not None:
        file.write_bytes(content)
    said = council.run("post", "add", "--label", "L", "--cy-file", str(file), "--en", ENGLISH)
    assert said.status == MISUSE
    assert words in said.err
    assert council.postings() == 0


def test_line_ends_and_accents_are_stored_in_one_form(council: Council) -> None:
    file = council.folder / "testun.txt"
    file.write_bytes("\ufeffDŵr glân.\r\nDwˆ".encode().replace("ŵ".encode(), "w\u0302".encode()))
    council.run("post", "add", "--label", "L", "--cy-file", str(file))
    assert council.show("P1")["versions"]["cy"]["text"] == "Dŵr glân.\nDwˆ"


def test_words_come_from_standard_input_once(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(WELSH.encode())))
    assert council.run("post", "add", "--label", "L", "--cy-file", "-", "--en", ENGLISH).status == DONE
    assert council.show("P1")["versions"]["cy"]["text"] == WELSH
    said = council.run("post", "add", "--label", "L", "--cy-file", "-", "--en-file", "-")
    assert said.status == MISUSE
    assert "Only one text" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("show", "P99"),
        ("show", "C1"),
        ("show", "nonsense"),
        ("approve", "P99"),
        ("schedule", "P99", "--at", SLOT),
        ("withdraw", "P99", "--reason", "Gwall"),
        ("retry", "P99"),
    ],
)
def test_an_unknown_posting_is_named(council: Council, words: tuple[str, ...]) -> None:
    for lang, sentence in (("en", "There is no posting"), ("cy", words[1])):
        said = council.run("post", *words, person="duty-manager", lang=lang)
        assert said.status == MISUSE
        assert sentence in said.err


def test_a_role_that_may_not_is_told_which_may(council: Council) -> None:
    said = council.run("post", "add", "--label", "L", "--cy", WELSH, person="language-officer")
    assert said.status == MISUSE
    assert "One of these roles is needed" in said.err
    said = council.run("post", "approve", council.add(), person="comms-editor")
    assert said.status == MISUSE


def test_only_a_warning_can_be_accepted_and_only_with_a_reason(council: Council) -> None:
    ref = council.add(en=OTHER_DAY)
    (finding,) = council.show(ref)["findings"]
    said = council.run("post", "accept", ref, finding["finding"], "--reason", "Iawn", person="comms-manager")
    assert said.status == MISUSE
    assert "cannot be accepted" in said.err
    assert "needed" in council.run("post", "accept", ref, finding["finding"], person="comms-manager").err
    said = council.run("post", "accept", ref, "0000000000", "--reason", "Iawn", person="comms-manager")
    assert "has no finding" in said.err


def test_a_warning_is_accepted_by_a_named_person(council: Council) -> None:
    council.config.write_text(council.config.read_text() + '\n[checks]\ndates = "warn"\n')
    ref = council.add(en=OTHER_DAY)
    (finding,) = council.show(ref)["findings"]
    said = council.run("post", "accept", ref, finding["finding"], "--reason", "Ar y ffordd", person="language-officer")
    assert said.status == DONE
    assert council.show(ref)["findings"][0]["accepted"] is True
    assert "Accepted." in council.run("post", "show", ref).out


def test_the_list_is_narrowed_by_state_and_by_missing_language(council: Council) -> None:
    assert council.run("post", "list").status == NO
    whole, english = council.scheduled(), council.add(cy=None)
    assert [one["ref"] for one in council.run("post", "list", "--json").lines()] == [english, whole]
    assert [one["ref"] for one in council.run("post", "list", "--missing", "cy", "--json").lines()] == [english]
    assert [one["ref"] for one in council.run("post", "list", "--state", "scheduled", "--json").lines()] == [whole]
    assert "Cyflwr" in council.run("post", "list", lang="cy").out
    said = council.run("post", "list", "--state", "drafty")
    assert said.status == MISUSE
    assert "Did you mean “draft”?" in said.err


def test_without_words_or_a_terminal_an_edit_asks_for_words(council: Council) -> None:
    ref = council.add()
    said = council.run("post", "edit", ref)
    assert said.status == MISUSE
    assert "Give the text" in said.err


def test_on_a_terminal_each_version_is_edited_in_the_persons_editor(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = council.add()
    editor = council.folder / "golygydd.sh"
    editor.write_text('#!/bin/sh\ncase "$1" in *-cy.txt) printf " Croeso." >> "$1";; esac\n')
    editor.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr("cydbost_bot.cli.post_write.has_terminal", lambda: True)
    assert council.run("post", "edit", ref).status == DONE
    versions = council.show(ref)["versions"]
    assert versions["cy"]["text"] == WELSH + " Croeso."
    assert versions["en"]["revision"] == 1
    monkeypatch.setenv("EDITOR", "/nowhere/at/all")
    said = council.run("post", "edit", ref)
    assert said.status == MISUSE
    assert "did not start" in said.err


def test_what_failed_can_be_tried_again_only_when_something_did(council: Council) -> None:
    said = council.run("post", "retry", council.add(), person="comms-manager")
    assert said.status == MISUSE
    assert "nothing to try again" in said.err


def test_somebody_must_act(council: Council, capsys: pytest.CaptureFixture[str]) -> None:
    said = council.run("post", "list", person="nobody-here")
    assert said.status == MISUSE
    assert "There is nobody called “nobody-here”" in said.err


def test_a_posting_names_its_channels(council: Council) -> None:
    said = council.run("post", "add", "--label", "L", "--cy", WELSH, "--channel", "noticebord")
    assert said.status == MISUSE
    assert "Did you mean “noticeboard”?" in said.err
