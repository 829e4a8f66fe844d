"""Notices through real servers on loopback: taken, refused, down, dripping, and a process killed in the middle."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot import notifier_process
from bot.cli_council import Council
from bot.listening import Hook, Inbox, free_port, http_server, smtp_server
from cydbost_bot.compose import make_worker
from cydbost_bot.notify.notifier import Notifier
from cydbost_bot.notify.sending import Message, Sent, look_at, send
from cydbost_bot.settings import load_settings
from cydbost_bot.settings_secret import Place
from cydbost_queue.clock import SettableClock
from cydbost_queue.queries.notices import notices
from cydbost_queue.record.verify import verify
from cydbost_queue.tables import NoticeState
from cydbost_queue.telling.attempts import LEASE, LONGEST_WAIT

ENGLISH = "A burst water main has closed Station Road in Ruthin. Avoid the area."
FIRST = ("--en", ENGLISH, "--category", "utilities", "--reason", "No translator at night", "--leave-to-worker")
PEOPLE = """
[people.night-translator]
roles = ["translator"]
ways = [
  { name = "sms", url_from = { env = "NIGHT_SMS" } },
  { name = "e-mail", url_from = { file = "mail-address" } },
]
[rota.welsh-on-call]
hours = [{ people = ["night-translator"] }]
[emergency.ladder]
steps = [{ at = 0, rotas = ["welsh-on-call"] }, { at = 100, rotas = ["welsh-on-call"] }]
"""
WORD = "hunter2-of-the-gateway"  #: stands in every address, and must stand nowhere else
MESSAGE = Message("Prawf / Test", "Mae’r Gymraeg yn ddyledus.\n\nThe Welsh is owed. ŵ ŷ")


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with smtp_server(Inbox()) as inbox:
        yield inbox


@pytest.fixture
def hook() -> Iterator[Hook]:
    with http_server(Hook()) as hook:
        yield hook


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    council = Council(tmp_path, capsys)
    with council.config.open("a", encoding="utf-8") as config:
        config.write(PEOPLE)
    return council


def mailto(port: int) -> str:
    return f"mailto://127.0.0.1:{port}/?from=cydbost@cyngor.example&to=night@cyngor.example&mode=insecure&name={WORD}"


def json_url(port: int) -> str:
    return f"json://user:{WORD}@127.0.0.1:{port}/notices"


def place(monkeypatch: pytest.MonkeyPatch, url: str) -> Place:
    monkeypatch.setenv("AN_ADDRESS", url)
    return Place(env="AN_ADDRESS")


@dataclass
class Ways:
    """Both ways of the night translator, up: an endpoint first, a mail server next."""

    hook: Hook
    inbox: Inbox


@pytest.fixture
def ways(council: Council, hook: Hook, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Ways:
    addressed(council, monkeypatch, sms=json_url(hook.port), mail=mailto(inbox.port))
    return Ways(hook, inbox)


def addressed(council: Council, monkeypatch: pytest.MonkeyPatch, *, sms: str, mail: str) -> None:
    monkeypatch.setenv("NIGHT_SMS", sms)
    (council.folder / "mail-address").write_text(mail, encoding="utf-8")


def raised(council: Council) -> str:
    said = council.run("emergency", *FIRST, "--authorised-by", "duty-manager", "--json", person="duty-officer")
    return str(said.data()["ref"])


def bring(council: Council, at: datetime | None = None, *, limit: float = 20.0) -> int:
    clock = SettableClock(at or datetime.now(UTC) + timedelta(seconds=1))
    with council.desk(clock) as desk:
        settings = load_settings(council.config)
        return Notifier(desk, settings, lanes=1, send=partial(send, limit=limit)).round()


def assert_no_address_anywhere(council: Council, *said: str) -> None:
    files = [path.read_bytes() for path in council.folder.rglob("*") if path.is_file() and path.name != "mail-address"]
    assert not [one for one in files if WORD.encode() in one or b"night@cyngor" in one]
    assert not [one for one in said if WORD in one or "night@cyngor" in one]


def test_a_mail_arrives_with_both_languages_welsh_first(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert send(place(monkeypatch, mailto(inbox.port)), MESSAGE) is Sent.TAKEN
    assert inbox.messages[0]["subject"] == "Prawf / Test"
    assert inbox.texts()[0].split() == MESSAGE.body.split()


def test_a_way_that_is_down_refuses_or_has_no_address_says_so_and_is_not_unclear(
    inbox: Inbox, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox.refuses, hook.status = True, 503
    for url in (mailto(inbox.port), json_url(hook.port), json_url(free_port()), mailto(free_port())):
        outcome = send(place(monkeypatch, url), MESSAGE)
        assert (outcome, outcome.is_unclear) == (Sent.NOT_TAKEN, False)
    assert send(place(monkeypatch, "no-such-service://x"), MESSAGE) is Sent.NO_ADDRESS
    assert send(Place(env="NOT_THERE"), MESSAGE) is Sent.NO_ADDRESS


def test_a_way_that_drips_is_left_at_the_time_limit_and_may_have_taken_it(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.drips = True
    outcome = send(place(monkeypatch, json_url(hook.port)), MESSAGE, limit=4.0)
    assert (outcome, outcome.is_unclear, len(hook.posts)) == (Sent.TIME_LIMIT, True, 1)


def test_addresses_are_looked_at_together_and_nothing_is_sent(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOD", json_url(hook.port))
    monkeypatch.setenv("BAD", "nonsense")
    assert look_at([Place(env="BAD"), Place(env="GOOD"), Place(env="NOT_THERE")]) == [False, True, False]
    assert hook.posts == []
    assert look_at([]) == []


def test_an_emergency_tells_the_one_on_call_by_the_next_way_when_the_first_is_down(
    council: Council, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    addressed(council, monkeypatch, sms=json_url(free_port()), mail=mailto(inbox.port))
    ref = raised(council)
    assert bring(council) == 2
    (text,) = inbox.texts()
    assert text.index(f"cydbost welsh give {ref} --file FFEIL") < text.index(f"cydbost welsh give {ref} --file FILE")
    assert "A burst water main has closed Station Road in Ruthin." in text
    assert inbox.messages[0]["subject"] == f"Cydbost: {ref}: mae’r Gymraeg yn ddyledus / {ref}: the Welsh is owed"
    assert bring(council) == 0
    said = council.run("notices", person="duty-manager")
    assert "night-translator: sent by e-mail at" in said.out
    shown = council.run("notices", "--json").data()["deliveries"][0]
    assert (shown["state"], shown["way"], shown["attempts"]) == ("sent", "e-mail", 2)
    trail = council.run("audit", "show", ref)
    assert (
        "night-translator could not be told by sms, because it was refused or not reached: Welsh is owed" in trail.out
    )
    assert "night-translator was told by e-mail: Welsh is owed" in trail.out
    assert_no_address_anywhere(council, said.out, said.err, trail.out, trail.err)


def test_a_person_may_read_notices_in_one_language_only(
    council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = council.config.read_text(encoding="utf-8")
    council.config.write_text(
        text.replace('roles = ["translator"]\nways', 'roles = ["translator"]\nnotice_language = "cy"\nways'), "utf-8"
    )
    addressed(council, monkeypatch, sms=json_url(hook.port), mail="nonsense")
    raised(council)
    bring(council)
    assert "Rhowch y Gymraeg" in hook.texts()[0]
    assert "Give the Welsh" not in hook.texts()[0]


def test_when_everything_is_down_it_is_tried_again_until_a_way_is_up(
    council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.status = 500
    addressed(council, monkeypatch, sms=json_url(hook.port), mail=mailto(free_port()))
    raised(council)
    now = datetime.now(UTC)
    assert bring(council, now) == 2
    assert bring(council, now) == 0
    assert "owed; tried 2 time(s), last by e-mail" in council.run("notices", "--owed").out
    hook.status = 200
    assert bring(council, now + LONGEST_WAIT) == 1
    assert bring(council, now + 2 * LONGEST_WAIT) == 0
    assert len(hook.posts) == 2  # one refused, one taken
    assert council.run("notices", "--owed").out == "There are no notices.\n"


@pytest.mark.crash
@pytest.mark.parametrize("point", ["before-send", "after-send"])
def test_a_notifier_killed_around_the_send_forgets_nothing_and_says_when_it_may_be_the_second_copy(
    council: Council, ways: Ways, point: str
) -> None:
    raised(council)
    now = datetime.now(UTC) + timedelta(seconds=1)
    killed = subprocess.run(
        [sys.executable, notifier_process.__file__, str(council.config), now.isoformat(), point],
        check=False,
        timeout=100,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert killed.returncode == -signal.SIGKILL
    assert len(ways.hook.posts) == (point == "after-send")
    assert bring(council, now) == 0  # the dead one still holds it
    assert bring(council, now + LEASE) == 1
    assert bring(council, now + 3 * LEASE) == 0
    (text,) = ways.inbox.texts()  # by the next way: the first may be what killed it
    assert "An earlier copy may have reached you: see the reference." in text
    reference = text.split()[-1]
    assert all(reference in one for one in ways.hook.texts())
    with council.desk() as desk:
        (notice,) = notices(desk)
        assert [(one.state, one.unclear) for one in notice.deliveries] == [(NoticeState.SENT, True)]
        assert verify(desk.store).is_whole


def test_a_notice_that_drips_holds_up_no_posting(council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker sends and reads back a whole emergency while the notice of it still waits for its answer."""
    hook.drips = True
    addressed(council, monkeypatch, sms=json_url(hook.port), mail="nonsense")
    ref = raised(council)
    settings = load_settings(council.config)
    with council.desk() as desk:
        lanes = []

        def send_while_posting(address: Place, message: Message) -> Sent:
            make_worker(settings, desk).tick()
            lanes.append(council.show(ref)["deliveries"][0]["state"])
            return send(address, message, limit=3.0)

        Notifier(desk, settings, lanes=1, send=send_while_posting).round()
    assert lanes[0] == "verified"


