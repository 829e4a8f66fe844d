"""On which line of a TOML file each key stands, so that a mistake can be pointed at."""

import tomllib
from typing import Any

#: A key's place in the tree: names of tables and keys, numbers for the entries of an array.
KeyPath = tuple[str | int, ...]


def find_lines(text: str) -> dict[KeyPath, int]:
    """Return the line (from 1) of every table and key of ``text``, which must be sound TOML."""
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    section: KeyPath = ()
    for number, statement in _statements(text):
        parsed = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            section = _section(parsed, counts)
            lines.setdefault(section, number)
        else:
            for path in _paths(parsed):
                lines.setdefault((*section, *path), number)
    return lines


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int | None:
    """Return the line of ``path``, or of the nearest thing around it that has one."""
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return None


def _statements(text: str) -> list[tuple[int, str]]:
    """Return each header and each whole ``key = value`` with its first line; a value may run over many lines."""
    found, begun, first = [], "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        if not begun and (not line.strip() or line.lstrip().startswith("#")):
            continue
        first = first if begun else number
        begun += line + "\n"
        if number != first and not _may_end(line):
            continue
        try:
            tomllib.loads(begun)
        except tomllib.TOMLDecodeError:
            continue
        found.append((first, begun))
        begun = ""
    return found


def _may_end(line: str) -> bool:
    """Say whether a value of many lines may end with ``line``; most lines of a long list tell that they do not."""
    return "#" in line or line.rstrip().endswith(("]", "}", '"""', "'''"))


def _section(parsed: dict[str, Any], counts: dict[KeyPath, int]) -> KeyPath:
    """Return the place a header opens: ``[[channels]]`` the next entry, ``[channels.accounts]`` a part of the last."""
    path: KeyPath = ()
    node: Any = parsed
    while isinstance(node, dict) and node:
        name, node = next(iter(node.items()))
        path = (*path, name)
        if isinstance(node, list):
            counts[path] = counts.get(path, -1) + 1
            node = node[0]
        if path in counts:
            path = (*path, counts[path])
    return path


def _paths(node: Any, above: KeyPath = ()) -> list[KeyPath]:  # noqa: ANN401 - any TOML value
    pairs: list[tuple[str | int, Any]] = []
    if isinstance(node, dict):
        pairs = list(node.items())
    elif isinstance(node, list):
        pairs = list(enumerate(node))
    paths = [] if not above else [above]
    for key, value in pairs:
        paths += _paths(value, (*above, key))
    return paths
