"""Asking an account's platform how the account is, and keeping what it said for whoever looks next."""

from typing import Any, Final

from cydbost_connectors import Connector, ConnectorError, Health, Quota
from cydbost_queue.desk import Desk
from cydbost_queue.queries.dead_letters import hide_tokens
from cydbost_queue.tables import Account, AccountHealth

_LONGEST: Final = 500


def ask_health(desk: Desk, account: str, connector: Connector) -> Health | ConnectorError:
    """Ask once how an account is, keep the answer, and return it; an account that is not known is only asked."""
    before = desk.clock.now()
    try:
        health: Health | ConnectorError = connector.health()
    except ConnectorError as error:
        health = error
    after = desk.clock.now()
    row = AccountHealth(account=account, asked_at=after, usable=False)
    if isinstance(health, ConnectorError):
        row.error_code, row.detail = health.code[:32], hide_tokens(health.detail)[:_LONGEST]
    else:
        row.usable, row.detail, row.expires_at = health.usable, hide_tokens(health.detail)[:_LONGEST], health.expires_at
        row.quotas = [_quota(one) for one in health.quotas]
        if health.clock is not None:  # the platform read its clock somewhere on the way
            row.skew = (health.clock - (before + (after - before) / 2)).total_seconds()
    with desk.store.writing() as session:
        if session.get(Account, account) is not None:
            session.merge(row)
    return health


def _quota(one: Quota) -> dict[str, Any]:
    renews = one.renews_at.isoformat() if one.renews_at else None
    return {"of": one.of, "limit": one.limit, "left": one.left, "renews_at": renews}
