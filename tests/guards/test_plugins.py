"""A plug-in goes in by the door: it uses the connectors' public names, and nothing of the core knows it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {path.parent for path in ROOT.glob("plugins/*/src/*/__init__.py")}
CORE = [file for layer in ("bot", "connectors", "language", "queue") for file in (ROOT / layer).rglob("*.py")]
#: What ``docs/platforms/writing-a-platform.md`` promises to those who write a platform, besides the names of
#: ``cydbost_connectors`` itself.
DOOR = {"cydbost_connectors", "cydbost_connectors.outward", "cydbost_connectors.vault"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_there_is_a_plug_in_that_proves_the_door() -> None:
    assert {package.name for package in PACKAGES} >= {"cydbost_threads"}


def test_a_plug_in_imports_only_what_is_promised_to_it() -> None:
    for package in PACKAGES:
        for file in package.rglob("*.py"):
            ours = {name for name in imported(file) if name.startswith("cydbost_")}
            foreign = {name for name in ours if name.partition(".")[0] != package.name} - DOOR
            assert not foreign, f"{file}: {foreign}"


def test_nothing_of_the_core_knows_a_plug_in() -> None:
    names = {package.name for package in PACKAGES}
    for file in CORE:
        assert not {name for name in imported(file) if name.partition(".")[0] in names}, file


def test_every_plug_in_says_in_both_languages_what_it_is() -> None:
    for package in PACKAGES:
        folder = package.parents[1]
        for name in ("README.md", "README.cy.md", "pyproject.toml"):
            assert (folder / name).is_file(), folder / name
