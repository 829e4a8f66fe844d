"""The language layer can be installed without the rest."""

import ast
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = ROOT / "language"
PACKAGE = LANGUAGE / "cydbost_language"


def _project(folder: Path) -> dict[str, Any]:
    return dict(tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def _name(requirement: str) -> str:
    return requirement.partition(">")[0].partition("[")[0].strip()


def _imported(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module or "")
    return {module.partition(".")[0] for module in modules}


def test_all_that_it_imports_is_asked_for_and_within_the_bounds_of_the_whole() -> None:
    alone, whole = _project(LANGUAGE), _project(ROOT)
    assert alone["version"] == whole["version"]
    assert alone["requires-python"] == whole["requires-python"]
    assert set(alone["dependencies"]) <= set(whole["dependencies"])
    imported = set().union(*map(_imported, PACKAGE.rglob("*.py"))) - set(sys.stdlib_module_names)
    homes = packages_distributions()
    needed = {homes[module][0] for module in imported - {"cydbost_language"}}
    assert needed <= {_name(requirement) for requirement in alone["dependencies"]}


def test_its_wheel_holds_it_whole_and_nothing_else(tmp_path: Path) -> None:
    for name in ("language", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(ROOT / "LICENSE", tmp_path)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")]
    subprocess.run(command, cwd=tmp_path / "language", check=True, capture_output=True, timeout=100)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    tree = {path.relative_to(LANGUAGE).as_posix() for path in PACKAGE.rglob("*") if path.is_file()}
    tree = {name for name in tree if not name.endswith((".pyc", ".mo"))}
    compiled = {f"{name.removesuffix('.po')}.mo" for name in tree if name.endswith(".po")}
    assert names == tree | compiled | {"cydbost_language/LICENSE"}
