"""The bot's tests read the catalogues as they stand in the tree, and a sentence without Welsh fails them."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from cydbost_bot import i18n

ROOT = Path(__file__).resolve().parents[2]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the bot's catalogues once, before any worker starts."""
    if hasattr(config, "workerinput"):
        return
    spec = importlib.util.spec_from_file_location("compile_catalogues", ROOT / "tools" / "compile_catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.compile_catalogues(ROOT / "bot")


@pytest.fixture(autouse=True)
def _loud_english() -> Iterator[None]:
    i18n.be_loud()
    i18n.use("en")
    yield
    i18n.use("en")
    i18n.be_loud(on=False)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads this machine's configuration, language or log."""
    for name in ("CYDBOST_CONFIG", "CYDBOST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CYDBOST_LOG", str(tmp_path / "log" / "cydbost.log"))
