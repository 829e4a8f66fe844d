"""What a pair or a plan costs, before it is sent: lines for a person, and data for scripts."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from cydbost_bot.i18n import _
from cydbost_bot.sentences import spell_money
from cydbost_queue.spending.money import amount
from cydbost_queue.spending.planning import PairCost


def cost_lines(costs: Sequence[PairCost]) -> Iterator[str]:
    """Yield a line for each channel that charges, and how much dearer its links make it."""
    for one in costs:
        said = _("Cost on {channel}: {cost}.").format(channel=one.channel, cost=spell_money(one.micros, one.currency))
        yield f"{said} {_links(one)}".rstrip()


def _links(one: PairCost) -> str:
    if one.micros <= one.without_links or not one.without_links:
        return ""
    cost = spell_money(one.without_links, one.currency)
    times = (Decimal(one.micros) / one.without_links).quantize(Decimal(1), ROUND_HALF_EVEN)
    if times < 2:
        return _("Without its links, {cost}.").format(cost=cost)
    return _("Its links make it {times} times as dear: without them, {cost}.").format(times=times, cost=cost)


def cost_data(costs: Sequence[PairCost]) -> list[dict[str, Any]]:
    """Return the same as data: amounts are text, so that none is rounded."""
    return [
        {
            "channel": one.channel,
            "currency": one.currency,
            "cost": str(amount(one.micros)),
            "without_links": str(amount(one.without_links)),
        }
        for one in costs
    ]
