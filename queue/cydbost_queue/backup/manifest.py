"""The manifest of a backup: what is in it, of which version, and by which hash each part is known."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Final

from cydbost_queue.errors import StoreError

FORMAT: Final = 1
NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Part:
    """One file in the backup: its SHA-256 in hex, its bytes, and its rows where it holds a table."""

    sha256: str
    size: int
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. ``heads`` is a hash over the last entry of every chain of the record."""

    made_at: datetime
    version: str
    revision: str
    database: str
    entries: int
    heads: str
    parts: dict[str, Part] = field(default_factory=dict)
    missing: tuple[str, ...] = ()  #: pictures that a version names and that were not there
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Return it as it stands in the file."""
        data = {**asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(data, indent=1, sort_keys=True).encode()


def read_manifest(content: bytes) -> Manifest:
    """Return what ``content`` says.

    Raises:
        StoreError: it is no manifest, or one of a form this version does not know.
    """
    try:
        data: dict[str, Any] = json.loads(content)
        form = data["format"]
        if form != FORMAT:
            raise StoreError("backup_other_form", found=str(form), known=str(FORMAT))
        return Manifest(
            made_at=datetime.fromisoformat(data["made_at"]),
            version=str(data["version"]),
            revision=str(data["revision"]),
            database=str(data["database"]),
            entries=int(data["entries"]),
            heads=str(data["heads"]),
            parts={name: Part(**part) for name, part in data["parts"].items()},
            missing=tuple(data["missing"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError("backup_unreadable") from error
