"""``cydbost manual``: what is posted by hand, from the command line, in both languages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli_council import CONFIG, ENGLISH, PIXEL, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO
from cydbost_queue.queries.record import list_channels

CHANNEL = """
[[channels]]
name = "village"
platform = "manual"
layout = "paired-accounts"
[channels.accounts.cy]
name = "cy"
[channels.accounts.cy.settings]
site = "https://village.example/cy"
reads = "no"
[channels.accounts.en]
name = "en"
[channels.accounts.en.settings]
site = "https://village.example/en"
reads = "no"
"""
SLOT_HOUR = datetime(2038, 6, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys, CONFIG + CHANNEL)


def released(council: Council) -> str:
    """Return a posting whose Welsh is in hand; the command line goes by the machine's own clock."""
    (council.folder / "llun.png").write_bytes(PIXEL)
    pictures = ("--media", "llun.png", "--alt-cy", "Y llyfrgell", "--alt-en", "The library", "--rights", "Council")
    words = ("--label", "Llyfrgell", "--channel", "village", "--cy", WELSH, "--en", ENGLISH, *pictures)
    ref = str(council.run("post", "add", *words, "--json").data()["ref"])
    assert council.run("post", "approve", ref, person="comms-manager").status == DONE
    slot = (datetime.now(UTC) + timedelta(minutes=30)).isoformat(timespec="minutes")
    assert council.run("post", "schedule", ref, "--at", slot).status == DONE
    council.work(datetime.fromisoformat(slot))
    return ref


def test_an_officer_posts_a_pair_by_hand_and_says_where(council: Council) -> None:
    assert "nothing to do by hand" in council.run("manual", "list").out
    ref = released(council)
    listed = council.run("manual", "list")
    assert f"{ref} Llyfrgell: post it: the Welsh version, village/cy; by " in listed.out
    assert council.run("manual", "list", "--json").data()["text"] == WELSH
    assert "To be done by hand: 1, of which late: 0." in council.run("doctor").out
    shown = council.run("manual", "show", ref)
    assert f"\n{WELSH}\n" in shown.out
    assert "Its alternative text: Y llyfrgell" in shown.out
    assert f"cydbost manual done {ref} --account village/cy --address ADDRESS" in shown.out
    assert council.run("manual", "show", ref, "--language", "cy").out == f"{WELSH}\n"  # to copy, and nothing else
    assert council.run("manual", "show", ref, "--language", "en").status == MISUSE  # the Welsh comes first
    assert f"cydbost manual show {ref}" in council.run("post", "show", ref).out
    done = council.run("manual", "done", ref, "--account", "cy", "--address", "https://village.example/cy/1")
    assert done.status == DONE, done.err
    assert f"\n{ENGLISH}\n" in done.out  # the next words stand there at once
    assert "the other language stands alone" in done.out
    assert council.run("manual", "done", ref, "--address", "https://village.example/en/1").status == DONE
    assert council.run("manual", "done", ref, "--address", "https://village.example/en/2").status == MISUSE
    council.work(datetime.now(UTC) + timedelta(hours=1))
    assert [one["address"] for one in council.show(ref)["deliveries"]] == [
        "https://village.example/cy/1",
        "https://village.example/en/1",
    ]
    assert council.show(ref)["state"] == "published"
    assert "live, by a person’s word" in council.run("post", "show", ref).out
    record = council.run("audit", "show", ref).out
    assert "posted by hand, live since" in record
    assert "comms-editor says that it is done (post it): the English version." in record


