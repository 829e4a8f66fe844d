"""What X charges, as dated data. The bill is X's own: its console has the current prices and a spending limit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cydbost_connectors.message import Outgoing
from cydbost_connectors.x.composing import composed
from cydbost_connectors.x.links import links

SOURCE: Final = "https://docs.x.com/x-api/getting-started/pricing"
READ_ON: Final = date(2026, 8, 22)

#: In US dollars.
POST: Final = Decimal("0.015")
POST_WITH_LINK: Final = Decimal("0.200")
SUMMONED_REPLY: Final = Decimal("0.010")
DELETION: Final = Decimal("0.010")
ALT_TEXT: Final = Decimal("0.005")
OWNED_READ: Final = Decimal("0.001")  #: one own post or mention, where the account owns the developer app
POST_READ: Final = Decimal("0.005")
USER_READ: Final = Decimal("0.010")


@dataclass(frozen=True, slots=True)
class XPrices:
    """What one account on X pays.

    ``names`` tells that commenters' names are asked for; ``owns_app`` that the account owns the developer app, to which
    X gives its own posts and mentions cheaply. X charges for one post or person once a UTC day, however often it is
    read.
    """

    names: bool = True
    owns_app: bool = False
    currency: str = "USD"
    read_on: date = READ_ON
    source: str = SOURCE

    def cost(self, outgoing: Outgoing) -> Decimal:
        """Return what it costs to send ``outgoing`` once, in US dollars.

        A link makes it dear, one without ``https`` too. A reply without a link is taken for a summoned one: X lets
        self-serve apps send no other.
        """
        if any(True for _ in links(composed(outgoing))):
            return POST_WITH_LINK + ALT_TEXT * len(outgoing.media)
        return self.cost_without_links(outgoing)

    def cost_without_links(self, outgoing: Outgoing) -> Decimal:
        """Return what it would cost without a link."""
        return (SUMMONED_REPLY if outgoing.reply_to else POST) + ALT_TEXT * len(outgoing.media)

    def cost_of_edit(self, outgoing: Outgoing) -> Decimal:  # noqa: ARG002 - what X does not do costs nothing
        """Return nothing: X lets no post be changed."""
        return Decimal(0)

    def cost_of_withdrawal(self) -> Decimal:
        """Return what it costs to delete one post."""
        return DELETION

    def cost_of_reading(self, comments: int) -> Decimal:
        """Return what it costs to fetch so many comments, each by a person who was not read of that day."""
        return comments * (self.cost_of_look() + (USER_READ if self.names else 0))

    def cost_of_look(self) -> Decimal:
        """Return what it costs to read one own post."""
        return OWNED_READ if self.owns_app else POST_READ
