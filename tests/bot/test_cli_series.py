"""``cydbost series``: beginning, seeing, skipping and stopping, in plain words or as a rule."""

from pathlib import Path

import pytest

from bot.cli_council import OTHER_DAY, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def begun(council: Council, *words: str, first: str = "2038-06-07 09:00") -> str:
    ref = council.add()
    assert council.run("post", "approve", ref, person="comms-manager").status == DONE
    said = council.run("series", "add", ref, "--first", first, *(words or ("--every", "week")), "--json")
    return str(said.data()["ref"])


def test_a_series_is_begun_and_its_next_times_are_shown(council: Council) -> None:
    ref = council.add()
    said = council.run("series", "add", ref, "--first", "2038-06-07 09:00", "--every", "week", "--count", "3")
    assert said.status == DONE
    assert "S1 is begun of P1: every week, 3 times, from 9am on Monday 7 June 2038." in said.out
    assert [f"Monday {day} June 2038, 9am" in said.out for day in (7, 14, 21, 28)] == [True, True, True, False]


def test_it_is_said_in_welsh_for_a_welsh_reader(council: Council) -> None:
    begun(council)
    said = council.run("series", "show", "s1", lang="cy")
    assert "bob wythnos, o 9yb ddydd Llun 7 Mehefin 2038" in said.out
    assert "i’w llunio" in said.out
    assert "bob wythnos" in council.run("series", "list", lang="cy").out


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("--every", "day"), "FREQ=DAILY"),
        (("--every", "weekday"), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        (("--every", "week", "--on", "mon, wed", "--interval", "2"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        (("--every", "week", "--on", "llun,Mercher"), "FREQ=WEEKLY;BYDAY=MO,WE"),
        (("--every", "month", "--until", "31 Rhagfyr 2038"), "FREQ=MONTHLY;UNTIL=20381231T235959"),
        (("--rule", "FREQ=MONTHLY;BYDAY=1MO"), "FREQ=MONTHLY;BYDAY=1MO"),
    ],
)
def test_how_often_is_said_in_words_or_as_a_rule(council: Council, words: tuple[str, ...], rule: str) -> None:
    begun(council, *words)
    assert council.run("series", "show", "S1", "--json").data()["rule"] == rule


def test_a_time_that_the_clocks_skip_is_said_to_be(council: Council) -> None:
    begun(council, "--every", "week", first="2038-03-21 01:30")
    said = council.run("series", "show", "S1", "--limit", "2")
    assert "Sunday 28 March 2038, 2.30am" in said.out
    assert "the clocks skip 01:30" in said.out
    places = council.run("series", "show", "S1", "--limit", "2", "--json").data()["places"]
    assert [(place["wall"], place["moved"]) for place in places] == [
        ("2038-03-21T01:30", False),
        ("2038-03-28T01:30", True),
    ]


def test_one_day_is_left_out_and_the_rest_is_stopped(council: Council) -> None:
    begun(council)
    assert "S1 leaves out 2038-06-14." in council.run("series", "skip", "s1", "--day", "14 June 2038").out
    assert "left out by comms-editor" in council.run("series", "show", "S1").out
    said = council.run("series", "stop", "S1", "--from", "2038-06-21", "--reason", "The campaign ends")
    assert "S1 is stopped. 0 posts that were made will not go out." in said.out
    data = council.run("series", "show", "S1", "--json").data()
    assert [place["wall"][:10] for place in data["places"]] == ["2038-06-07", "2038-06-14"]
    assert "The series was stopped from" in council.run("audit", "show", "S1").out


def test_a_day_is_put_back_and_the_rest_changes_its_time_and_its_words(council: Council) -> None:
    begun(council)
    council.run("series", "skip", "S1", "--day", "14 June 2038")
    assert "S1 has 2038-06-14 again." in council.run("series", "unskip", "s1", "--day", "14 June 2038").out
    assert council.run("series", "unskip", "S1", "--day", "14 June 2038").status == MISUSE
    said = council.run("series", "change", "S1", "--from", "2038-06-21", "--time", "10.30")
    assert "S1 goes on as S2: every week, from 10.30am on Monday 21 June 2038." in said.out
    text = OTHER_DAY.replace("14 June", "7 June") + " Thank you."
    said = council.run("series", "change", "S2", "--en", text, "--cy", WELSH + " Diolch.", lang="cy")
    assert "Mae ei geiriau’n newydd: trefnwch i P2 gael ei chymeradwyo." in said.out
    assert council.run("series", "show", "S3", "--json").data()["pattern"] == "P2"
    for words in (("--time", "25:00"), ("--time", "10"), ()):
        assert council.run("series", "change", "S3", *words).status == MISUSE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "one of the two"),
        (("--every", "week", "--rule", "FREQ=DAILY"), "one of the two"),
        (("--rule", "FREQ=DAILY", "--count", "3"), "one of the two"),
        (("--every", "fortnight"), "must be one of"),
        (("--every", "week", "--on", "mob"), "no day of the week. Did you mean"),
        (("--every", "week", "--count", "0"), "--count is a number from 1 to 9999"),
        (("--every", "week", "--interval", "1000"), "--interval is a number from 1 to 999"),
        (("--every", "week", "--until", "soon"), "is not a date"),
        (("--every", "week", "--until", "2020-01-01"), "names no day at all"),
        (("--every", "week", "--count", "2", "--until", "2039-01-01"), "no rule that a series can have"),
        (("--rule", "FREQ=SECONDLY"), "no rule that a series can have: FREQ=SECONDLY"),
    ],
)
def test_what_cannot_be_a_series_is_refused_with_the_mend(council: Council, words: tuple[str, ...], said: str) -> None:
    ref = council.add()
    outcome = council.run("series", "add", ref, "--first", "2038-06-07 09:00", *words)
    assert (outcome.status, said in outcome.err) == (MISUSE, True), outcome.err


def test_other_mistakes_are_named(council: Council) -> None:
    assert council.run("series", "list").status == NO
    ref = council.add()
    assert "has passed" in council.run("series", "add", ref, "--first", "2020-01-01 09:00", "--every", "day").err
    skipped = council.run("series", "add", ref, "--first", "2038-03-28 01:30", "--every", "day")
    assert "does not exist" in skipped.err
    begun(council)
    assert "There is no series S9" in council.run("series", "show", "S9").err
    assert "no place on 2038-06-08" in council.run("series", "skip", "S1", "--day", "2038-06-08").err
    assert "1 to 400" in council.run("series", "show", "S1", "--limit", "0").err
    denied = council.run("series", "stop", "S1", "--reason", "No", person="welsh-editor")
    assert (denied.status, "may not do this" in denied.err) == (MISUSE, True)
