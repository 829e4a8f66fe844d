"""Every dependency is explained, nothing is explained that is none, and all are in the lock file with hashes."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-bench.lock")
LOCK = "".join((ROOT / name).read_text(encoding="utf-8") for name in LOCKS)

DECLARED = {
    "To run": PROJECT["project"]["dependencies"],
    "For spelling hints": PROJECT["project"]["optional-dependencies"]["spelling"],
    "To work on it": PROJECT["dependency-groups"]["dev"],
    "To measure it against others": PROJECT["dependency-groups"]["bench"],
}


def _names(requirements: list[str]) -> list[str]:
    return sorted(re.split(r"[^A-Za-z0-9._-]", one)[0] for one in requirements)


def _rows(heading: str) -> list[list[str]]:
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


@pytest.mark.parametrize("heading", DECLARED)
def test_the_page_lists_exactly_what_the_project_declares(heading: str) -> None:
    assert [row[0] for row in _rows(heading)] == _names(DECLARED[heading])


@pytest.mark.parametrize("heading", DECLARED)
def test_each_dependency_says_what_it_is_for_why_and_under_which_licence(heading: str) -> None:
    assert [row[0] for row in _rows(heading) if len(row) != 4 or not all(row)] == []


def test_every_dependency_is_locked_with_its_hashes() -> None:
    locked = dict(re.findall(r"^([a-z0-9._-]+)==\S+(.*(?:\n    --hash=.*)+)", LOCK, flags=re.MULTILINE))
    assert [name for names in DECLARED.values() for name in _names(names) if name.lower() not in locked] == []


def test_what_is_carried_for_later_is_said_to_be_and_is_used_nowhere() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for part in ("bot", "connectors", "language", "queue")
        for path in (ROOT / part).rglob("*.py")
    )
    carried = {row[0] for row in _rows("To run") if row[1].startswith("nothing yet")}
    signs = {
        "facebook-sdk": r"^\s*(?:from|import) facebook\b",
        "tweepy": r"^\s*(?:from|import) tweepy\b",
    }
    used = {name for name, sign in signs.items() if re.search(sign, sources, flags=re.MULTILINE)}
    assert carried == set(signs) - used
