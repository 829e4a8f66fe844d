"""A platform that charges, put in the place of the noticeboard's prices: it has none."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cydbost_connectors import Outgoing
from cydbost_queue.desk import Desk
from cydbost_queue.queries.usage import ChannelUsage, usage
from cydbost_queue.rules import Budget
from cydbost_queue.spending.money import micros
from publishing.conftest import Council

POST = Decimal("0.40")
LINK = Decimal(2)


@dataclass(frozen=True)
class Charges:
    """Its prices; ``post`` is what a post without a link costs."""

    post: Decimal = POST
    currency: str = "GBP"
    read_on: date = date(2026, 6, 1)
    source: str = "https://prices.test"

    def cost(self, outgoing: Outgoing) -> Decimal:
        return LINK if outgoing.link else self.post

    def cost_without_links(self, outgoing: Outgoing) -> Decimal:
        return self.post

    def cost_of_edit(self, outgoing: Outgoing) -> Decimal:
        return Decimal("0.03")

    def cost_of_withdrawal(self) -> Decimal:
        return Decimal("0.05")

    def cost_of_reading(self, comments: int) -> Decimal:
        return comments * Decimal("0.07")

    def cost_of_look(self) -> Decimal:
        return Decimal(0)


def charge(
    council: Council,
    monthly: str | None = None,
    *,
    prices: Charges | None = None,
    warn_at: int = 80,
    holds_replies: bool = False,
) -> None:
    """Let the council's platform charge from now on, with a budget where one is given."""
    names = ("board-cy", "board-en", "board")
    budget = {} if monthly is None else {"board": Budget(micros(Decimal(monthly)), warn_at, holds_replies)}
    rules = replace(council.desk.rules, prices=dict.fromkeys(names, prices or Charges()), budgets=budget)
    council.desk = Desk(council.desk.store, council.clock, rules)


def used(council: Council, month: str | None = None) -> ChannelUsage:
    """Return the use of the council's one channel."""
    (found,) = usage(council.desk, month)
    return found


def spent(council: Council, month: str | None = None) -> Decimal:
    return Decimal(used(council, month).spent) / 1_000_000
