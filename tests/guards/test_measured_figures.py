"""The measurements of the language print figures against goals, and name a file that they cannot use."""

import importlib
import json
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"
GOOD = {"cy": "Mae'r ffordd ar gau tan 9yb.", "en": "The road is closed until 9am."}
DAMAGED = {**GOOD, "type": "time_hour", "cy": "Mae'r ffordd ar gau tan 8yb.", "cy_good": GOOD["cy"]}
COMMENTS = [
    {"text": "Pryd fydd y biniau yn cael eu casglu?", "labels": ["cy"], "group": "8 words"},
    {"text": "When will the bins be collected?", "labels": ["en"], "group": "hard_bins"},
]


@pytest.fixture(name="tool")
def _tool(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("score_language")


def written(folder: Path, *rows: object) -> str:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def values(capsys: pytest.CaptureFixture[str]) -> dict[str, float]:
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert all(line[3] == "goal" and line[5] in {"ok", "SHORT"} for line in lines)
    return {line[0]: float(line[1]) for line in lines}


def test_alarms_and_damage_are_counted(tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tool.main(["--pairs", written(tmp_path, GOOD, DAMAGED)])
    assert values(capsys)["pairs:false_alarms"] == 500
    assert tool.main(["--damaged-posts", written(tmp_path, DAMAGED)]) == 0
    assert values(capsys)["posts:time_hour"] == 100


def test_a_detection_counts_only_where_the_undamaged_pair_passed(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["--damaged", written(tmp_path, {**DAMAGED, "cy_good": DAMAGED["cy"]})]) == 1
    assert values(capsys)["pairs:time_hour"] == 0


def test_comments_are_counted_by_length_and_kind(
    tool: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool.main(["--comments", written(tmp_path, *COMMENTS)])
    found = values(capsys)
    assert (found["comments:hard"], found["comments:5+_words:cy"], found["comments:answered_astray"]) == (100, 100, 0)


@pytest.mark.parametrize(("rows", "words"), [((), "no rows"), (({"cy": "a"},), "no 'en'")])
def test_a_file_that_cannot_be_used_is_named(
    tool: ModuleType, rows: tuple[object, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool.main(["--pairs", written(tmp_path, *rows)]) == 2
    assert words in capsys.readouterr().err
