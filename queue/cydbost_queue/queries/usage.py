"""What each channel's accounts were used for, and what that cost: in a month, until now, and to its end by the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import accounts_of
from cydbost_queue.rules import Allowance, Budget, Rules
from cydbost_queue.spending.ledger import put_aside, spent_in
from cydbost_queue.spending.months import bounds, month_of
from cydbost_queue.spending.planning import cost_of_scheduled
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Account, Channel, Delivery, Posting, Spending, SpentOn


@dataclass(frozen=True, slots=True)
class SpendingLine:
    """What one account was charged for one kind of thing; ``micros`` are millionths of ``currency``."""

    account: str
    spent_on: SpentOn
    number: int
    micros: int
    currency: str


@dataclass(frozen=True, slots=True)
class AllowanceUse:
    """How many posts an account has made in the stretch that its allowance speaks of."""

    account: str
    posts: int
    allowance: Allowance


@dataclass(frozen=True, slots=True)
class ChannelUsage:
    """One channel in one month. All amounts are millionths of ``currency``, which is ``None`` where nothing is charged.

    Args:
        channel: its name.
        platform: the platform's.
        mode: ``full``, ``emergency-only`` or ``off``.
        month: ``2026-11``.
        currency: the platform's.
        prices_read_on: when its prices were read.
        prices_source: and where.
        budget: what the council allows for a month.
        spent: what was counted.
        put_aside: what is on its way.
        planned_posts: postings that are still to go out in the month.
        planned: what they cost.
        lines: what was spent on what.
        allowances: what its accounts may send, and have.
    """

    channel: str
    platform: str
    mode: str
    month: str
    currency: str | None
    prices_read_on: date | None
    prices_source: str | None
    budget: Budget | None
    spent: int
    put_aside: int
    planned_posts: int
    planned: int
    lines: tuple[SpendingLine, ...]
    allowances: tuple[AllowanceUse, ...]

    @property
    def left(self) -> int | None:
        """What is left of the budget, nothing less than nothing; ``None`` where there is none."""
        return None if self.budget is None else max(self.budget.monthly - self.spent - self.put_aside, 0)

    @property
    def forecast(self) -> int:
        """What the month comes to, if nothing is planned besides what is planned now."""
        return self.spent + self.put_aside + self.planned


def usage(desk: Desk, month: str | None = None) -> list[ChannelUsage]:
    """Return the use of every channel in a month (``2026-11``), in this one unless given.

    Raises:
        ValueError: that is no month.
    """
    now, zone = desk.clock.now(), desk.rules.zone
    this = month_of(now, zone)
    wanted = month or this
    begin, end = bounds(wanted, zone)
    with desk.store.reading() as session:
        # What is still to come belongs to a month that is not over.
        asked = _Asked(desk.rules, wanted, _planned(session, max(begin, now), end), now if wanted == this else None)
        channels = session.exec(select(Channel).order_by(col(Channel.name))).all()
        return [_of(session, channel, asked) for channel in channels]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which month is looked at; ``now`` is ``None`` where it is not this one."""

    rules: Rules
    month: str
    postings: Sequence[Posting]
    now: datetime | None


def _of(session: Session, channel: Channel, asked: _Asked) -> ChannelUsage:
    rules = asked.rules
    names = [account.name for account in accounts_of(session, channel.name)]
    prices = next((rules.prices[name] for name in names if name in rules.prices), None)
    lines = tuple(_lines(session, names, asked.month))
    currency = prices.currency if prices else next((line.currency for line in lines), None)
    number, cost = cost_of_scheduled(session, rules, channel, asked.postings)
    return ChannelUsage(
        channel=channel.name,
        platform=channel.platform,
        mode=channel.mode.value,
        month=asked.month,
        currency=currency,
        prices_read_on=prices.read_on if prices else None,
        prices_source=prices.source if prices else None,
        budget=rules.budgets.get(channel.name),
        spent=spent_in(session, channel.name, asked.month, currency) if currency else 0,
        put_aside=put_aside(session, channel.name) if asked.now else 0,
        planned_posts=number,
        planned=cost,
        lines=lines,
        allowances=tuple(_allowances(session, rules, names, asked.now)) if asked.now else (),
    )


def _planned(session: Session, begin: datetime, end: datetime) -> Sequence[Posting]:
    return session.exec(
        select(Posting).where(
            Posting.state == PostingState.SCHEDULED, col(Posting.slot) >= begin, col(Posting.slot) < end
        )
    ).all()


def _lines(session: Session, accounts: Sequence[str], month: str) -> Iterator[SpendingLine]:
    rows = session.exec(
        select(Spending)
        .where(col(Spending.account).in_(accounts), Spending.month == month)
        .order_by(col(Spending.account), col(Spending.spent_on))
    )
    yield from (SpendingLine(row.account, SpentOn(row.spent_on), row.number, row.micros, row.currency) for row in rows)


def _allowances(session: Session, rules: Rules, accounts: Sequence[str], now: datetime) -> Iterator[AllowanceUse]:
    for name in accounts:
        allowance = rules.allowances.get(name)
        if allowance is not None:
            posts = session.exec(
                select(func.count()).where(Delivery.account == name, col(Delivery.live_at) > now - allowance.per)
            ).one()
            yield AllowanceUse(name, posts, allowance)


@dataclass(frozen=True, slots=True)
class ChannelMoney:
    """This month's money of one channel that charges, in millionths; ``budget`` is ``None`` where there is none."""

    channel: str
    currency: str
    spent: int
    put_aside: int
    budget: int | None


def money_now(session: Session, rules: Rules, now: datetime) -> list[ChannelMoney]:
    """Return this month's money of every channel that charges: cheap to ask, without the plan."""
    month = month_of(now, rules.zone)
    currencies: dict[str, str] = {}
    for account in session.exec(select(Account).where(col(Account.name).in_(list(rules.prices)))):
        currencies[account.channel] = rules.prices[account.name].currency
    return [
        ChannelMoney(
            channel,
            currency,
            spent_in(session, channel, month, currency),
            put_aside(session, channel),
            rules.budgets[channel].monthly if channel in rules.budgets else None,
        )
        for channel, currency in sorted(currencies.items())
    ]
