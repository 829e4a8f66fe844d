"""What a seal on the vault is, and what holds without one. The keys and their library: ``sealing``."""

from typing import Final, Protocol

from cydbost_queue.errors import StoreError

#: How what is sealed begins.
MARK: Final = "fernet:"


class Seal(Protocol):
    """Seals and opens what the vault keeps."""

    def seal(self, name: str, raw: str) -> str:
        """Return ``raw`` as it may stand in the drawer ``name``."""
        ...

    def opened(self, name: str, kept: str) -> str:
        """Return what was sealed for the drawer ``name``.

        Raises:
            StoreError: no key opens it.
        """
        ...


class NoSeal:
    """What holds where the council has no key: things are kept as they are, and what is sealed stays shut."""

    def seal(self, name: str, raw: str) -> str:  # noqa: ARG002 - the protocol's signature
        """Return ``raw`` as it is."""
        return raw

    def opened(self, name: str, kept: str) -> str:  # noqa: ARG002 - the protocol's signature
        """Return what is kept in clear.

        Raises:
            StoreError: it is sealed.
        """
        if is_sealed(kept):
            raise StoreError("vault_key_missing")
        return kept


def is_sealed(kept: str) -> bool:
    """Tell whether this stands sealed in the database."""
    return kept.startswith(MARK)
