"""The template of a platform's package keeps the contract, run as whoever writes one runs it."""

import os
import subprocess
import sys
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[2] / "docs" / "platforms" / "template"


def test_the_template_passes_the_contract_outside_of_this_project(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
    ]
    environment = {**os.environ, "PYTHONPATH": str(TEMPLATE), "PYTHONDONTWRITEBYTECODE": "1"}
    told = subprocess.run(
        [*command, "-W", "error", str(TEMPLATE / "tests")],
        env=environment, check=False, cwd=tmp_path, capture_output=True, text=True, timeout=100,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout
    assert "passed" in told.stdout


def test_no_library_of_tests_is_loaded_before_the_contract_is_asked_for() -> None:
    script = (
        "import sys, cydbost_connectors.platforms as p; p.find_platform('wordpress'); print('pytest' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
