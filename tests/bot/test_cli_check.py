"""``cydbost check``."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from cydbost_bot import console
from cydbost_bot.cli.check_view import marked_text
from cydbost_bot.cli.progress import with_progress
from cydbost_language import Finding, Language, Pair, Severity, Side, Span

SAME = {"cy": "Mae'r ffordd ar gau tan 9yb.", "en": "The road is closed until 9am."}
OTHER = {"cy": "Mae'r ffordd ar gau tan 9yb.", "en": "The road is closed until 9pm."}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def jsonl(folder: Path, *objects: object) -> str:
    path = folder / "pairs.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")
    return str(path)


def test_each_line_is_judged_in_order_and_the_status_is_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = jsonl(tmp_path, {"id": "b", **SAME}, {"id": 1, **OTHER}, {"id": None, **SAME})
    assert console.run(["check", "--jsonl", path]) == console.NO
    found = lines_of(capsys)
    assert [(one["id"], one["identical"]) for one in found] == [("b", True), (1, False), (None, True)]
    (finding,) = found[1]["findings"]
    assert set(finding) == {"check", "severity", "en", "cy", "message"}
    assert (finding["check"], finding["severity"]) == ("times", "block")
    assert OTHER["cy"][slice(*finding["cy"])].startswith("9yb")
    assert "9pm" in finding["message"]


def test_identical_pairs_end_with_zero(tmp_path: Path) -> None:
    assert console.run(["check", "--jsonl", jsonl(tmp_path, {"id": 1, **SAME})]) == console.DONE


def test_messages_are_in_the_chosen_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = jsonl(tmp_path, {"id": 1, **OTHER})
    console.run(["check", "--jsonl", path, "--lang", "cy"])
    assert "Mae’r amser yn wahanol" in lines_of(capsys)[0]["findings"][0]["message"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"nope", "line 2: this is not a JSON object"),
        (b"[1]", "line 2: this is not a JSON object"),
        (b"[" * 100_000, "line 2: this is not a JSON object"),
        (b'{"id": 1, "cy": "a"}', "line 2: “en” is missing"),
        (b'{"cy": "a", "en": "b"}', "line 2: “id” is missing"),
        (b'{"id": 1, "cy": "a", "en": 2}', "line 2: “en” must be text"),
        (b'{"id": 1, "cy": "\xff", "en": "b"}', "line 2: this is not UTF-8 text"),
    ],
)
def test_a_bad_line_is_named_after_the_good_ones_are_answered(
    line: bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(json.dumps({"id": 1, **SAME}).encode() + b"\r\n" + line + b"\n")
    assert console.run(["check", "--jsonl", str(path)]) == console.MISUSE
    said = capsys.readouterr()
    assert words in said.err
    assert json.loads(said.out)["id"] == 1


def test_any_text_is_judged_and_printed_as_utf_8(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    hard = ["", "\0", "\ud800", "\u202eabc", "w\u0302", "x" * 1_000_000, "a\r\nb\rc"]
    path = jsonl(tmp_path, *({"id": text[:5], "cy": text, "en": text} for text in hard))
    assert console.run(["check", "--jsonl", path]) == console.NO
    found = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [one["id"] for one in found] == [text[:5] for text in hard]


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    raw = io.BytesIO(json.dumps({"id": 1, **SAME}).encode() + b"\n\n{}\n")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    assert console.run(["check", "--jsonl", "-"]) == console.MISUSE
    said = capsys.readouterr()
    assert json.loads(said.out)["identical"] is True
    assert said.err == "Standard input, line 3: “id” is missing. Add it.\n"


def test_two_files_are_compared_welsh_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cy.txt").write_text(OTHER["cy"], encoding="utf-8-sig")
    (tmp_path / "en.txt").write_text(OTHER["en"], encoding="utf-8")
    assert console.run(["check", "cy.txt", "en.txt", "--json"]) == console.NO
    assert lines_of(capsys)[0]["identical"] is False


def test_both_versions_are_shown_marked_welsh_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["check", "--cy", OTHER["cy"], "--en", OTHER["en"]]) == console.NO
    shown = capsys.readouterr().out
    assert shown.index("Welsh") < shown.index("English")
    assert shown.index("«9yb") < shown.index("«9pm")
    assert "1. stop (times)" in shown
    assert "1 difference must be mended." in shown
    assert console.run(["check", "--lang", "cy", "--cy", SAME["cy"], "--en", SAME["en"]]) == console.DONE
    assert "Mae’r ddwy fersiwn yn dweud yr un peth." in capsys.readouterr().out


def test_marks_that_overlap_keep_every_letter() -> None:
    pair = Pair(cy=Side("abcdef"), en=Side("[b]x\x1b[31m"))
    findings = [Finding("c", "c", Severity.BLOCK, cy=Span(1, 4)), Finding("c", "c", Severity.WARN, cy=Span(2, 6))]
    assert marked_text(pair, Language.CY, findings).plain == "a«b«cd»1ef»2"
    assert marked_text(pair, Language.EN, findings).plain == "[b]x\N{REPLACEMENT CHARACTER}[31m"


def test_agreements_and_severities_come_from_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text('[checks]\ntimes = "warn"\n', encoding="utf-8")
    assert console.run(["check", "--cy", OTHER["cy"], "--en", OTHER["en"], "--json"]) == console.DONE
    assert lines_of(capsys)[0]["findings"][0]["severity"] == "warn"
    (tmp_path / "config.toml").write_text('[checks]\ntime = "warn"\n', encoding="utf-8")
    assert console.run(["check", "--cy", OTHER["cy"], "--en", OTHER["en"]]) == console.MISUSE
    assert "no check of that name. Did you mean “time" in capsys.readouterr().err


def test_a_check_explains_itself_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for language in ("cy", "en"):
        assert console.run(["check", "--explain", "times", "--lang", language]) == console.DONE
        said.append(capsys.readouterr().out)
    assert said[0] != said[1]


def test_a_check_that_is_not_there_is_answered_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["check", "--explain", "tims", "--lang", "en"]) == console.MISUSE
    said = " ".join(capsys.readouterr().err.split())
    assert "times" in said.partition("The checks:")[0]
    assert "correspondence" in said.partition("The checks:")[2]


@pytest.mark.parametrize(
    "arguments",
    [[], ["one.txt"], ["--cy", "a"], ["--cy", "a", "--en", "b", "--jsonl", "-"], ["a", "b", "c"], ["no.txt", "no.txt"]],
)
def test_an_unclear_request_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["check", *arguments]) == console.MISUSE
    assert capsys.readouterr().err.count("\n") == 1


def test_a_finding_about_the_whole_text_hides_no_other() -> None:
    pair = Pair(cy=Side("abcdef\n"), en=Side(""))
    findings = [
        Finding("c", "c", Severity.BLOCK, cy=Span(0, 7), en=Span(0, 0)),
        Finding("c", "c", Severity.WARN, cy=Span(2, 4)),
    ]
    marked = marked_text(pair, Language.CY, findings)
    assert marked.plain == "ab«cd»2ef"
    assert {str(span.style) for span in marked.spans} == {"yellow"}
    assert marked_text(pair, Language.EN, findings).plain == ""


def test_the_shorter_of_two_stretches_gives_its_colour() -> None:
    findings = [Finding("c", "c", Severity.BLOCK, cy=Span(1, 9)), Finding("c", "c", Severity.INFO, cy=Span(3, 5))]
    marked = marked_text(Pair(cy=Side("0123456789"), en=Side("")), Language.CY, findings)
    assert [str(span.style) for span in marked.spans if marked.plain[span.start : span.end] == "34"] == ["cyan"]


@pytest.mark.parametrize("command", ["check", "detect"])
def test_a_file_without_a_line_is_named(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run([command, "--jsonl", jsonl(tmp_path)]) == console.MISUSE
    assert capsys.readouterr().err == "pairs.jsonl is empty. Give at least one line.\n"


def test_one_of_the_two_files_may_be_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "en.txt").write_text(OTHER["en"], encoding="utf-8")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(OTHER["cy"].encode())))
    assert console.run(["check", "-", "en.txt", "--json"]) == console.NO
    assert lines_of(capsys)[0]["findings"][0]["check"] == "times"
    assert console.run(["check", "-", "-"]) == console.MISUSE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_told_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert list(with_progress(range(3))) == [0, 1, 2]
    shown = sys.stderr
    assert isinstance(shown, Terminal)
    assert shown.getvalue().startswith("\r\x1b[K3 lines, ")
    for stream, other in (("sys.stdout", Terminal()), ("sys.stderr", io.StringIO())):
        monkeypatch.setattr("sys.stderr", Terminal())
        monkeypatch.setattr(stream, other)
        assert list(with_progress(range(3))) == [0, 1, 2]
        said = sys.stderr
        assert isinstance(said, io.StringIO)
        assert said.getvalue() == ""
