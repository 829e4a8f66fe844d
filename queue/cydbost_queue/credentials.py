"""How long the accounts' credentials last: an administrator is told before they run out, not by a post that fails."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.desk import Act, Desk
from cydbost_queue.health import ask_health
from cydbost_queue.sending.modes import accounts_off
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Account, Notice, Posting, PostingChannel

log = logging.getLogger(__name__)

#: Between two looks: each asks every account.
EVERY: Final = timedelta(hours=1)
#: People are told once as soon as the end is in sight, once more on the last day, and once when it has come.
_LAST_DAY: Final = timedelta(days=1)
#: A notice of the same end, however far ahead it was told, is no older than this.
_REMEMBERED: Final = timedelta(days=400)


def forecast(desk: Desk, connectors: Mapping[str, Connector], ahead: timedelta) -> None:
    """Tell the administrator of each account whose credentials run out within ``ahead``, or have run out.

    An account that is stopped, or off, is not asked; one that does not answer is asked again next time.
    """
    for account, expires in _ends(desk, connectors).items():
        if expires <= desk.clock.now() + ahead:
            with desk.system_act() as act:
                _tell_once(act, account, expires)


def _ends(desk: Desk, connectors: Mapping[str, Connector]) -> dict[str, datetime]:
    with desk.store.reading() as session:
        stopped = set(session.exec(select(Account.name).where(col(Account.stopped_at).is_not(None))))
        silent = stopped | accounts_off(session)
    found: dict[str, datetime] = {}
    for account, connector in connectors.items():
        if account in silent:
            continue
        health = ask_health(desk, account, connector)
        if isinstance(health, ConnectorError):
            log.info("%s could not be asked how long its credentials last: %s", account, health.code)
        elif health.expires_at is not None:
            found[account] = health.expires_at
    return found


def _tell_once(act: Act, account: str, expires: datetime) -> None:
    left = expires - act.at
    step = "over" if left <= timedelta() else "last-day" if left <= _LAST_DAY else "ahead"
    told = act.session.exec(
        select(Notice).where(
            col(Notice.code).in_(["token_expiring", "token_expired"]), col(Notice.at) > act.at - _REMEMBERED
        )
    )
    mine = {"account": account, "expires": expires.isoformat(), "step": step}
    if any(mine.items() <= notice.facts.items() for notice in told):
        return
    act.tell(
        "administrator",
        "token_expired" if step == "over" else "token_expiring",
        "settings",
        **mine,
        number=str(_meant_for_later(act.session, account, expires)),
    )


def _meant_for_later(session: Session, account: str, expires: datetime) -> int:
    """Return how many postings are scheduled on the account's channel for after its credentials have run out."""
    return session.exec(
        select(func.count())
        .select_from(Posting)
        .join(PostingChannel, col(PostingChannel.posting_id) == col(Posting.id))
        .join(Account, col(Account.channel) == col(PostingChannel.channel))
        .where(Account.name == account, Posting.state == PostingState.SCHEDULED, col(Posting.slot) >= expires)
    ).one()
