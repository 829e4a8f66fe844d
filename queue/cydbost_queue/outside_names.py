"""How the record names a person outside the council, so that nobody takes them for one of its own."""

from typing import Final

OUTSIDE: Final = "outside:"


def outside_name(author: str) -> str | None:
    """Return the name of a person outside the council, or ``None`` where ``author`` is one of its own people."""
    return author.removeprefix(OUTSIDE) if author.startswith(OUTSIDE) else None
