"""Where each language of a posting stands on one channel, and what is the matter with a channel before it is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from cydbost_language import Language
from cydbost_queue.states import LIVE_DELIVERIES, DeliveryState, PostingState
from cydbost_queue.tables import Carries, Channel, Delivery, Layout, Posting, Task


class Stand(StrEnum):
    """Where one language stands on one channel."""

    LIVE = "live"  #: the public sees it
    WAITING = "waiting"  #: on its way
    FAILING = "failing"  #: the platform did not take it, and it is tried again, or a person is needed
    BY_HAND = "by-hand"  #: a person is to post it
    OWED = "owed"  #: it is still to be written or approved
    COMING_DOWN = "coming-down"
    DOWN = "down"  #: taken down, or never sent


@dataclass(frozen=True, slots=True)
class LanguageStanding:
    """One language on one channel; ``address`` is where the public sees it."""

    language: Language
    stand: Stand
    account: str | None = None
    address: str | None = None
    live_at: datetime | None = None
    error_code: str | None = None
    error_detail: str | None = None
    not_before: datetime | None = None  #: when it is tried next


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """Both languages on one channel, Welsh first."""

    channel: str
    platform: str
    languages: tuple[LanguageStanding, ...]


def standing(channel: Channel, posting: Posting, rows: Sequence[Delivery]) -> ChannelStanding:
    """Return where both languages of a posting stand on ``channel``; ``rows`` are what it has there, oldest first."""
    return ChannelStanding(
        channel.name, channel.platform, tuple(_of_language(posting, one, channel, rows) for one in Language)
    )


def _of_language(posting: Posting, language: Language, channel: Channel, rows: Sequence[Delivery]) -> LanguageStanding:
    carrying = [row for row in rows if row.carries in {Carries(language.value), Carries.BOTH}]
    standing_rows = [row for row in carrying if row.state is not DeliveryState.WITHDRAWN]
    row = next(iter(reversed(standing_rows or carrying)), None)
    if row is None:
        return LanguageStanding(language, _before_it_is_made(posting, language, channel, rows))
    return LanguageStanding(
        language=language,
        stand=_stand(row),
        account=row.account,
        address=row.address if row.state in LIVE_DELIVERIES else None,
        live_at=row.live_at,
        error_code=row.error_code,
        error_detail=row.error_detail,
        not_before=row.not_before if row.task is not None else None,
    )


def _before_it_is_made(posting: Posting, language: Language, channel: Channel, rows: Sequence[Delivery]) -> Stand:
    if posting.state is PostingState.WITHDRAWN:
        return Stand.DOWN
    joins = channel.layout is Layout.COMBINED and any(row.edit is not None for row in rows)
    return Stand.WAITING if joins and language is Language.CY else Stand.OWED


def _stand(row: Delivery) -> Stand:
    if row.state is DeliveryState.WITHDRAWN:
        return Stand.DOWN
    if row.task is Task.WITHDRAW:
        return Stand.COMING_DOWN
    if row.state in LIVE_DELIVERIES:
        return Stand.LIVE
    if row.is_in_hand or row.state is DeliveryState.BY_HAND:
        return Stand.BY_HAND
    is_failing = row.state is DeliveryState.FAILED or row.error_code is not None
    return Stand.FAILING if is_failing else Stand.WAITING


def channel_trouble(session: Session, channel: str) -> str | None:
    """Return why a channel's platform does not take what is to go there, if it does not."""
    return session.exec(
        select(Delivery.error_code)
        .where(
            Delivery.channel == channel,
            col(Delivery.error_code).is_not(None),
            col(Delivery.task).is_not(None),
            col(Delivery.state).in_([DeliveryState.RETRY, DeliveryState.UNKNOWN, DeliveryState.FAILED]),
        )
        .order_by(col(Delivery.id).desc())
        .limit(1)
    ).first()
