"""Words kept apart from the chain: the chain holds their salted hash, so they can be erased and it still verifies."""

import hashlib
import secrets

from sqlmodel import Session

from cydbost_queue.tables import Words


def digest_of(salt: str, body: str) -> str:
    """Return the SHA-256, in hex, of salt and words; the salt keeps short words from being guessed."""
    return hashlib.sha256(f"{salt}\x00{body}".encode("utf-8", "surrogatepass")).hexdigest()


def keep(session: Session, body: str) -> Words:
    """Store ``body`` with a fresh salt and return the row; its ``digest`` is what an entry may hold."""
    salt = secrets.token_hex(16)
    words = Words(salt=salt, body=body, digest=digest_of(salt, body))
    session.add(words)
    session.flush()
    return words
