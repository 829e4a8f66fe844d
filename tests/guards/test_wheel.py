"""The wheel holds the four packages whole: every file of the tree, and the compiled catalogues."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [ROOT / name / f"cydbost_{name}" for name in ("bot", "connectors", "language", "queue")]
NOT_SHIPPED = {".pyc", ".mo"}


def _tree() -> set[str]:
    files = {
        path.relative_to(package.parent).as_posix()
        for package in PACKAGES
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    compiled = {f"{name.removesuffix('.po')}.mo" for name in files if name.endswith(".po")}
    examples = ROOT / "examples"
    shipped = {
        f"cydbost_bot/examples/{path.relative_to(examples).as_posix()}"
        for path in examples.rglob("*")
        if path.is_file() and path.suffix not in NOT_SHIPPED
    }
    return files | compiled | shipped | {"cydbost_bot/config.example.toml"}


def _copy(folder: Path) -> Path:
    """Copy what a wheel is made from: building here would write catalogues that other tests are reading."""
    for name in ("bot", "connectors", "language", "queue", "examples", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "config.example.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def test_the_wheel_is_the_tree_and_the_compiled_catalogues(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=_copy(tmp_path), check=True, capture_output=True, timeout=100)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert len(names) == len(set(names))
    packaged = {name for name in names if ".dist-info/" not in name}
    assert packaged == _tree()
    assert {name.partition("/")[0] for name in packaged} == {package.name for package in PACKAGES}
