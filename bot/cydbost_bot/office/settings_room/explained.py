"""What each key of the configuration means, in both languages, as its example says of every key."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

_NAME: Final = "config.example.toml"
_PACKAGE: Final = Path(__file__).resolve().parents[2]  # where the wheel holds it; in a working copy it is two above
_HEADER: Final = re.compile(r"(?:# )?\[{1,2}([a-z_.-]+)\]{1,2}")
_KEY: Final = re.compile(r"(?:# )?([a-z_-]+) = ")
_WORDS: Final = re.compile(r"# (?! )(.+)")


def explained(key: str, language: str) -> str:
    """Return what ``key`` (``queue.late_grace``, or a section's name) means, in ``cy`` or ``en``; empty if untold."""
    return _all().get(key, {}).get(language, "")


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    file = next((folder / _NAME for folder in (_PACKAGE, _PACKAGE.parents[1]) if (folder / _NAME).is_file()), None)
    return read(file.read_text(encoding="utf-8")) if file else {}


def read(example: str) -> dict[str, dict[str, str]]:
    """Return what the comments of ``example`` say of each key and section: a line in Welsh, then its English."""
    told: dict[str, dict[str, str]] = {}
    section, said = "", list[str]()
    for line in example.splitlines():
        header, key, words = _HEADER.fullmatch(line), _KEY.match(line), _WORDS.fullmatch(line)
        if header:
            section = header[1]
        name = section if header else f"{section}.{key[1]}" if key else ""
        if name and said:
            told.setdefault(name, {"cy": " ".join(said[0::2]), "en": " ".join(said[1::2])})
        said = [*said, words[1]] if words and not header and not key else []
    return told
