"""Tokens that let somebody in: 256 bits of chance, of which only the hash is kept.

There is nothing to guess in so much chance, so a plain hash is enough (a slow one would only slow every page down).
"""

import hashlib
import secrets
from typing import Final

_BYTES: Final = 32
#: How a key for a program begins, so that whoever finds one lying about knows what it is.
KEY_MARK: Final = "cydbost_"
_LONGEST: Final = 200  #: characters; what is longer is none of ours


def new_token() -> str:
    """Return a token that can stand in an address or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """Return what is kept of a token, SHA-256 in hex."""
    return hashlib.sha256(token[:_LONGEST].encode("utf-8", "surrogatepass")).hexdigest()
