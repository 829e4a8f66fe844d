"""What a pair would cost before it is sent: shown to whoever approves it, and added up for a month's plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlmodel import Session, col, select

from cydbost_connectors import Media, Outgoing
from cydbost_language import Language, Side
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.lookup import accounts_of, channels_of, latest_versions, number_of
from cydbost_queue.queries.planned import Wish
from cydbost_queue.rules import Rules
from cydbost_queue.sending.outbox import LANGUAGE_TAG, pair_plan
from cydbost_queue.sides import LANGUAGE_RULE, side_of
from cydbost_queue.spending.money import micros
from cydbost_queue.tables import Carries, Channel, Layout, Posting, PostingChannel

#: A price does not depend on when it is asked for.
_ANY_TIME: Final = datetime(2026, 1, 1, tzinfo=UTC)
_PICTURE: Final = Media("", "", "", "")


@dataclass(frozen=True, slots=True)
class PairCost:
    """What a pair costs on one channel, in millionths of ``currency``, and what it would without its links."""

    channel: str
    currency: str
    micros: int
    without_links: int


def cost_of_posting(desk: Desk, ref: str) -> list[PairCost]:
    """Return what a posting costs on each of its channels that charges; nothing while a version is missing.

    Raises:
        NotFound: there is no such posting.
    """
    with desk.store.reading() as session:
        posting = session.get(Posting, number_of(ref, "P"))
        if posting is None:
            raise NotFound("no_posting", ref=ref)
        return list(_costs(session, desk.rules, posting))


def cost_of_plan(desk: Desk, wishes: Sequence[Wish]) -> list[PairCost]:
    """Return what all the posts of a plan cost together, by channel, where it charges."""
    with desk.store.reading() as session:
        known = {row.name: row for row in session.exec(select(Channel))}
        every = [
            cost
            for wish in wishes
            for name in wish.channels
            if name in known and (cost := cost_on(session, desk.rules, known[name], wish.sides())) is not None
        ]
    return _added(every)


def cost_of_scheduled(session: Session, rules: Rules, channel: Channel, postings: Sequence[Posting]) -> tuple[int, int]:
    """Return how many of ``postings`` go to ``channel``, and what they cost there, in millionths."""
    asked = [posting.id for posting in postings]
    here = col(PostingChannel.posting_id).in_(asked) & (col(PostingChannel.channel) == channel.name)
    numbers = set(session.exec(select(PostingChannel.posting_id).where(here)))
    mine = [posting for posting in postings if posting.id in numbers]
    if not any(account.name in rules.prices for account in accounts_of(session, channel.name)):
        return len(mine), 0
    costs = [cost_on(session, rules, channel, _sides(session, posting)) for posting in mine]
    return len(mine), sum(cost.micros for cost in costs if cost is not None)


def cost_on(session: Session, rules: Rules, channel: Channel, sides: Mapping[Language, Side]) -> PairCost | None:
    """Return what a pair costs on ``channel``; ``None`` where it is free, or a version is missing."""
    accounts = {account.carries: account.name for account in accounts_of(session, channel.name)}
    paid = {name: rules.prices[name] for name in accounts.values() if name in rules.prices}
    if not paid or len(sides) < len(Language):
        return None
    total = without = 0
    for carries, continues in pair_plan(channel):
        prices = paid[accounts[carries if channel.layout is Layout.PAIRED_ACCOUNTS else Carries.BOTH]]
        outgoing = _outgoing(sides, carries, continues)
        total += micros(prices.cost(outgoing))
        without += micros(prices.cost_without_links(outgoing))
    return PairCost(channel.name, next(iter(paid.values())).currency, total, without)


def _costs(session: Session, rules: Rules, posting: Posting) -> Iterator[PairCost]:
    sides = _sides(session, posting)
    for channel in channels_of(session, posting):
        cost = cost_on(session, rules, channel, sides)
        if cost is not None:
            yield cost


def _sides(session: Session, posting: Posting) -> dict[Language, Side]:
    return {language: side_of(version) for language, version in latest_versions(session, posting).items()}


def _outgoing(sides: Mapping[Language, Side], carries: Carries, continues: Carries | None) -> Outgoing:
    cy, en = sides[Language.CY], sides[Language.EN]
    if carries is Carries.BOTH:
        text, link = f"{cy.text}{LANGUAGE_RULE}{en.text}", cy.link or en.link
        pictures = len({one.digest for one in (*cy.media, *en.media)})
    else:
        side = cy if carries is Carries.CY else en
        text, link, pictures = side.text, side.link, len(side.media)
    return Outgoing(
        key="cost",
        language=LANGUAGE_TAG[carries],
        text=text,
        created_at=_ANY_TIME,
        pair="cost",
        media=(_PICTURE,) * pictures,
        link=link,
        reply_to="cost" if continues else None,
    )


def _added(costs: Sequence[PairCost]) -> list[PairCost]:
    by_channel: dict[str, PairCost] = {}
    for one in costs:
        so_far = by_channel.get(one.channel)
        by_channel[one.channel] = (
            one
            if so_far is None
            else PairCost(
                one.channel,
                one.currency,
                so_far.micros + one.micros,
                so_far.without_links + one.without_links,
            )
        )
    return [cost for _name, cost in sorted(by_channel.items())]
