"""Sealing what the vault keeps: whoever has the database, or a copy of it, cannot open the council's accounts with it.

The keys stand apart from the database, newest first: the newest seals, any of them opens. The format is Fernet, of the
library ``cryptography`` (AES-128-CBC with HMAC-SHA-256); what is sealed holds its own drawer's name, so that no row can
be put in another's place.
"""

import json
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from cydbost_queue.errors import StoreError
from cydbost_queue.seal import MARK, is_sealed


@dataclass(frozen=True, slots=True, repr=False)
class KeySeal:
    """A seal of one key or several."""

    _newest: Fernet
    _any: MultiFernet

    def seal(self, name: str, raw: str) -> str:
        """Return ``raw`` sealed with the newest key."""
        return MARK + self._newest.encrypt(json.dumps([name, raw]).encode()).decode()

    def opened(self, name: str, kept: str) -> str:
        """Return what was sealed with any of the keys; what was kept before there was a key is as it stands.

        Raises:
            StoreError: no key opens it, or it was sealed for another drawer.
        """
        if not is_sealed(kept):
            return kept
        try:
            found, raw = json.loads(self._any.decrypt(kept.removeprefix(MARK).encode()))
        except InvalidToken as error:
            raise StoreError("vault_key_wrong") from error
        if found != name:
            raise StoreError("vault_key_wrong")
        return str(raw)


def seal_of(keys: str) -> KeySeal:
    """Return the seal of these keys, one a line, newest first.

    Raises:
        StoreError: there is none, or one is no key.
    """
    try:
        found = [Fernet(key) for key in keys.split()]
    except ValueError as error:
        raise StoreError("vault_key_malformed") from error
    if not found:
        raise StoreError("vault_key_malformed")
    return KeySeal(found[0], MultiFernet(found))


def new_key() -> str:
    """Return a key made by the machine's own chance."""
    return Fernet.generate_key().decode()
