"""``cydbost post count``: how long a message is on each channel, and what that stops."""

from pathlib import Path

import pytest

from bot.cli_council import CONFIG, ENGLISH, SLOT, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO

CHANNELS = """
[[channels]]
name = "noticeboard"
platform = "noticeboard"
layout = "combined"
accounts.both = { name = "board" }

[[channels]]
name = "x"
platform = "x"
accounts.cy = { name = "cyngor", settings = { handle = "cyngor" } }
accounts.en = { name = "council", settings = { handle = "council" } }

[[channels]]
name = "toot"
platform = "mastodon"
layout = "two-posts"
accounts.both = { name = "toot", settings = { server = "https://toot.wales" } }
"""
LONG = ("Bydd y ffordd ar gau. " * 13).strip(), ("The road will be closed. " * 11).strip()


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys, CONFIG + CHANNELS)


def test_both_languages_are_counted_on_every_channel_as_each_platform_counts(council: Council) -> None:
    said = council.run("post", "count", "--cy", WELSH, "--en", ENGLISH, "--link-cy", "https://example.org/cy", "--json")
    assert said.status == DONE
    posts = {(one["channel"], one["carries"]): one for one in said.data()["posts"]}
    assert [*posts] == [
        ("noticeboard", "both"),
        ("x", "cy"),
        ("x", "en"),
        ("toot", "cy"),
        ("toot", "en"),
    ]
    assert posts["noticeboard", "both"]["length"] == len(WELSH) + len(ENGLISH) + len("\n\n---\n\n")
    assert posts["x", "cy"]["length"] == len(WELSH) + 2 + 23
    assert (posts["x", "en"]["length"], posts["x", "en"]["left"]) == (len(ENGLISH), 280 - len(ENGLISH))
    assert posts["toot", "en"]["limit_is_sure"] is False


def test_what_is_too_long_is_said_with_by_how_much(council: Council) -> None:
    said = council.run("post", "count", "--cy", LONG[0], "--en", LONG[1], "--channel", "x")
    assert said.status == NO
    assert f"{len(LONG[0]) - 280} too long" in said.out
    welsh = council.run("post", "count", "--cy", LONG[0], "--en", LONG[1], "--channel", "x", lang="cy")
    assert f"{len(LONG[0]) - 280} yn rhy hir" in welsh.out


def test_the_room_that_the_welsh_will_need_is_said_while_only_the_english_is_written(council: Council) -> None:
    said = council.run("post", "count", "--en", "a" * 260, "--channel", "x")
    assert said.status == DONE
    assert "x: the Welsh version will hardly fit. It counts 289 as a rule, and up to 333" in said.out
    assert "there is room for 280" in said.out
    assert "may not fit" in council.run("post", "count", "--en", "a" * 230, "--channel", "x").out
    assert "fit" not in council.run("post", "count", "--en", "a" * 200, "--channel", "x").out
    combined = council.run("post", "count", "--en", "a" * 2600, "--channel", "noticeboard", "--json").data()
    assert combined["awaited"] == [
        {"channel": "noticeboard", "language": "cy", "usual": 2886, "most": 3328, "room": 5000 - 2600 - 7}
    ]


def test_a_post_that_is_too_long_for_a_channel_is_said_to_be_at_once_and_gets_no_approval(council: Council) -> None:
    said = council.run("post", "add", "--label", "Ffordd", "--channel", "x", "--cy", LONG[0], "--en", LONG[1])
    over = len(LONG[0]) - 280
    assert f"On x (X) the Welsh version counts {len(LONG[0])}; 280 is the most. Take out {over}, or divide" in said.out
    assert council.run("post", "count", "P1", "--json").data()["fits"] is False
    refused = council.run("post", "approve", "P1", person="comms-manager")
    assert refused.status == NO
    assert "280 is the most" in " ".join(refused.out.split())
    assert council.run("post", "schedule", "P1", "--at", SLOT).status == NO
    assert council.run("post", "count", "P1", "--channel", "noticeboard").status == DONE


def test_where_servers_differ_it_is_a_warning_until_the_council_says_what_its_own_takes(
    council: Council,
) -> None:
    words = ("--cy", LONG[0] * 2, "--en", LONG[1] * 2, "--channel", "toot")
    council.run("post", "add", "--label", "Ffordd", *words)
    (finding,) = (one for one in council.show("P1")["findings"] if one["check"] == "length" and one["cy"])
    assert finding["severity"] == "warn"
    assert "“text_limit”" in finding["message"]
    council.config.write_text(
        council.written.replace('layout = "two-posts"', 'layout = "two-posts"\ntext_limit = 5000')
    )
    assert council.run("post", "count", "P1").status == DONE
    assert not [one for one in council.show("P1")["findings"] if one["check"] == "length"]


def test_an_emergency_that_is_too_long_for_a_channel_is_said_to_be_before_anything_goes_out(council: Council) -> None:
    raising = ["emergency", "raise", "--label", "Llifogydd", "--category", "flooding", "--reason", "Afon yn codi"]
    raising += ["--en", LONG[1], "--channel", "x", "--authorised-by", "duty-manager"]
    said = council.run(*raising, person="duty-officer")
    assert said.status == NO
    assert "On x (X) the English version counts" in said.out + said.err
    assert "divide" not in said.out + said.err
    assert council.postings() == 0


def test_texts_and_a_post_are_not_counted_together(council: Council) -> None:
    council.add("--channel", "noticeboard")
    assert council.run("post", "count", "P1", "--cy", WELSH).status == MISUSE
    assert council.run("post", "count").status == MISUSE
