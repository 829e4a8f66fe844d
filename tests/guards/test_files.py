"""What every file of the project keeps to: its length, and what it never names."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "connectors", "language", "queue", "tests", "tools", "docs", "examples")
WRITTEN = {".py", ".md", ".toml", ".po", ".html", ".css", ".js", ".csv", ".txt", ".yaml", ".yml", ".sql", ".lock", ""}
MOST_LINES = 400

#: What no file may name, each put together here so that this file does not.
NEVER = {
    "a machine's folders": re.compile(r"(?<![\w.:/-])/(?:wor" + r"k|hom" + r"e/\w|Use" + r"rs/\w|roo" + r"t)(?![\w-])"),
    "an issue's number": re.compile(r"(?i)\bissu" + r"es?\s+#?\d+|\bG" + r"H-\d+|/issu" + r"es/\d+"),
    "a package registry": re.compile(
        r"(?i)\b(?:test\.)?pyp" + r"i\.org|python" + r"hosted\.org|npm" + r"js\.(?:org|com)|crat" + r"es\.io"
    ),
}


def _files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in sorted((ROOT / folder).rglob("*")) if "__pycache__" not in path.parts)
    yield from (path for path in sorted(ROOT.iterdir()) if path.name != "config.toml")


def _texts() -> Iterator[tuple[Path, str]]:
    for path in _files():
        if path.is_file() and path.suffix in WRITTEN and not path.name.startswith("."):
            yield path, path.read_text(encoding="utf-8", errors="replace")


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _files()
        if path.suffix == ".py" and "migrations" not in path.parts
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


@pytest.mark.parametrize("what", NEVER)
def test_no_file_names(what: str) -> None:
    found = [f"{path.relative_to(ROOT)}: {match[0]}" for path, text in _texts() for match in NEVER[what].finditer(text)]
    assert found == []


def test_the_guard_sees_what_it_guards_against() -> None:
    examples = {
        "a machine's folders": "see /wor" + "k/main",
        "an issue's number": "as issu" + "e 12 asks",
        "a package registry": "https://pyp" + "i.org/simple",
    }
    assert all(NEVER[what].search(text) for what, text in examples.items())
    assert not any(NEVER[what].search("the network/workers of https://a.example/work") for what in NEVER)
