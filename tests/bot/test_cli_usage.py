"""What the platforms charge, before a person: the use of a month, a pair's cost, budgets, modes, and old knowledge."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli_council import CONFIG, ENGLISH, SLOT, WELSH, Council
from cydbost_bot.console import DONE, MISUSE, NO
from cydbost_bot.operations.metrics import Metrics
from cydbost_bot.problem import Misuse
from cydbost_bot.settings import load_settings
from cydbost_connectors import Dated, Health, Quota, Unavailable
from cydbost_connectors.noticeboard import NoticeboardConnector
from cydbost_queue.spending.ledger import Spent
from cydbost_queue.spending.months import month_of
from cydbost_queue.tables import SpentOn

CHANNELS = """
[[channels]]
name = "noticeboard"
platform = "noticeboard"
accounts.cy = "cy"
accounts.en = "en"

[[channels]]
name = "x"
platform = "x"
mode = "full"
budget = {{ monthly = {monthly}, warn_at = 50 }}
accounts.cy = {{ name = "cyngor", settings = {{ handle = "cyngor" }}, credentials = {keys} }}
accounts.en = {{ name = "council", settings = {{ handle = "council" }}, credentials = {keys} }}
"""
KEYS = ("consumer_key", "consumer_secret", "access_token", "access_token_secret")
LINK = "https://gov.wales/ffyrdd"


def written(monthly: str = '"1.00"') -> str:
    keys = ", ".join(f'{name} = {{ env = "X_KEY" }}' for name in KEYS)
    return CONFIG + CHANNELS.format(monthly=monthly, keys=f"{{ {keys} }}")


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("X_KEY", "a-secret")
    return Council(tmp_path, capsys, written())


def pay(council: Council, micros: int) -> str:
    """Have the English account on X charged; return the month."""
    with council.desk() as desk, desk.system_act() as act:
        act.payments.append(Spent("x", "x/council", SpentOn.POSTS, micros, "USD"))
        return month_of(act.at, desk.rules.zone)


def switch(council: Council, mode: str) -> None:
    council.config.write_text(written().replace('mode = "full"', f'mode = "{mode}"'), encoding="utf-8")


def test_the_use_of_a_month_is_told_in_both_languages_and_as_data(council: Council) -> None:
    month = pay(council, 415_000)
    said = council.run("channel", "usage", "x", "--json").data()
    assert {name: said[name] for name in ("mode", "month", "currency", "spent", "budget", "left", "forecast")} == {
        "mode": "full",
        "month": month,
        "currency": "USD",
        "spent": "0.415",
        "budget": "1.00",
        "left": "0.585",
        "forecast": "0.415",
    }
    assert said["lines"] == [{"account": "x/council", "on": "posts", "number": 1, "cost": "0.415", "currency": "USD"}]
    english, welsh = council.run("channel", "usage"), council.run("channel", "usage", lang="cy")
    assert "US$0.415 of a budget of US$1.00; left now: US$0.585." in english.out
    assert "noticeboard (noticeboard): in full use." in english.out
    assert "o gyllideb o US$1.00; ar ôl nawr: US$0.585." in welsh.out
    assert council.run("channel", "usage", "x", "--month", "2020-01", "--json").data()["spent"] == "0.00"
    assert council.run("channel", "usage", "y").status == MISUSE
    assert council.run("channel", "usage", "--month", "2026-13").status == MISUSE


def test_what_platforms_still_allow_is_asked_for_where_it_is_wanted(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    quota = Quota("calls in 15 minutes", 100, 99, datetime(2038, 6, 1, tzinfo=UTC))
    asked: list[str] = []

    def health(connector: NoticeboardConnector) -> Health:
        asked.append(str(connector))
        if len(asked) % 2 == 0:
            raise Unavailable("down")
        return Health(usable=True, detail="", quotas=(quota,))

    monkeypatch.setattr(NoticeboardConnector, "health", health)
    assert "99" not in council.run("channel", "usage", "noticeboard").out
    assert asked == []
    said = council.run("channel", "usage", "noticeboard", "--quotas")
    assert "noticeboard/cy: 99 of 100 left (calls in 15 minutes), until 1am on Tuesday 1 June 2038." in said.out
    assert "noticeboard/en: The platform was not reached: down" in said.out
    welsh = council.run("channel", "usage", "noticeboard", "--quotas", lang="cy")
    assert "noticeboard/cy: 99 o 100 ar ôl" in welsh.out
    assert council.run("channel", "usage", "noticeboard", "--quotas", "--json").data()["quotas"] == {
        "noticeboard/cy": [
            {"of": "calls in 15 minutes", "limit": 100, "left": 99, "renews_at": "2038-06-01T00:00:00+00:00"}
        ],
        "noticeboard/en": None,
    }


def test_who_approves_sees_what_a_link_costs_and_the_plan_adds_it_up(council: Council, tmp_path: Path) -> None:
    plain = council.add("--channel", "x")
    dear = council.add("--channel", "x", "--channel", "noticeboard", "--link-en", LINK)
    assert council.show(plain)["costs"] == [
        {"channel": "x", "currency": "USD", "cost": "0.03", "without_links": "0.03"}
    ]
    shown = council.run("post", "show", dear)
    assert "Cost on x: US$0.215. Its links make it 7 times as dear: without them, US$0.03." in shown.out
    sheet, (day, time) = tmp_path / "plan.csv", SLOT.split()
    sheet.write_text(
        "label,channels,date,time,cy,en,link_cy,link_en\n"
        f'Un,x,{day},{time},"{WELSH}","{ENGLISH}",{LINK},{LINK}\n'
        f'Dau,noticeboard,{day},{time},"{WELSH}","{ENGLISH}",,\n',
        encoding="utf-8",
    )
    planned = council.run("plan", "import", str(sheet), "--dry-run")
    assert "Cost on x: US$0.40. Its links make it 13 times as dear: without them, US$0.03." in planned.out


def test_a_budget_that_does_not_last_is_a_finding_and_is_metered(council: Council) -> None:
    pay(council, 1_000_000)
    doctor = council.run("doctor", "--json")
    (found,) = [one for one in doctor.lines() if one["check"] == "budget"]
    assert not found["ok"]
    assert "US$1.00 of US$1.00 is spent" in found["message"]
    with council.desk() as desk:
        text = Metrics(desk).text().decode()
    assert 'cydbost_money_spent{channel="x",currency="USD"} 1.0' in text
    assert 'cydbost_money_budget{channel="x",currency="USD"} 1.0' in text
    told = council.run("notices", person="administrator")
    assert "is used up: US$1.00 of US$1.00" in told.out


def test_a_channel_that_is_off_is_not_asked_and_takes_no_time_and_the_record_says_so(council: Council) -> None:
    switch(council, "off")
    tested = council.run("channel", "test", "x")
    assert (tested.status, tested.out.count("its channel is off, so it was not asked.")) == (DONE, 2)
    refused = council.run("post", "add", "--label", "Un", "--en", ENGLISH, "--channel", "x", "--at", SLOT)
    assert (refused.status, "The channel x is off" in refused.err) == (MISUSE, True)
    settings = council.run("audit", "show", "settings").out
    assert "; off." in settings
    switch(council, "emergency-only")
    welsh = council.run("post", "add", "--label", "Un", "--en", ENGLISH, "--channel", "x", "--at", SLOT, lang="cy")
    assert "Cedwir y sianel x ar gyfer argyfyngau." in welsh.err


def test_what_is_known_of_a_platform_and_has_ended_is_said_where_it_is_tested(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(council, "off")
    with council.desk() as desk:
        today = desk.clock.now().date()
    known = {
        "x": (
            Dated("API v1", "https://platform.test", today, ends_on=today - timedelta(days=1)),
            Dated("limits", "https://platform.test", today - timedelta(days=400)),
        )
    }
    monkeypatch.setattr("cydbost_bot.compose.known_by_channel", lambda _settings: known)
    tested = council.run("channel", "test", "x")
    assert tested.status == NO
    assert "API v1 came to an end on" in tested.out
    assert "what is known of the limits was read on" in tested.out


@pytest.mark.parametrize(
    ("monthly", "fault"), [('"ten"', "an amount"), ("2.5", "an amount"), ("true", "an amount"), ('"-1"', "an amount")]
)
def test_an_amount_that_is_none_is_told_with_its_mend(tmp_path: Path, monthly: str, fault: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(written(monthly), encoding="utf-8")
    with pytest.raises(Misuse, match=fault):
        load_settings(file)


def test_a_budget_where_nothing_is_charged_is_refused(council: Council) -> None:
    council.config.write_text(
        written().replace('accounts.cy = "cy"', 'budget = { monthly = 5 }\naccounts.cy = "cy"'), encoding="utf-8"
    )
    said = council.run("channel", "list")
    assert (said.status, "charges nothing that Cydbost knows of" in said.err) == (MISUSE, True)
