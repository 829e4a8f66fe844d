"""Knowing one person's comments on one account from another's, without looking through everybody's names."""

import hashlib


def author_key(account: str, author: str) -> str | None:
    """Return what all comments of one person on one account have in common; ``None`` where no name is told.

    It is a hash, so that an index can find it; once a person's name is erased, it is taken away with it.
    """
    if not author:
        return None
    return hashlib.sha256(f"{account}\x00{author}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
