"""What a platform charges, as dated data. A platform that charges nothing has none of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from cydbost_connectors.message import Outgoing

if TYPE_CHECKING:
    from cydbost_connectors.platforms import Platform


class Prices(Protocol):
    """What one account pays. Where a price is not certain, it is the higher one.

    The bill is the platform's own: this is what is reckoned beforehand.
    """

    @property
    def currency(self) -> str:
        """The currency of all of them (ISO 4217)."""
        ...

    @property
    def read_on(self) -> date:
        """When they were read."""
        ...

    @property
    def source(self) -> str:
        """Where they were read."""
        ...

    def cost(self, outgoing: Outgoing) -> Decimal:
        """Return what it costs to make ``outgoing`` public once."""
        ...

    def cost_without_links(self, outgoing: Outgoing) -> Decimal:
        """Return what it would cost if no link were in it; the same where a link costs nothing."""
        ...

    def cost_of_edit(self, outgoing: Outgoing) -> Decimal:
        """Return what it costs to put ``outgoing`` in the place of what stands there."""
        ...

    def cost_of_withdrawal(self) -> Decimal:
        """Return what it costs to take one post down."""
        ...

    def cost_of_reading(self, comments: int) -> Decimal:
        """Return what it costs to fetch so many comments."""
        ...

    def cost_of_look(self) -> Decimal:
        """Return what it costs to read one post of the account's own back."""
        ...


class Priced(Protocol):
    """A platform that charges: what ``Platform`` has, and this."""

    def prices(self, settings: Mapping[str, str]) -> Prices:
        """Return what an account with these ``settings`` (no secrets, defaults filled in) pays."""
        ...


def prices_of(platform: "Platform", settings: Mapping[str, str]) -> Prices | None:
    """Return what an account of ``platform`` with these ``settings`` pays, ``None`` where it pays nothing."""
    prices = getattr(platform, "prices", None)
    found: Prices | None = prices(settings) if callable(prices) else None
    return found
