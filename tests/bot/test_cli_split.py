"""``cydbost post split``: a long message in parts, from the first look to the last part going out."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import CONFIG, SLOT, Council
from cydbost_bot.compose import open_noticeboard
from cydbost_bot.console import DONE, MISUSE
from cydbost_bot.settings import load_settings
from cydbost_connectors.noticeboard.reading import standing

CHANNELS = """
[[channels]]
name = "noticeboard"
platform = "noticeboard"
layout = "two-posts"
text_limit = 120
accounts.both = { name = "board" }
"""
PAGE = """
[[channels]]
name = "page"
platform = "facebook"
layout = "combined"
text_limit = 100
accounts.both = { name = "page", settings = { page_id = "1", app_id = "1" } }
"""
WELSH = (
    "Bydd y llyfrgell yn Rhuthun ar gau ddydd Llun 7 Mehefin 2038. Bydd yn ailagor am 9.30yb ddydd Mawrth.\n\n"
    "Ffoniwch 01824 706000 am fwy o wybodaeth. Gallwch adnewyddu llyfrau ar ein gwefan."
)
ENGLISH = (
    "The library in Ruthin will be closed on Monday 7 June 2038. It will reopen at 9.30am on Tuesday.\n\n"
    "Call 01824 706000 for more information. You can renew books on our website."
)
SENTENCE = (
    "Bydd y ffordd rhwng Rhuthun a Dinbych ar gau am " + "amser hir iawn, " * 10 + "a diolch i chi am eich amynedd."
)


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys, CONFIG + CHANNELS)


def test_the_parts_are_shown_before_they_are_kept_and_then_decided_about_as_one(council: Council) -> None:
    ref = council.add("--channel", "noticeboard", cy=WELSH, en=ENGLISH)
    shown = council.run("post", "split", ref)
    assert shown.status == DONE
    assert "Nothing is kept yet" in shown.out
    assert "noticeboard: 107/120" in shown.out
    assert council.postings() == 1
    looked = council.run("post", "split", ref, "--json").data()
    assert [part["en"][-6:] for part in looked["parts"]] == [" (1/2)", " (2/2)"]
    assert [part["findings"] for part in looked["parts"]] == [[], []]
    assert looked["refs"] == []

    kept = council.run("post", "split", ref, "--yes", lang="cy")
    assert "Rhannwyd P1: P1, P2." in kept.out
    assert council.run("post", "split", ref).status == MISUSE
    approved = council.run("post", "approve", "P2", person="comms-manager")
    assert "Part 2 of 2 of one message: P1 ready, P2 ready." in approved.out
    assert council.run("post", "schedule", "P1", "--at", SLOT).status == DONE
    assert "P1 scheduled, P2 scheduled" in council.run("post", "show", "P2").out
    council.work(datetime(2038, 6, 1, 8, 0, tzinfo=UTC))
    data = council.show("P1")
    assert [(part["number"], part["state"]) for part in data["parts"]] == [(1, "published"), (2, "published")]
    with open_noticeboard(load_settings(council.config)).view() as connection:
        notices = sorted(standing(connection), key=lambda notice: notice.number)
    assert [(one.language, one.continues) for one in notices] == [("cy", None), ("en", None), ("cy", 1), ("en", 2)]
    assert council.run("post", "withdraw", "P2", "--reason", "Wrong", person="comms-manager").status == DONE
    assert "P1 withdrawn, P2 withdrawn" in council.run("post", "show", "P1").out


def test_a_sentence_that_is_too_long_by_itself_is_named(council: Council) -> None:
    council.run(
        "post", "add", "--label", "a", "--channel", "noticeboard", "--cy", f"{SENTENCE} Diolch.", "--en", ENGLISH
    )
    said = council.run("post", "split", "P1")
    assert said.status == MISUSE
    assert f"One sentence of the Welsh is longer than a post may be. Shorten it or divide it: “{SENTENCE}”" in said.err


def test_what_cannot_be_divided_is_said_to_be_and_why(council: Council) -> None:
    council.config.write_text(council.written + PAGE, encoding="utf-8")
    council.run("post", "add", "--label", "a", "--channel", "page", "--cy", WELSH, "--en", ENGLISH)
    said = council.run("post", "split", "P1")
    assert (said.status, "where a post cannot continue another" in said.err) == (MISUSE, True)
    council.run("post", "add", "--label", "b", "--channel", "noticeboard", "--cy", "Diolch.", "--en", "Thanks.")
    assert "fits as it is" in council.run("post", "split", "P2").out
    council.run("post", "add", "--label", "c", "--channel", "noticeboard", "--en", ENGLISH)
    assert "Write the other" in council.run("post", "split", "P3").err
    short = ("--cy", "Mae'r pwll ar gau. " * 12, "--en", "The pool is closed, " * 8 + "closed.")
    council.run("post", "add", "--label", "d", "--channel", "noticeboard", *short)
    assert "longer than a post may be" in council.run("post", "split", "P4").err


def test_a_row_of_a_plan_that_is_too_long_is_imported_if_it_can_be_divided_afterwards(council: Council) -> None:
    rows = [
        ["label", "channels", "date", "time", "cy", "en"],
        ["Llyfrgell", "noticeboard", "2038-06-01", "09:00", WELSH, ENGLISH],
    ]

    def plan(*more: list[str]) -> str:
        with Path("plan.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([*rows, *more])
        return " ".join(council.run("plan", "import", "plan.csv").out.replace("┃", " ").replace("│", " ").split())

    undividable = ["Ffordd", "noticeboard", "2038-06-02", "09:00", f"{SENTENCE} Diolch.", ENGLISH]
    assert "Nothing was imported: 1 row of 2 must be mended" in plan(undividable)
    said = plan()
    assert "divide the post" in said
    assert "1 post is imported" in said
    assert council.run("post", "split", "P1", "--yes").status == DONE
    assert {line["slot"] for line in council.run("post", "list", "--json").lines()} == {"2038-06-01T08:00:00+00:00"}
