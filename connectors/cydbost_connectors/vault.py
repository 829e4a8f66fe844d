"""Where a connector keeps credentials that its platform renews: one use each, so none may be lost or used twice."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock
from typing import Protocol


class Drawer(Protocol):
    """One account's renewed credentials, held by nobody else while it is open."""

    def read(self) -> str | None:
        """Return what was kept last, ``None`` at first."""
        ...

    def keep(self, raw: str) -> None:
        """Keep the platform's answer as it came, durably, before anybody tries to understand it."""
        ...


class Vault(Protocol):
    """Keeps what was renewed, for all processes that use the account."""

    def drawer(self, name: str) -> AbstractContextManager[Drawer]:
        """Open the drawer ``name``; whoever else wants it waits until it is closed."""
        ...


class MemoryVault:
    """A vault that forgets when the process ends: for what never needs renewing, and for tests."""

    def __init__(self) -> None:
        """It is empty."""
        self._kept: dict[str, str] = {}
        self._lock = RLock()

    @contextmanager
    def drawer(self, name: str) -> Iterator[Drawer]:
        """Open the drawer ``name``."""
        with self._lock:
            yield _MemoryDrawer(self._kept, name)


class _MemoryDrawer:
    def __init__(self, kept: dict[str, str], name: str) -> None:
        self._kept, self._name = kept, name

    def read(self) -> str | None:
        return self._kept.get(self._name)

    def keep(self, raw: str) -> None:
        self._kept[self._name] = raw
