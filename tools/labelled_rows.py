"""Labelled texts to score against: JSON Lines, compressed or not."""

import gzip
import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a plain or a compressed file.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line of it is not JSON, or there is none.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if not rows:
        raise ValueError(f"{path} has no rows")
    return rows
