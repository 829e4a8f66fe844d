"""``cydbost detect``."""

import json
from pathlib import Path

import pytest

from cydbost_bot import console

WELSH = "Pryd fydd y biniau brown yn cael eu casglu yr wythnos hon?"
ENGLISH = "When will the brown bins be collected this week?"


def test_each_line_is_judged_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "comments.jsonl"
    texts = [WELSH, ENGLISH, "👍 https://a.example", "", "\0", "x" * 1_000_000]
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    assert console.run(["detect", "--jsonl", str(path)]) == console.DONE
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in found] == list(range(len(texts)))
    assert all(set(one) == {"id", "language", "confidence", "reply_in"} for one in found)
    assert [(one["language"], one["reply_in"]) for one in found[:3]] == [("cy", "cy"), ("en", "en"), ("none", "both")]
    assert all(0 <= one["confidence"] <= 1 for one in found)


def test_texts_are_judged_for_people_in_their_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["detect", WELSH, ENGLISH, "--lang", "cy"]) == console.DONE
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Cymraeg (")
    assert first.endswith("atebwch yn Gymraeg")
    assert second.startswith("Saesneg (")


def test_texts_are_judged_for_scripts(capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["detect", "--json", WELSH]) == console.DONE
    assert json.loads(capsys.readouterr().out)["language"] == "cy"


@pytest.mark.parametrize("arguments", [[], ["text", "--jsonl", "-"]])
def test_an_unclear_request_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert console.run(["detect", *arguments]) == console.MISUSE
    assert "not both" in capsys.readouterr().err


def test_a_bad_line_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "comments.jsonl"
    path.write_text('{"id": 1, "text": 5}\n')
    assert console.run(["detect", "--jsonl", str(path)]) == console.MISUSE
    assert capsys.readouterr().err == "comments.jsonl, line 1: “text” must be text.\n"