def test_a_test_of_a_person_says_which_way_took_it(
    council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    addressed(council, monkeypatch, sms=json_url(hook.port), mail=mailto(free_port()))
    said = council.run("notices", "test", "night-translator")
    assert said.status == 1
    assert said.out.splitlines() == ["sms: sent; see that it arrived", "e-mail: it was refused or not reached"]
    assert "Prawf yw hwn" in hook.texts()[0]
    assert_no_address_anywhere(council, said.out, said.err)
    wrong = council.run("notices", "test", "night-translater")
    assert (wrong.status, "night-translator" in wrong.err) == (2, True)
    assert council.run("notices", "test", "comms-editor").status == 2


def test_an_emergency_sent_from_the_command_line_tells_people_without_a_worker(
    council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    addressed(council, monkeypatch, sms=json_url(hook.port), mail=mailto(free_port()))
    said = council.run("emergency", *FIRST[:-1], "--authorised-by", "duty-manager", person="duty-officer")
    assert (said.status, len(hook.posts)) == (0, 1)


def test_an_officer_without_the_addresses_can_still_raise_an_emergency(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NIGHT_SMS", raising=False)
    said = council.run("emergency", *FIRST[:-1], "--authorised-by", "duty-manager", person="duty-officer")
    assert said.status == 0
    assert council.run("notices", "--json").data()["deliveries"] == []  # left whole to a worker that has them


def test_the_worker_brings_notices_too(council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    addressed(council, monkeypatch, sms=json_url(hook.port), mail="nonsense")
    raised(council)
    said = council.run("worker", "--once")
    assert (said.status, len(hook.posts)) == (0, 1)
    assert '"event": "notice"' in said.err
    assert_no_address_anywhere(council, said.out, said.err)


def test_an_exercise_alarms_nobody(council: Council, hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    addressed(council, monkeypatch, sms=json_url(hook.port), mail="nonsense")
    said = council.run("emergency", "--exercise", *FIRST, "--authorised-by", "duty-manager", person="duty-officer")
    assert said.status == 0, said.err
    council.run("--exercise", "worker", "--once")
    assert hook.posts == []
    assert "Welsh of P1 is owed" in council.run("--exercise", "notices").out
