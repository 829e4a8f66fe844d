"""``cydbost rota``, the doctor's eye on the ladder, and mistakes in who is told when."""

from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_bot.i18n import using
from cydbost_bot.settings import SettingsError, load_settings

PEOPLE = """
[people.welsh-a]
roles = ["translator"]
ways = [{ name = "sms", url_from = { env = "A" }, urgent_only = true }, { name = "e-mail", url_from = { env = "B" } }]
[people.welsh-b]
roles = ["translator"]
ways = [{ name = "e-mail", url_from = { env = "B" } }]
[rota.welsh-on-call]
hours = [
  { days = ["mon", "tue", "wed", "thu", "fri"], begins = "08:00", ends = "18:00", people = ["welsh-a"] },
  { begins = "18:00", ends = "08:00", people = ["welsh-b"] },
  { days = ["sat", "sun"], begins = "08:00", ends = "18:00", people = ["welsh-b"] },
]
dates = [{ begins = "2038-12-25", ends = "2038-12-25", people = ["welsh-a", "welsh-b"] }]
[[notices]]
role = "language-officer"
name = "teams"
url_from = { env = "B" }
[emergency.ladder]
steps = [{ at = 0, rotas = ["welsh-on-call"] }, { at = 100, rotas = ["welsh-on-call"], roles = ["language-officer"] }]
[emergency.ladders.flooding]
steps = [{ at = 100, people = ["welsh-b"] }]
late_every = "10m"
"""


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("A", "json://127.0.0.1/a")
    monkeypatch.setenv("B", "mailto://127.0.0.1/?from=a@cyngor.example&to=b@cyngor.example")
    council = Council(tmp_path, capsys)
    append(council, PEOPLE)
    return council


def append(council: Council, text: str) -> None:
    with council.config.open("a", encoding="utf-8") as config:
        config.write(text)


def changed(council: Council, old: str, new: str) -> None:
    text = council.config.read_text(encoding="utf-8")
    assert old in text
    council.config.write_text(text.replace(old, new), encoding="utf-8")


def on_call(council: Council, at: str) -> list[str]:
    lines = council.run("rota", "--at", at, "--json").lines()
    return [one["person"] for one in lines[0]["reached"]]


@pytest.mark.parametrize(
    ("at", "people"),
    [
        ("2038-11-22 09:00", ["welsh-a"]),
        ("2038-11-22 07:59", ["welsh-b"]),
        ("2038-11-22 18:00", ["welsh-b"]),
        ("2038-11-21 12:00", ["welsh-b"]),
        ("2038-12-25 03:00", ["welsh-a", "welsh-b"]),
        ("2038-12-26 00:00", ["welsh-b"]),
        ("2038-07-05 07:59", ["welsh-b"]),  # summer time: still by the clock on the wall
        ("2038-07-05 08:00", ["welsh-a"]),
    ],
)
def test_who_is_on_call_at_a_time_on_the_wall(council: Council, at: str, people: list[str]) -> None:
    assert on_call(council, at) == people


def test_each_step_of_each_ladder_says_whom_it_reaches_and_how(council: Council) -> None:
    said = council.run("rota", "--at", "2038-11-22 09:00")
    assert said.status == 0
    assert said.out.splitlines() == [
        "At 9am on Monday 22 November 2038:",
        "On call on the rota welsh-on-call: welsh-a, until 6pm on Monday 22 November 2038",
        "",
        "Any emergency:",
        "  at once: welsh-a (sms, e-mail)",
        "  100 %: welsh-a (sms, e-mail), the desk of: Welsh language officer (teams)",
        "  while late, every 30 minutes: as at 100 %",
        "",
        "Emergency of the category flooding:",
        "  100 %: welsh-b (e-mail)",
        "  while late, every 10 minutes: as at 100 %",
    ]
    welsh = council.run("rota", "--at", "2038-11-22 09:00", lang="cy").out
    assert "Ar alw ar y rota welsh-on-call: welsh-a, hyd 6yh ddydd Llun 22 Tachwedd 2038" in welsh


def test_a_step_that_reaches_nobody_is_said_with_status_one(council: Council) -> None:
    changed(council, 'people = ["welsh-b"] }]\nlate', 'people = ["duty-officer"] }]\nlate')
    said = council.run("rota", "--at", "2038-11-22 09:00")
    assert (said.status, "100 %: REACHES NOBODY (told: duty-officer;" in said.out) == (1, True)


