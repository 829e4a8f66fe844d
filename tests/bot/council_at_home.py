"""A council begun in a folder of its own, and the command line run in this process."""

from pathlib import Path

import pytest

from cydbost_bot.console import run


def begun(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run ``cydbost init`` in ``folder`` and return the configuration."""
    assert run(["init", str(folder)]) == 0
    monkeypatch.setenv("CYDBOST_CONFIG", str(folder / "config.toml"))
    return folder / "config.toml"


def cydbost(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run ``cydbost`` and return its status, output and errors."""
    capsys.readouterr()
    status = run(list(arguments))
    captured = capsys.readouterr()
    return status, captured.out, captured.err
