"""The demo's content: the files of ``examples/``, read as a council would hand them in."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording

NOT_THERE = Wording("examples_not_there", N_("The demo's content is not in {folder}. Name its folder with --content."))
INCOMPLETE = Wording("examples_incomplete", N_("{file} cannot be used for the demo: {reason}."))

_FILES: Final = ("plan.csv", "faulty.csv", "comments.csv", "emergency.toml")


@dataclass(frozen=True, slots=True)
class DemoContent:
    """What happens in the demo's council: a month's posts, faulty ones, an emergency, and what the public writes."""

    plan: Path
    faulty: tuple[Mapping[str, str], ...]
    comments: tuple[Mapping[str, str], ...]
    emergency: Mapping[str, Any]


def find_examples() -> Path:
    """Return the folder of examples: the checkout's, or the one that was installed along."""
    checkout = Path(__file__).resolve().parents[3] / "examples"
    return checkout if checkout.is_dir() else Path(str(files("cydbost_bot") / "examples"))


def read_content(folder: Path) -> DemoContent:
    """Return the demo's content from ``folder``.

    Raises:
        Misuse: a file is missing or cannot be read as what it should be.
    """
    if not all((folder / name).is_file() for name in _FILES):
        raise Misuse(NOT_THERE(folder=folder))
    return DemoContent(
        plan=folder / "plan.csv",
        faulty=_rows(folder / "faulty.csv"),
        comments=_rows(folder / "comments.csv"),
        emergency=_table(folder / "emergency.toml"),
    )


def _rows(file: Path) -> tuple[Mapping[str, str], ...]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return tuple(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Misuse(INCOMPLETE(file=file, reason=error)) from error


def _table(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Misuse(INCOMPLETE(file=file, reason=error)) from error
