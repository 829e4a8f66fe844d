"""What is under ``deploy/`` holds: the units as far as systemd can tell here, the container file by its linter."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from docs.test_guides import _parse

ROOT: Final = Path(__file__).resolve().parents[2]
UNITS: Final = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES: Final = [unit for unit in UNITS if unit.suffix == ".service"]
CONTAINER: Final = ROOT / "deploy" / "container" / "Containerfile"

#: What a service that faces a network must not go without.
HARDENED: Final = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "User": "cydbost",
}


def _service(unit: Path) -> dict[str, str]:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd tells Capital from small letters
    parser.read_string(unit.read_text(encoding="utf-8"))
    return dict(parser["Service"])


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_every_service_gives_up_what_it_does_not_need(unit: Path) -> None:
    found = _service(unit)
    assert {name: found.get(name) for name in HARDENED} == HARDENED


@pytest.mark.parametrize("unit", SERVICES, ids=lambda path: path.name)
def test_every_service_starts_a_command_that_exists(unit: Path) -> None:
    program, _space, words = _service(unit)["ExecStart"].partition(" ")
    assert program == "/opt/cydbost/.venv/bin/cydbost"
    assert _parse(f"cydbost {words}").startswith("cydbost ")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_finds_nothing_to_say_of_a_unit(unit: Path, tmp_path: Path) -> None:
    for one in UNITS:
        text = one.read_text(encoding="utf-8").replace("/opt/cydbost/.venv/bin/cydbost", sys.executable)
        (tmp_path / one.name).write_text(text.replace("User=cydbost", "User=root").replace("Group=cydbost", ""))
    command = ["systemd-analyze", "verify", str(tmp_path / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    said = [line for line in done.stderr.splitlines() if unit.name.partition("@")[0] in line]
    assert said == []


def test_the_container_file_passes_its_linter_and_runs_without_root() -> None:
    linter = Path(sys.executable).parent / "hadolint"
    done = subprocess.run([str(linter), str(CONTAINER)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    lines = CONTAINER.read_text(encoding="utf-8").splitlines()
    assert lines.index("USER 10001") < lines.index('ENTRYPOINT ["cydbost"]')
    assert "config.toml" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
