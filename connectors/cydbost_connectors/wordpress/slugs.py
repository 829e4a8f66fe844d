"""The name of a post in its address, which also says whose it is: WordPress keeps it, finds by it, and shows it.

A slug is the pair's reference and sixteen figures: four of the pair, four of the account, eight of the key. So a post
is found by its key alone, its twin by the pair, and an account knows its own posts on a site that others write on too.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from cydbost_connectors.noticeboard.slug import slug_of

#: What WordPress adds to the slug of a post in the trash; it is kept free for another post.
TRASHED: Final = "__trashed"
_READABLE: Final = 60
_TAIL: Final = re.compile(r"-([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{8})(?:-[0-9]{1,6})?(?:__trashed(?:-[0-9]{1,6})?)?\Z")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a post is, in figures."""

    pair: str
    account: str


def slug_for(key: str, pair: str, account: str) -> str:
    """Return the slug of the post with this key."""
    readable = slug_of(pair)[:_READABLE].strip("-")
    return f"{readable}-{_figures(pair, 4)}{_figures(account, 4)}{_figures(f'{account} {key}', 8)}"


def owner_of(slug: str) -> Owner | None:
    """Return whose the post with this slug is; ``None`` where it is none of Cydbost's."""
    found = _TAIL.search(slug)
    return Owner(found[1], found[2]) if found else None


def owner_for(pair: str, account: str) -> Owner:
    """Return the owner that a post of this pair and account has."""
    return Owner(_figures(pair, 4), _figures(account, 4))


def _figures(text: str, count: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:count]
