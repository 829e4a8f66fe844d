"""Compile every message catalogue (.po) beside itself, when the project is installed or built; have the assets built.

Compiled catalogues are not kept in the repository: a stale one would show a reader an older wording.
"""

import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Found from here, since the language layer is also built by itself, from a folder of its own.
ROOT = Path(__file__).resolve().parent.parent
PARTS = ("bot", "connectors", "language", "queue")


def compile_catalogues(root: Path) -> list[Path]:
    """Write the .mo file of every .po file under the four packages of ``root``; return what was written."""
    written = []
    for source in sorted(po for part in PARTS for po in (root / part).glob("**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parts[-3]))
        written.append(target)
    return written


class CompileCatalogues(BuildHookInterface[Any]):
    """Hatchling's hook: runs for wheels and for editable installations alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile and build before the files are gathered."""
        compile_catalogues(ROOT)
        sys.path.insert(0, str(Path(__file__).parent))
        from build_assets import build_assets  # noqa: PLC0415 - beside this file, which hatchling loads by its path

        build_assets(ROOT)


if __name__ == "__main__":
    for path in compile_catalogues(ROOT):
        print(path)
