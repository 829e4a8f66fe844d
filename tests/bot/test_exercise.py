"""An exercise can be gone through whole, and can never reach a live account or the council's record."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import ENGLISH, WELSH, Council
from cydbost_bot.compose import make_connectors, make_worker, open_desk, open_noticeboard
from cydbost_bot.console import DONE, MISUSE
from cydbost_bot.exercise import exercised, require_exercise_only
from cydbost_bot.problem import Misuse
from cydbost_bot.settings import load_settings
from cydbost_connectors.exercise import ExerciseConnector
from cydbost_connectors.noticeboard.reading import standing
from cydbost_queue.clock import SettableClock
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import PostingState


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def test_a_post_of_an_exercise_goes_the_whole_way_on_a_board_of_its_own_and_is_marked(council: Council) -> None:
    run = council.run
    said = run("--exercise", "post", "add", "--label", "L", "--cy", WELSH, "--en", ENGLISH)
    assert said.status == DONE
    assert "EXERCISE" in said.err
    assert run("--exercise", "post", "approve", "P1", person="comms-manager").status == DONE
    assert run("--exercise", "post", "schedule", "P1", "--at", "2038-06-01 09:00").status == DONE
    settings = exercised(load_settings(council.config))
    clock = SettableClock(datetime(2038, 6, 1, 8, 0, tzinfo=UTC))
    desk = open_desk(settings, clock=clock)
    make_worker(settings, desk).tick()
    assert show_posting(desk, "P1").line.state is PostingState.PUBLISHED
    desk.store.close()
    board = open_noticeboard(settings)
    with board.view() as connection:
        texts = [notice.text for notice in standing(connection)]
    board.close()
    assert sorted(text.split("\n")[0] for text in texts) == [
        "EXERCISE. Not a real message.",
        "YMARFER. Nid neges go iawn.",
    ]
    assert council.postings() == 0


def test_every_connector_of_an_exercise_is_an_exercises_own_and_no_secret_is_read(council: Council) -> None:
    channel = (
        '\n[[channels]]\nname = "x"\nplatform = "noticeboard"\nlayout = "two-posts"\n'
        'accounts.both = { name = "x", credentials = { token = { env = "CYDBOST_NOT_THERE" } } }\n'
    )
    council.config.write_text(council.config.read_text() + channel)
    assert council.run("worker", "--once").status == MISUSE
    assert council.run("--exercise", "worker", "--once").status == DONE
    connectors = make_connectors(exercised(load_settings(council.config, with_secrets=False)))
    assert connectors
    assert all(type(connector) is ExerciseConnector for connector in connectors.values())


def test_a_live_connector_in_an_exercise_is_refused(council: Council) -> None:
    live = make_connectors(load_settings(council.config))
    with pytest.raises(Misuse, match="live"):
        require_exercise_only(live)


def test_the_councils_record_and_an_exercises_are_never_mixed(council: Council) -> None:
    assert council.run("--exercise", "post", "list").status in {0, 1}
    council.config.write_text(council.config.read_text() + '\n[database]\nurl = "sqlite:///exercise.db"\n')
    for lang, words in (("en", "belongs to an exercise"), ("cy", "ymarfer")):
        said = council.run("post", "list", lang=lang)
        assert said.status == MISUSE
        assert words in said.err
    said = council.run("--exercise", "post", "list")
    assert said.status == MISUSE
    assert "own record" in said.err
