"""What X charges, as dated data. The bill is X's own: its console has the current prices and a spending limit."""

from datetime import date
from decimal import Decimal
from typing import Final

from cydbost_connectors.message import Outgoing
from cydbost_connectors.x.composing import composed
from cydbost_connectors.x.links import links

#: In US dollars. Read from https://docs.x.com/x-api/getting-started/pricing on ``READ_ON``.
POST: Final = Decimal("0.015")
POST_WITH_LINK: Final = Decimal("0.200")
SUMMONED_REPLY: Final = Decimal("0.010")
DELETION: Final = Decimal("0.010")
ALT_TEXT: Final = Decimal("0.005")
OWNED_READ: Final = Decimal("0.001")  #: one own post or mention, where the account owns the developer app
POST_READ: Final = Decimal("0.005")
USER_READ: Final = Decimal("0.010")
READ_ON: Final = date(2026, 8, 22)


def cost(outgoing: Outgoing) -> Decimal:
    """Return what it costs to send ``outgoing`` once, in US dollars.

    A link makes it dear, one without ``https`` too. A reply without a link is taken for a summoned one: X lets
    self-serve apps send no other.
    """
    if any(True for _ in links(composed(outgoing))):
        base = POST_WITH_LINK
    else:
        base = SUMMONED_REPLY if outgoing.reply_to else POST
    return base + ALT_TEXT * len(outgoing.media)
