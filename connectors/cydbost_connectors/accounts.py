"""What a platform must be told of an account, and what a connector is made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cydbost_connectors.vault import Vault


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a council must, or may, tell about an account.

    Args:
        name: as it stands in the configuration.
        cy: what it is and where it is found, in Welsh.
        en: the same in English.
        is_secret: it opens the account, and is never shown.
        default: what holds where nothing is said; ``None`` where it must be said.
    """

    name: str
    cy: str
    en: str
    is_secret: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True)
class AccountSettings:
    """What a connector is made from: one account as the council has configured it.

    Args:
        name: what the council calls the account; often the platform's own name for it.
        language: what it carries: ``cy``, ``en`` or ``cy,en``.
        plain: its settings that are no secrets, defaults filled in.
        secrets: its secrets. They stay out of every representation, log and error.
        now: the queue's clock (UTC).
        vault: keeps what the platform renews by itself.
    """

    name: str
    language: str
    plain: Mapping[str, str]
    secrets: Mapping[str, str] = field(repr=False)
    now: Callable[[], datetime] = field(repr=False)
    vault: Vault = field(repr=False)
