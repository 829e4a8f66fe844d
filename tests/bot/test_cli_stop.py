"""``cydbost stop-all``, ``resume`` and ``channel start``, tried as people try them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli_council import Council
from cydbost_bot.console import DONE, MISUSE

SLOT_HOUR = datetime(2038, 6, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def council(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Council:
    monkeypatch.chdir(tmp_path)
    return Council(tmp_path, capsys)


def test_everything_is_stopped_reviewed_and_let_go_again(council: Council) -> None:
    said = council.run("stop-all", "--reason", "Camgymeriad", person="duty-officer")
    assert said.status == DONE
    assert "emergencies still go out" in said.out
    review = council.run("resume", "--review", "--json").data()
    assert (review["by"], review["reason"], review["waiting"]) == ("duty-officer", "Camgymeriad", [])
    assert "Nothing waits" in council.run("resume", "--review").out
    assert council.run("resume", person="comms-manager").status == DONE
    assert "let go again" in council.run("audit", "show", "settings").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "nothing to let go"),
        (("--review",), "nothing to let go"),
        (("--review", "--go", "P1"), "by itself"),
        (("--move", "P1"), "names no post and time"),
        (("--move", "P1=whenever"), "is not a date and time"),
        (("--go", "P1", "--cancel", "1"), "two decisions"),
    ],
)
def test_a_resume_that_cannot_be_done_is_explained(council: Council, words: tuple[str, ...], sentence: str) -> None:
    for lang in ("cy", "en"):
        said = council.run("resume", *words, person="comms-manager", lang=lang)
        assert said.status == MISUSE
        assert len(said.err.splitlines()) == 1
    assert sentence in said.err


def test_stopping_needs_a_reason_and_the_right(council: Council) -> None:
    assert council.run("stop-all", person="duty-officer").status == MISUSE
    assert council.run("stop-all", "--reason", " ", person="duty-officer").status == MISUSE
    assert council.run("stop-all", "--reason", "x", person="comms-editor").status == MISUSE
    council.run("stop-all", "--reason", "x", person="duty-officer")
    said = council.run("stop-all", "--reason", "x", person="duty-officer")
    assert "has stopped everything already" in said.err
    assert council.run("resume", "--go", "P9", person="comms-manager").status == MISUSE


def test_an_account_is_stopped_and_started(council: Council) -> None:
    assert council.run("channel", "stop", "cy", person="administrator").status == DONE
    assert council.run("channel", "start", "cy", person="administrator").status == DONE
    assert council.run("channel", "start", "nobody", person="administrator").status == MISUSE
