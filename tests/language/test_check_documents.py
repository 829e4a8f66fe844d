"""The pages of checks in docs/ say what the checks say."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from cydbost_language.catalogue import CHECKS
from cydbost_language.pair import Language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(name="tool", scope="module")
def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("list_checks", ROOT / "tools" / "list_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_fresh_run_list_checks_if_not(tool: ModuleType) -> None:
    assert tool.stale() == []


def test_each_page_has_every_check_in_its_own_language(tool: ModuleType) -> None:
    welsh, english = (tool.render(language) for language in Language)
    for check in CHECKS:
        assert f"## {check.name}\n" in welsh
        assert f"## {check.name}\n\n{check.teaches}\n" in english
        assert check.teaches not in welsh


def test_a_stale_page_is_named(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "FOLDER", tmp_path / "docs")
    assert tool.main(["--check"]) == 1
    assert tool.main([]) == 0
    assert tool.main(["--check"]) == 0
    (tmp_path / "docs" / "checks.md").write_text("# The checks\n", encoding="utf-8")
    assert [page.name for page in tool.stale()] == ["checks.md"]
    assert tool.main(["--chek"]) == 2
