"""The name of a notice in its address, made from its pair's reference."""

import hashlib
import re
import unicodedata
from typing import Final

LONGEST: Final = 80

#: Names that would be taken for another page of the board (page lists, in both languages).
RESERVED: Final = frozenset({"page", "tudalen", "index"})


def slug_of(reference: str) -> str:
    """Return ``reference`` in lower-case letters without accents, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", reference).encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].rstrip("-")
    if slug and slug not in RESERVED:
        return slug
    return f"n-{hashlib.sha256(reference.encode()).hexdigest()[:12]}"


def numbered(slug: str, count: int) -> str:
    """Return the ``count``-th wish for an address: the slug itself, then ``slug-2``, ``slug-3`` and so on."""
    return slug if count == 1 else f"{slug}-{count}"
