"""Which platforms there are: Cydbost's own, and those that other packages bring.

A package brings one by an entry point of the group ``cydbost.platforms`` whose name is the platform's and whose object
is a ``Platform``. None is loaded before it is asked for: most councils use two or three.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Final, Protocol

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.protocol import Connector

GROUP: Final = "cydbost.platforms"

#: Cydbost's own, by name: the module that holds ``PLATFORM``.
OWN: Final[Mapping[str, str]] = {
    "bluesky": "cydbost_connectors.bluesky",
    "facebook": "cydbost_connectors.facebook",
    "manual": "cydbost_connectors.manual",
    "mastodon": "cydbost_connectors.mastodon",
    "x": "cydbost_connectors.x",
    "wordpress": "cydbost_connectors.wordpress",
}


class Platform(Protocol):
    """One platform. It is asked for without any connection being made, and without its library being loaded."""

    name: str  #: as it stands in the configuration: ``mastodon``
    title: str  #: as people know it: ``Mastodon``
    capabilities: Capabilities
    settings: tuple[Setting, ...]

    def length(self, text: str) -> int:
        """Return how long ``text`` is as the platform counts it, in the unit of ``capabilities.text_limit``."""
        ...

    def connect(self, account: AccountSettings) -> Connector:
        """Return the connector of an account; nothing is asked of the platform yet.

        Raises:
            NotAllowed: what the council has told cannot be used; ``detail`` says why.
        """
        ...


class PlatformBroken(Exception):
    """A platform was found and cannot be used: its package, or a library that it needs, does not load."""


def platform_names() -> list[str]:
    """Return the name of every platform there is, in order."""
    return sorted({*OWN, *_brought()})


@cache
def find_platform(name: str) -> Platform | None:
    """Return the platform of this name, ``None`` where there is none. Cydbost's own cannot be replaced.

    Raises:
        PlatformBroken: it is there and does not load.
    """
    try:
        if name in OWN:
            found: Platform = import_module(OWN[name]).PLATFORM
            return found
        brought = _brought().get(name)
        return None if brought is None else brought.load()
    except Exception as error:
        raise PlatformBroken(f"{name}: {type(error).__name__}: {error}") from error


def _brought() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
