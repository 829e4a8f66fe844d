"""Paying: what one outcome cost is noted in the act that records it.

A delivery is paid for once: when it is known to be out, or when nobody knows whether it is. If the platform then says
that it is not there, it goes again without being paid for twice; one that never goes out after all stays paid. So
nothing is counted too low; but what is asked of an account itself (whose keys these are, whether it can be used) is not
counted.
"""

from cydbost_connectors import Outgoing
from cydbost_queue.desk import Act
from cydbost_queue.sending.outbox import outgoing_of
from cydbost_queue.spending.ledger import Spent
from cydbost_queue.spending.money import micros
from cydbost_queue.tables import Account, Delivery, Lane, SpentOn

_ON = {Lane.EMERGENCY: SpentOn.EMERGENCIES, Lane.REPLY: SpentOn.REPLIES, Lane.ORDINARY: SpentOn.POSTS}


def cost_of(act: Act, row: Delivery, outgoing: Outgoing | None = None) -> int:
    """Return what publishing ``row`` costs, in millionths; nothing where the platform is free."""
    prices = act.rules.prices.get(row.account)
    return 0 if prices is None else micros(prices.cost(outgoing or outgoing_of(act, row)))


def pay(act: Act, row: Delivery) -> None:
    """Note that ``row`` was published, or may have been; once."""
    if row.account not in act.rules.prices or row.paid_at is not None:
        return
    if row.cost is None:
        row.cost = cost_of(act, row)
    row.paid_at = act.at
    act.session.add(row)
    _note(act, row, _ON[Lane(row.lane)], row.cost)


def pay_change(act: Act, row: Delivery, outgoing: Outgoing) -> None:
    """Note that ``row`` was changed into ``outgoing``, or may have been."""
    prices = act.rules.prices.get(row.account)
    if prices is not None:
        _note(act, row, SpentOn.CHANGES, micros(prices.cost_of_edit(outgoing)))


def pay_withdrawal(act: Act, row: Delivery) -> None:
    """Note that ``row`` was taken down, or may have been."""
    prices = act.rules.prices.get(row.account)
    if prices is not None:
        _note(act, row, SpentOn.WITHDRAWALS, micros(prices.cost_of_withdrawal()))


def pay_look(act: Act, row: Delivery) -> None:
    """Note that ``row`` was read back."""
    prices = act.rules.prices.get(row.account)
    if prices is not None:
        _note(act, row, SpentOn.LOOKS, micros(prices.cost_of_look()))


def pay_reading(act: Act, account: Account, comments: int) -> None:
    """Note that so many comments of ``account`` were fetched."""
    prices = act.rules.prices.get(account.name)
    if prices is not None and comments:
        cost = micros(prices.cost_of_reading(comments))
        act.payments.append(
            Spent(account.channel, account.name, SpentOn.COMMENTS, cost, prices.currency, number=comments)
        )


def _note(act: Act, row: Delivery, spent_on: SpentOn, cost: int) -> None:
    if cost:
        currency = act.rules.prices[row.account].currency
        act.payments.append(Spent(row.channel, row.account, spent_on, cost, currency))