def test_a_time_that_comes_twice_has_to_say_which(council: Council) -> None:
    assert council.run("rota", "--at", "2038-10-31 01:30").status == 2
    assert council.run("rota", "--at", "2038-10-31 01:30 GMT").status == 0


def test_the_doctor_finds_every_step_reached_or_says_from_when_one_is_not(council: Council) -> None:
    whole = council.run("doctor")
    assert "ok  Every step of a Welsh deadline reaches somebody." in whole.out
    assert whole.status == 0, whole.out
    changed(council, '{ days = ["sat", "sun"], begins = "08:00"', '{ days = ["sat", "sun"], begins = "10:00"')
    holed = council.run("doctor")
    assert holed.status == 1
    assert "MEND  The deadline’s step at 0 % (any emergency) reaches nobody from 8am on Saturday" in holed.out


def test_the_doctor_names_an_address_that_is_missing_and_never_shows_one(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A", "hunter2 is no address")
    said = council.run("doctor")
    assert (said.status, "The address of welsh-a by sms is missing or not understood." in said.out) == (1, True)
    assert "hunter2" not in said.out + said.err


def test_without_any_way_the_doctor_says_that_nobody_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = Council(tmp_path, capsys).run("doctor")
    assert (said.status, "No way to reach anybody is set" in said.out) == (0, True)


def mistakes(folder: Path, text: str) -> list[str]:
    path = folder / "config.toml"
    path.write_text('[people.jo]\nroles = ["author"]\n' + text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return [sentence.removeprefix(f"{path}, ") for sentence in caught.value.sentences()]


STEP = '[emergency.ladder]\nsteps = [{at = 100, roles = ["author"]%s}]\n'
WAY = '{name = "sms", url_from = {env = "X"}}'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[rota.a]\nhours = [{people = ["joe"]}]\n', "line 4: [rota] a.hours.1.people: “joe” is not under [people]."),
        ('[rota.a]\nhours = [{begins = "8:00", people = ["jo"]}]\n', 'a time of day in four figures, such as "08:30".'),
        ('[rota.a]\nhours = [{days = ["monday"], people = ["jo"]}]\n', 'this must be one of "mon", "tue"'),
        ("[rota.a]\nhours = [{people = []}]\n", "this is empty. Give at least one."),
        (
            '[rota.a]\ndates = [{begins = "25/12/2026", ends = "2026-12-26", people = ["jo"]}]\n',
            "this must be a day, or",
        ),
        (
            '[rota.a]\ndates = [{begins = "2026-12-26", ends = "2026-12-25", people = ["jo"]}]\n',
            "ends before it begins",
        ),
        (
            '[rota.a]\ndates = [{begins = "2026-02-30", ends = "2026-03-25", people = ["jo"]}]\n',
            "this must be a day, or",
        ),
        ("[rota.A]\n", "[rota] A: this is not in the right form."),
        (STEP % ', rotas = ["wlsh"]' + "[rota.welsh]\n", "“wlsh” is not under [rota]. Did you mean “welsh”?"),
        (STEP % ', people = ["joo"]', "“joo” is not under [people]. Did you mean “jo”?"),
        ("[emergency.ladder]\nsteps = [{at = 100}]\n", "this step tells nobody."),
        ('[emergency.ladder]\nsteps = [{at = 50, roles = ["author"]}]\n', "the last step is at 100."),
        ("[emergency.ladder]\nsteps = []\n", "the last step is at 100."),
        (
            '[emergency.ladders.flod]\nlate_every = "5m"\n',
            "“flod” is not under [emergency.categories]. Did you mean “flo",
        ),
        (f"[people.bo]\nroles = ['author']\nways = [{WAY}, {WAY}]\n", "another way is called “sms” too."),
        (
            '[people.bo]\nroles = ["author"]\nways = [{name = "sms", url_from = "mailto://s3cret"}]\n',
            "a secret is never written",
        ),
        ('[people."a|b"]\nroles = ["author"]\n', "without “|”"),
    ],
)
def test_a_mistake_in_who_is_told_is_named_with_its_mend(tmp_path: Path, text: str, said: str) -> None:
    found = mistakes(tmp_path, text)
    assert any(said in one for one in found), found
    assert not [one for one in found if "s3cret" in one]
    with using("cy"):
        assert mistakes(tmp_path, text) != found


def test_bad_settings_end_any_command_with_status_two(council: Council) -> None:
    changed(council, 'late_every = "10m"', 'late_every = "often"')
    said = council.run("rota")
    assert (said.status, "late_every: this must be a length of time" in said.err) == (2, True)
