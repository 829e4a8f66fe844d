"""Each channel with its accounts as they stand: what its platform last said, who stopped it, and what was read when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import accounts_of
from cydbost_queue.tables import Account, AccountHealth, Carries, Channel, Delivery, Reading, Words


@dataclass(frozen=True, slots=True)
class QuotaState:
    """What a platform still allows."""

    of: str
    limit: int
    left: int
    renews_at: datetime | None


@dataclass(frozen=True, slots=True)
class HealthState:
    """What an account's platform said when it was last asked; ``error`` is why it could not be."""

    asked_at: datetime
    usable: bool
    error: str | None
    detail: str
    expires_at: datetime | None
    skew: float | None
    quotas: tuple[QuotaState, ...]


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account. ``read_failures`` counts the readings of comments in a row that failed."""

    name: str
    carries: Carries
    stopped_at: datetime | None
    stopped_by: str | None
    stop_reason: str | None
    health: HealthState | None
    comments_read_to: datetime | None
    next_reading: datetime | None
    read_failures: int
    read_error: str | None
    last_post: datetime | None
    last_read_back: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelState:
    """One channel with its accounts, Welsh first."""

    name: str
    platform: str
    layout: str
    mode: str
    on_half: str
    accounts: tuple[AccountState, ...]


def channel_states(desk: Desk, name: str | None = None) -> list[ChannelState]:
    """Return every channel by its name, or only the one called ``name``."""
    with desk.store.reading() as session:
        query = select(Channel).order_by(col(Channel.name))
        if name is not None:
            query = query.where(Channel.name == name)
        return [
            ChannelState(
                name=row.name,
                platform=row.platform,
                layout=row.layout.value,
                mode=row.mode.value,
                on_half=row.on_half.value,
                accounts=tuple(_account(session, account) for account in accounts_of(session, row.name)),
            )
            for row in session.exec(query).all()
        ]


def _account(session: Session, row: Account) -> AccountState:
    reading, health = session.get(Reading, row.name), session.get(AccountHealth, row.name)
    words = session.get(Words, row.stop_reason_id) if row.stop_reason_id is not None else None
    last_post, last_read_back = _last_seen(session, row.name)
    return AccountState(
        name=row.name,
        carries=row.carries,
        stopped_at=row.stopped_at,
        stopped_by=row.stopped_by,
        stop_reason=words.body if words else None,
        health=_health(health) if health is not None else None,
        comments_read_to=row.comments_read_to,
        next_reading=reading.due_at if reading else None,
        read_failures=reading.failures if reading else 0,
        read_error=reading.error_code if reading else None,
        last_post=last_post,
        last_read_back=last_read_back,
    )


def _last_seen(session: Session, account: str) -> tuple[datetime | None, datetime | None]:
    """Return when the account's newest post went live, and when the newest that was read back was."""
    newest = (
        select(Delivery.live_at, Delivery.verified_at)
        .where(Delivery.account == account, col(Delivery.live_at).is_not(None))
        .order_by(col(Delivery.live_at).desc())
        .limit(20)
    )
    rows: Sequence[tuple[datetime | None, datetime | None]] = session.exec(newest).all()
    return (rows[0][0] if rows else None), next((seen for _live, seen in rows if seen is not None), None)


def _health(row: AccountHealth) -> HealthState:
    return HealthState(
        asked_at=row.asked_at,
        usable=row.usable,
        error=row.error_code,
        detail=row.detail,
        expires_at=row.expires_at,
        skew=row.skew,
        quotas=tuple(
            QuotaState(
                one["of"],
                one["limit"],
                one["left"],
                datetime.fromisoformat(one["renews_at"]) if one["renews_at"] else None,
            )
            for one in row.quotas
        ),
    )
