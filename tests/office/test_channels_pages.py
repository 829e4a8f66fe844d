"""The pages of the channels: how each account is, testing it, stopping it for a reason and letting it go again."""

from datetime import timedelta

from cydbost_bot.office.channels.words import condition
from cydbost_queue.queries.channel_states import AccountState, ChannelState, HealthState, channel_states
from cydbost_queue.tables import Carries
from office.office_rig import House, text_of
from publishing.conftest import START


def test_a_test_asks_every_account_and_shows_what_each_said(house: House) -> None:
    person = house.visitor("administrator")
    assert "Not asked yet" in text_of(person.get("/channels/board"))
    assert person.post("/channels/board/test").headers["location"] == "/channels/board"
    said = text_of(person.get("/channels/board"))
    assert "Asked. What each account said is shown here." in said
    assert "Last asked" in said
    assert person.get("/channels/nothing").status_code == 404


def test_an_account_is_stopped_for_a_reason_that_is_shown_to_whoever_resumes_it(house: House) -> None:
    person, account = house.visitor("duty-officer"), "board/board-cy"
    refused = person.post("/channels/board/stop", {"account": account})
    assert refused.status_code == 422
    assert "Say why it is stopped" in text_of(refused)
    person.post("/channels/board/stop", {"account": account, "reason": "Its password was seen."})
    said = text_of(person.get("/channels/board"))
    assert "Stopped By duty-officer" not in said
    assert "Its password was seen." in said
    assert "duty-officer" in said
    assert "1 account needs looking at." in text_of(person.get("/"))
    person.post("/channels/board/resume", {"account": account})
    assert channel_states(house.council.desk)[0].accounts[0].stopped_at is None
    assert person.post("/channels/board/resume", {"account": "another"}).status_code == 404


def test_a_condition_names_the_worst_that_is_known() -> None:
    def of(mode: str = "full", *, stopped: bool = False, **health: object) -> str:
        known = {"asked_at": START, "usable": True, "error": None, "detail": "", "expires_at": None, "skew": None}
        state = HealthState(**{**known, **health}, quotas=()) if health else None  # type: ignore[arg-type]
        account = AccountState(
            "a", Carries.CY, START if stopped else None, None, None, state, None, None, 0, None, None, None
        )
        channel = ChannelState("c", "p", "paired-accounts", mode, "withdraw", (account,))
        return condition(channel, account, START, timedelta(days=7)).code

    assert of("off", usable=True) == "off"
    assert of(stopped=True, usable=True) == "stopped"
    assert of() == "unknown"
    assert of(expires_at=START - timedelta(days=1)) == "expired"
    assert of(usable=False) == "unusable"
    assert of(expires_at=START + timedelta(days=3)) == "ending"
    assert of(skew=-90.0) == "clock"
    assert of(asked_at=START - timedelta(hours=4)) == "old"
    assert of(skew=2.0) == "well"
