"""The meter's book: what each account cost in each month, written in the transaction whose outcome it pays for.

Whoever writes in it, or decides from it, first locks the channel's month, after the posting and its deliveries and
before the record's chains: as everybody locks in this order, nobody waits in a ring.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, func, select

from cydbost_queue.rules import Budget
from cydbost_queue.spending.money import amount
from cydbost_queue.spending.months import month_of
from cydbost_queue.tables import Account, BudgetMonth, Delivery, Spending, SpentOn, Task

if TYPE_CHECKING:
    from cydbost_queue.desk import Act

#: Who can raise a budget, and who plans within it.
_TOLD: Final = ("administrator", "approver")
_INSERT: Final[Mapping[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_MONTHS: Final = BudgetMonth.__table__  # type: ignore[attr-defined]  # SQLModel's own, which its types do not say


@dataclass(frozen=True, slots=True)
class Spent:
    """One payment: to which account's platform, on what, how many of it, and how much in millionths of ``currency``."""

    channel: str
    account: str
    spent_on: SpentOn
    micros: int
    currency: str
    number: int = 1


def write_down(act: "Act") -> None:
    """Write the payments of an act into the book, in its transaction, and tell people where a budget is nearly used."""
    if not act.payments:
        return
    month = month_of(act.at, act.rules.zone)
    by_channel: dict[str, list[Spent]] = defaultdict(list)
    for one in act.payments:
        by_channel[one.channel].append(one)
    for channel, payments in sorted(by_channel.items()):
        known = locked_month(act.session, channel, month)
        for one in payments:
            _add(act.session, one, month)
        act.session.flush()
        budget = act.rules.budgets.get(channel)
        if budget is not None:
            _tell(act, known, budget, payments[0].currency)


def locked_month(session: Session, channel: str, month: str) -> BudgetMonth:
    """Return a channel's month, locked until the transaction ends."""
    own = select(BudgetMonth).where(BudgetMonth.channel == channel, BudgetMonth.month == month).with_for_update()
    found = session.exec(own).first()
    if found is None:  # two who begin it at once make one
        insert = _INSERT[session.get_bind().dialect.name]
        session.execute(insert(_MONTHS).values(channel=channel, month=month).on_conflict_do_nothing())
        found = session.exec(own).one()
    return found


def spent_in(session: Session, channel: str, month: str, currency: str) -> int:
    """Return what the accounts of a channel cost in a month, in millionths of ``currency``."""
    found = session.exec(
        select(func.sum(Spending.micros))
        .join(Account, col(Account.name) == col(Spending.account))
        .where(Account.channel == channel, Spending.month == month, Spending.currency == currency)
    ).one()
    return int(found or 0)


def put_aside(session: Session, channel: str, but: Iterable[Delivery] = ()) -> int:
    """Return what is put aside for deliveries of a channel that are on their way, without those of ``but``."""
    found = session.exec(
        select(func.sum(Delivery.cost)).where(
            Delivery.channel == channel,
            col(Delivery.task) == Task.PUBLISH,
            col(Delivery.paid_at).is_(None),
            col(Delivery.id).not_in([row.id for row in but]),
        )
    ).one()
    return int(found or 0)


def tell_used_up(act: "Act", known: BudgetMonth, budget: Budget, spent: int, currency: str) -> None:
    """Tell people, once for one budget of one month, that it is used up."""
    if known.used_up_of != budget.monthly:
        known.used_up_of = known.warned_of = budget.monthly
        act.session.add(known)
        act.tell(_TOLD, "budget_used_up", "settings", **_facts(known, budget, spent, currency))


def _tell(act: "Act", known: BudgetMonth, budget: Budget, currency: str) -> None:
    spent = spent_in(act.session, known.channel, known.month, currency)
    if spent >= budget.monthly:
        tell_used_up(act, known, budget, spent, currency)
    elif spent * 100 >= budget.monthly * budget.warn_at and known.warned_of != budget.monthly:
        known.warned_of = budget.monthly
        act.session.add(known)
        act.tell(_TOLD, "budget_nearly_used", "settings", **_facts(known, budget, spent, currency))


def _facts(known: BudgetMonth, budget: Budget, spent: int, currency: str) -> dict[str, str]:
    return {
        "channel": known.channel,
        "month": known.month,
        "currency": currency,
        "spent": str(amount(spent)),
        "budget": str(amount(budget.monthly)),
    }


def _add(session: Session, one: Spent, month: str) -> None:
    key = (one.account, month, one.spent_on, one.currency)
    row = session.get(Spending, key, populate_existing=True)
    if row is None:
        row = Spending(
            account=one.account, month=month, spent_on=one.spent_on, currency=one.currency, number=0, micros=0
        )
    row.number += one.number
    row.micros += one.micros
    session.add(row)
    session.flush()
