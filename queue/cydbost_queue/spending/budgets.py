"""The budget: an ordinary pair that would pass it is held back before either side is sent.

Never held back: an emergency, what is half out, what mends words that stand before the public, and, unless the council
says so, an answer to the public. All of these are counted.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlmodel import Session

from cydbost_connectors import NotAllowed, Outgoing
from cydbost_queue.desk import Act
from cydbost_queue.rules import Budget, Rules
from cydbost_queue.sending.begun import has_begun
from cydbost_queue.spending.ledger import locked_month, put_aside, spent_in, tell_used_up
from cydbost_queue.spending.money import micros
from cydbost_queue.spending.months import month_of
from cydbost_queue.spending.paying import cost_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Account, Delivery, Lane, Posting


class OverBudget(NotAllowed):
    """The month's budget of the channel would be passed."""

    code = "over_budget"


def put_money_aside(act: Act, batch: Collection[Delivery], wanted: Mapping[int, Outgoing]) -> OverBudget | None:
    """Put aside what sending a batch costs, before any of it is sent; return why that may not be.

    Two workers at once decide one after the other: the channel's month is locked, and what one has put aside the
    other counts.

    Args:
        act: the act in which the batch is prepared.
        batch: all of its deliveries.
        wanted: what is to be sent of them, by number.
    """
    rows = [row for row in batch if row.id in wanted]
    if not rows or rows[0].account not in act.rules.prices:
        return None
    budget = act.rules.budgets.get(rows[0].channel)
    costs = {row.id: cost_of(act, row, wanted[row.id or 0]) for row in rows}
    if budget is not None and not is_exempt(act, rows[0], batch, budget):
        channel, currency = rows[0].channel, act.rules.prices[rows[0].account].currency
        month = locked_month(act.session, channel, month_of(act.at, act.rules.zone))
        spent = spent_in(act.session, channel, month.month, currency)
        to_pay = sum(costs[row.id] for row in rows if row.paid_at is None)
        if spent + put_aside(act.session, channel, but=rows) + to_pay > budget.monthly:
            tell_used_up(act, month, budget, spent, currency)
            return OverBudget()
    for row in rows:
        row.cost = row.cost if row.paid_at is not None else costs[row.id]
        act.session.add(row)
    return None


def over_budget(act: Act, channel: str, sent: Sequence[tuple[str, Outgoing]]) -> OverBudget | None:
    """Return why an ordinary pair could not be sent on ``channel`` as things stand: each with its account."""
    budget, prices = act.rules.budgets.get(channel), [act.rules.prices.get(account) for account, _outgoing in sent]
    if budget is None or not prices or prices[0] is None:
        return None
    cost = sum(micros(one.cost(outgoing)) for one, (_account, outgoing) in zip(prices, sent, strict=True) if one)
    spent = spent_in(act.session, channel, month_of(act.at, act.rules.zone), prices[0].currency)
    return OverBudget() if spent + put_aside(act.session, channel) + cost > budget.monthly else None


def is_exempt(act: Act, row: Delivery, batch: Collection[Delivery], budget: Budget) -> bool:
    """Tell whether a batch, of which ``row`` is one, goes whatever it costs."""
    if row.lane == Lane.REPLY:
        return not budget.holds_replies
    return row.lane == Lane.EMERGENCY or has_begun(batch) or mends(act.session, row)


def mends(session: Session, row: Delivery) -> bool:
    """Tell whether a delivery is to take the place of what stands before the public and is to be changed."""
    posting = session.get(Posting, row.posting_id) if row.posting_id is not None else None
    return posting is not None and posting.state is PostingState.CHANGING


def is_used_up(session: Session, rules: Rules, account: Account, month: str) -> bool:
    """Tell whether the account's channel has a budget, and nothing of the month's is left."""
    budget, prices = rules.budgets.get(account.channel), rules.prices.get(account.name)
    if budget is None or prices is None:
        return False
    return spent_in(session, account.channel, month, prices.currency) >= budget.monthly
