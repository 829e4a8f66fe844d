"""What a trial of the worker says: what is due, and what would keep it back."""

from datetime import timedelta

from cydbost_bot import i18n
from cydbost_bot.cli.worker import due_line
from cydbost_queue.actions.channels import stop_account
from cydbost_queue.actions.halting import stop_all
from cydbost_queue.actions.quieting import begin_quiet
from cydbost_queue.queries.due import Left, due_now
from cydbost_queue.tables import QuietKind, Restored
from publishing.conftest import APPROVER, OFFICER, Council

HOUR = timedelta(hours=1)


def left(council: Council) -> list[tuple[str, Left | None]]:
    return [(f"{one.ref} {one.account}", one.left) for one in due_now(council.desk)]


def both(why: Left | None) -> list[tuple[str, Left | None]]:
    return [("P1 board-cy", why), ("P1 board-en", why)]


def test_what_a_worker_would_send_is_said_to_be_due(council: Council) -> None:
    council.scheduled()
    assert left(council) == []
    council.clock.advance(HOUR)
    assert left(council) == both(None)


def test_a_stopped_account_keeps_back_both_of_its_pair_before_and_after_release(council: Council) -> None:
    council.scheduled()
    stop_account(council.desk, OFFICER, "board-en")
    council.clock.advance(HOUR)
    assert left(council) == both(Left.ACCOUNT_STOPPED)
    council.worker().tick()
    assert left(council) == both(Left.ACCOUNT_STOPPED)


def test_stop_all_keeps_back_what_is_new(council: Council) -> None:
    council.scheduled()
    stop_all(council.desk, OFFICER, "A death was announced")
    council.clock.advance(HOUR)
    assert left(council) == both(Left.ALL_STOPPED)


def test_a_quiet_period_and_a_slot_long_past_hold_it(council: Council) -> None:
    council.scheduled()
    council.clock.advance(2 * HOUR + timedelta(seconds=1))
    assert left(council) == both(Left.LATE)
    council.clock.move_to(council.clock.now() - HOUR)
    begin_quiet(council.desk, APPROVER, kind=QuietKind.MOURNING, name="Galar", reason="A death was announced")
    assert left(council) == both(Left.QUIET)


def test_a_queue_that_was_restored_and_not_opened_sends_nothing(council: Council) -> None:
    council.scheduled()
    council.clock.advance(HOUR)
    now = council.clock.now()
    with council.desk.store.writing() as session:
        session.add(Restored(backup_at=now, at=now, by="administrator"))
    assert left(council) == both(Left.CLOSED)


def test_each_reason_is_said_with_the_thing_that_is_due(council: Council) -> None:
    council.scheduled()
    stop_all(council.desk, OFFICER, "A death was announced")
    council.clock.advance(HOUR)
    first = due_now(council.desk)[0]
    with i18n.using("en"):
        assert due_line(first).endswith("NOT now: everything is stopped; see “cydbost resume”.")
    with i18n.using("cy"):
        assert "NID nawr: mae popeth wedi’i atal" in due_line(first)
