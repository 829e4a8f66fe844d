"""Every comment of cases/detect.yaml gets its verdict. A translator can add one without touching this file."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cydbost_language import detect

CASES = {
    (path.stem, group): rows
    for path in sorted((Path(__file__).parent / "cases").glob("detect*.yaml"))
    for group, rows in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}


def _rows() -> list[Any]:
    return [pytest.param(row, id=f"{group}: {row['text'][:40]!r}") for group, rows in CASES.items() for row in rows]


@pytest.mark.parametrize("row", _rows())
def test_a_comment_is_told_for_what_it_is(row: dict[str, Any]) -> None:
    found = detect(row["text"])
    assert found.language.value in row["language"]
    assert found.reply_in.value in row["reply_in"]


def test_every_kind_of_comment_has_its_cases() -> None:
    assert sum(map(len, CASES.values())) >= 80
    assert {label for rows in CASES.values() for row in rows for label in row["language"]} == {
        "cy",
        "en",
        "mixed",
        "other",
        "none",
    }
