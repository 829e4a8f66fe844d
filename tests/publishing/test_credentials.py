"""Credentials that run out: people are told ahead, and a post that would come too late for them is held in time."""

from datetime import datetime, timedelta

import pytest

from cydbost_connectors import Health, Unavailable
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.scheduling import schedule
from cydbost_queue.queries.notices import notices
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState
from cydbost_queue.tables import HeldReason
from cydbost_queue.views import NoticeView
from cydbost_queue.watching import Watch
from publishing.conftest import EDITOR, ENGLISH, OFFICER, WELSH, Council

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def run_out(council: Council, monkeypatch: pytest.MonkeyPatch, at: datetime | None, *accounts: str) -> None:
    def health() -> Health:
        return Health(usable=True, detail="", clock=council.clock.now(), expires_at=at)

    for name in accounts or council.faulty:
        monkeypatch.setattr(council.faulty[name], "health", health)


def told(council: Council) -> list[tuple[str, str]]:
    found: list[NoticeView] = [one for one in notices(council.desk) if one.code.startswith("token_")]
    return [(one.code, one.facts["step"]) for one in reversed(found)]


def test_the_end_is_told_ahead_on_the_last_day_and_when_it_has_come_each_once(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_out(council, monkeypatch, council.clock.now() + 10 * DAY, "board-en")
    council.scheduled(after=11 * DAY)
    watches = [Watch(council.desk, council.connectors, name) for name in ("one", "two")]
    seen = []
    for _ in range(24):
        council.clock.advance(DAY / 2)
        for watch in watches:
            watch.look()
        seen.append(len(told(council)))
    assert told(council) == [("token_expiring", "ahead"), ("token_expiring", "last-day"), ("token_expired", "over")]
    assert (seen[4], seen[5], seen[17], seen[19], seen[-1]) == (0, 1, 2, 3, 3)
    first = next(one for one in reversed(notices(council.desk)) if one.code == "token_expiring")
    assert (first.facts["account"], first.facts["number"]) == ("board-en", "1")


def test_renewed_credentials_are_told_of_anew_when_they_in_turn_run_out(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        run_out(council, monkeypatch, council.clock.now() + 3 * DAY, "board-cy")
        Watch(council.desk, council.connectors, "one").look()
        run_out(council, monkeypatch, None)
        council.clock.advance(30 * DAY)
        Watch(council.desk, council.connectors, "one").look()
    assert told(council) == [("token_expiring", "ahead")] * 2


def test_accounts_are_asked_once_an_hour_and_those_that_are_stopped_or_down_not_believed(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime] = []

    def health() -> Health:
        asked.append(council.clock.now())
        raise Unavailable("down")

    monkeypatch.setattr(council.faulty["board-en"], "health", health)
    run_out(council, monkeypatch, council.clock.now(), "board-cy")
    stop_account(council.desk, OFFICER, "board-cy")
    watch = Watch(council.desk, council.connectors, "one")
    for _ in range(61):
        watch.look()
        council.clock.advance(MINUTE)
    assert (len(asked), told(council)) == (2, [])


@pytest.mark.parametrize("left", [timedelta(-1), timedelta(minutes=14), timedelta(minutes=19)])
def test_a_post_that_would_come_after_the_end_is_held_before_its_time(
    council: Council, monkeypatch: pytest.MonkeyPatch, left: timedelta
) -> None:
    ref = council.scheduled()
    council.clock.advance(45 * MINUTE)
    run_out(council, monkeypatch, council.clock.now() + left, "board-en")
    council.run_to(timedelta(0))
    view = show_posting(council.desk, ref)
    assert (view.line.state, view.line.held_reason, council.texts()) == (PostingState.HELD, HeldReason.PREFLIGHT, [])
    (notice,) = [one for one in notices(council.desk, roles=["administrator"]) if one.code == "preflight_failed"]
    assert (notice.facts["account"], notice.facts["error"]) == ("board-en", "expires_first")
    run_out(council, monkeypatch, council.clock.now() + 60 * DAY)
    schedule(council.desk, EDITOR, ref, council.clock.now() + HOUR)
    council.run_to(45 * MINUTE)
    council.run_to(15 * MINUTE)
    assert council.texts() == [WELSH, ENGLISH]


def test_credentials_that_last_longer_than_the_pair_needs_hold_nothing(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    council.scheduled()
    run_out(council, monkeypatch, council.clock.now() + HOUR + 6 * MINUTE)
    council.run_to(45 * MINUTE)
    council.run_to(15 * MINUTE)
    assert council.texts() == [WELSH, ENGLISH]
