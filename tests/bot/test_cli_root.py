"""The command line as a whole: its language, its statuses, its cost."""

import json
import os
import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cydbost_bot import console
from cydbost_bot.cli.root import Root
from cydbost_bot.cli.session import Session, global_first, session
from cydbost_bot.i18n import using

CYDBOST = [sys.executable, "-m", "cydbost_bot"]


def test_help_speaks_the_chosen_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["--help"]) == 0
    english = capsys.readouterr().out
    assert console.run(["--lang", "cy", "--help"]) == 0
    welsh = capsys.readouterr().out
    assert "Usage: cydbost [OPTIONS] COMMAND" in english
    assert "Defnydd: cydbost [DEWISIADAU] GORCHYMYN" in welsh
    for word in ("Usage", "Options", "Commands", "Show", "OPTIONS", "FILE "):
        assert word not in welsh


@pytest.mark.parametrize("name", list(Root.later))
def test_every_command_has_help_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for language in ("cy", "en"):
        assert console.run([name, "--help", "--lang", language]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] != texts[1]
    assert "Options:" not in texts[0]


@pytest.mark.parametrize(
    ("arguments", "english", "welsh"),
    [
        (["chek"], "no command “chek”. Did you mean “check”?", "gorchymyn “chek”. Ai “check”"),
        (["--nope"], "no option --nope here", "Nid oes dewis --nope yma"),
        (["detect", "--jsnl", "x"], "Did you mean “--jsonl”?", "Ai “--jsonl”"),
        (["--config"], "--config needs a value", "Mae angen gwerth ar ôl --config"),
        (["--json=yes"], "--json takes no value", "Nid yw --json yn cymryd gwerth"),
        (["--lang", "fr", "detect", "x"], "--lang must be one of: cy, en", "Rhaid i --lang fod yn un"),
        (["--json"], "Say what to do", "Dywedwch beth i’w wneud"),
        ([], "Usage: cydbost", "Defnydd: cydbost"),
    ],
)
def test_misuse_is_told_in_the_language_and_ends_with_two(
    arguments: list[str],
    english: str,
    welsh: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for language, words in (("en", english), ("cy", welsh)):
        monkeypatch.setenv("CYDBOST_LANG", language)
        assert console.run(arguments) == console.MISUSE
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""


def test_global_options_may_stand_anywhere_before_a_double_dash() -> None:
    words = ["detect", "x", "--json", "--lang=cy", "--config", "c.toml", "--", "--json"]
    assert global_first(words) == ["--json", "--lang=cy", "--config", "c.toml", "detect", "x", "--", "--json"]
    assert global_first(["--as"]) == ["--as"]


def test_a_fault_of_our_own_is_one_sentence_and_a_line_in_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Session, "settings_without_secrets", property(lambda _self: 1 / 0))
    assert console.run(["check", "--cy", "a", "--en", "b"]) == console.MISUSE
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    log = tmp_path / "log" / "cydbost.log"
    assert str(log) in said
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_a_log_that_cannot_be_written_is_kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    kept = Path(console._write_log(ValueError("what happened")))
    assert kept.parent == tmp_path
    assert "what happened" in kept.read_text(encoding="utf-8")


def test_faults_of_files_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with using("en"):
        assert console._fault_of_file(OSError(28, "No space left on device")) == console.MISUSE
        assert console._fault_of_file(PermissionError(13, "Permission denied", "x.db")) == console.MISUSE
    assert capsys.readouterr().err.splitlines() == [
        "There is no room left on the disk. Make room and try again.",
        "x.db may not be opened by this user. Change its permissions.",
    ]


def test_a_reader_that_goes_away_is_no_fault() -> None:
    line = json.dumps({"id": 1, "text": "Bore da"}) + "\n"
    command = f"{' '.join(CYDBOST)} detect --jsonl - | head -1; echo ${{PIPESTATUS[0]}}"
    ended = subprocess.run(
        ["bash", "-c", command], input=line * 5_000, capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stderr == ""
    assert ended.stdout.splitlines()[1] == str(console.NO_READER)


def test_ctrl_c_ends_with_one_word_and_its_status() -> None:
    started = subprocess.Popen(
        [*CYDBOST, "detect", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"CYDBOST_LANG": "cy"},
    )
    assert started.stdin is not None
    assert started.stdout is not None
    started.stdin.write(json.dumps({"id": 1, "text": "Bore da"}) + "\n")
    started.stdin.flush()
    assert json.loads(started.stdout.readline())["id"] == 1  # answered before the next line is written: it streams
    started.send_signal(signal.SIGINT)
    _out, said = started.communicate(timeout=30)
    assert (started.returncode, said) == (console.INTERRUPTED, "Wedi stopio.\n")


def test_help_costs_little_and_imports_no_more_than_it_shows() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    code = "import sys; from cydbost_bot.console import run; run(['--help']); print(sorted(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert not re.search(r"'(rich|pydantic|lingua|sqlalchemy|babel|cydbost_language)'", shown)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.35


def test_version_is_the_installed_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["--version"]) == 0
    assert re.fullmatch(r"cydbost \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_a_session_is_found_from_any_command() -> None:
    class Nothing:
        def find_object(self, _kind: type) -> None:
            return None

    assert session(Nothing()) == Session()  # type: ignore[arg-type] # a context's one method is enough here


def test_what_was_typed_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["\x1b[31mchek\u202e"]) == console.MISUSE
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert "\u202e" not in said
