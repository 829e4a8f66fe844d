"""Words kept apart from the chain: the chain holds their salted hash, so they can be erased and it still verifies."""

import hashlib
import secrets
from collections.abc import Iterable

from sqlmodel import Session

from cydbost_queue.tables import Words


def digest_of(salt: str, body: str) -> str:
    """Return the SHA-256, in hex, of salt and words; the salt keeps short words from being guessed."""
    return hashlib.sha256(f"{salt}\x00{body}".encode("utf-8", "surrogatepass")).hexdigest()


def keep(session: Session, body: str) -> Words:
    """Store ``body`` with a fresh salt and return the row; its ``digest`` is what an entry may hold."""
    return keep_all(session, [body])[0]


def keep_all(session: Session, bodies: Iterable[str]) -> list[Words]:
    """Store several as ``keep`` does, a statement for many rows; return the rows in the same order."""
    every = [_salted(body) for body in bodies]
    session.add_all(every)
    session.flush()
    return every


def _salted(body: str) -> Words:
    salt = secrets.token_hex(16)
    return Words(salt=salt, body=body, digest=digest_of(salt, body))
