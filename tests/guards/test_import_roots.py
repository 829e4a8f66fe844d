"""The four folders are import roots, and nothing in them hides a module of Python's own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMPORT_ROOTS = {name: f"cydbost_{name}" for name in ("bot", "connectors", "language", "queue")}


@pytest.mark.parametrize("name", IMPORT_ROOTS)
def test_an_import_root_is_no_package(name: str) -> None:
    assert not (ROOT / name / "__init__.py").exists(), "import queue would find our folder, not Python's module"


@pytest.mark.parametrize(("name", "package"), IMPORT_ROOTS.items())
def test_an_import_root_holds_one_package_and_nothing_else_to_import(name: str, package: str) -> None:
    importable = {
        path.name
        for path in (ROOT / name).iterdir()
        if path.suffix in {".py", ".pyi", ".so", ".pyc"} or (path.is_dir() and any(path.glob("**/*.py")))
    }
    assert importable == {package}


def test_the_queue_of_python_is_found_from_the_root() -> None:
    code = "import queue, logging.handlers, concurrent.futures; print(queue.Queue.__module__, queue.__file__)"
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.startswith("queue ")
    assert str(ROOT / "queue") not in found.stdout