def test_what_is_to_come_down_is_shown_with_its_address_and_said_to_be_gone(council: Council) -> None:
    ref = released(council)
    for language in ("cy", "en"):
        place = f"https://village.example/{language}/1"
        council.run("manual", "done", ref, "--account", f"village/{language}", "--address", place)
    council.work(datetime.now(UTC) + timedelta(hours=1))
    assert council.run("post", "withdraw", ref, "--reason", "Wrong day", person="comms-manager").status == DONE
    council.work(datetime.now(UTC) + timedelta(hours=1))
    lines = council.run("manual", "list", lang="cy").out.splitlines()
    assert [line.split(", ")[1].split(";")[0] for line in lines] == ["village/en", "village/cy"]
    assert "ei thynnu i lawr" in lines[0]
    assert "It stands at: https://village.example/en/1" in council.run("manual", "show", ref).out
    for account in ("village/en", "village/cy"):
        assert council.run("manual", "gone", ref, "--account", account, "--json").data()["done"]
    assert council.run("manual", "list").out.strip() == "There is nothing to do by hand."
    assert {one["state"] for one in council.show(ref)["deliveries"]} == {"withdrawn"}


CY, EN = ("--account", "village/cy"), ("--account", "village/en")
THERE = ("--address", "https://village.example/cy/1")
NOTHING = ("Nid oes dim o {ref}", "Nothing of {ref}")
#: What is typed, by whom, and what is said of it in Welsh and in English.
MISTAKES: tuple[tuple[tuple[str, ...], str, tuple[str, str]], ...] = (
    (("done", "{ref}", *CY), "comms-editor", ("--address CYFEIRIAD", "--address ADDRESS")),
    (
        ("done", "{ref}", *CY, "--address", "https://elsewhere.example/1"),
        "comms-editor",
        ("ar safle'r cyfrif hwn", "not on this account's site"),
    ),
    (("done", "{ref}", *EN, "--address", "https://village.example/en/1"), "comms-editor", NOTHING),
    (("done", "{ref}", "--account", "noticeboard/cy", *THERE), "comms-editor", NOTHING),
    (("done", "{ref}", *CY, *THERE, "--at", "2001-01-01 9am"), "comms-editor", ("Ni wnaed hynny", "was not done")),
    (("done", "{ref}", *CY, *THERE), "language-officer", ("postio â llaw a dweud hynny", "post by hand and say so")),
    (("gone", "{ref}", *CY), "comms-editor", ("i lawr o village/cy", "come down from village/cy")),
    (("cannot", "{ref}", *CY, "--reason", " "), "comms-editor", ("rheswm", "reason")),
    (("show", "P99"), "comms-editor", ("P99", "P99")),
    (("done", "{ref}"), "comms-editor", ("--address CYFEIRIAD", "--address ADDRESS")),
)


def test_a_mistake_is_said_in_the_readers_language_and_changes_nothing(council: Council) -> None:
    ref = released(council)
    for words, person, expected in MISTAKES:
        for lang, sentence in zip(("cy", "en"), expected, strict=True):
            said = council.run("manual", *(word.format(ref=ref) for word in words), person=person, lang=lang)
            assert said.status == MISUSE, said
            assert sentence.format(ref=ref) in said.err.replace("’", "'")
            assert said.out == ""
    assert council.run("manual", "list", "--json").data()["carries"] == "cy"


def test_what_cannot_be_done_needs_a_person_and_is_told(council: Council) -> None:
    ref = released(council)
    said = council.run("manual", "cannot", ref, "--account", "village/cy", "--reason", "The site is shut")
    assert said.status == DONE
    letter = council.run("dead-letter", "show", ref).out
    assert "the person who should do it could not" in letter
    assert f"cydbost dead-letter retry {ref}" in letter


def test_the_account_can_be_tested_and_an_exercise_asks_nobody_to_post(council: Council) -> None:
    tested = council.run("channel", "test", "village")
    assert tested.status == DONE
    assert "A person posts on this account." in tested.out
    with council.desk() as desk:
        stored = {channel.name: channel.on_half for channel in list_channels(desk)}
    assert stored["village"] == "hold"  # a program cannot take down what people posted
    assert council.run("--exercise", "post", "list").status == NO
    assert "nothing to do by hand" in council.run("--exercise", "manual", "list").out
