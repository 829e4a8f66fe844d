"""Whether an account can be used now, what to mend, and how much it may still publish."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors import ConnectorError, Health, NotAllowed, Quota, Throttled
from cydbost_threads import details
from cydbost_threads.calls import ThreadsApi, mapping
from cydbost_threads.reading import is_by

#: Without these nothing can be posted, read back and taken down again.
NEEDED: Final = ("threads_basic", "threads_content_publish", "threads_delete")
#: Without these replies cannot be read, answered or hidden.
FOR_REPLIES: Final = ("threads_read_replies", "threads_manage_replies")
#: A token is renewed every week. With less than this left, renewing has failed for two weeks: people are told.
_WORRYING: Final = timedelta(days=45)
_QUOTAS: Final[Mapping[str, str]] = {"": "posts in 24 h", "reply_": "replies in 24 h", "delete_": "deletions in 24 h"}
_FIELDS: Final = "quota_usage,config,reply_quota_usage,reply_config,delete_quota_usage,delete_config"


def health_of(api: ThreadsApi, username: str, now: datetime) -> Health:
    """Ask for the account, for what is left, and for its token, and say what was told."""
    try:
        require_account(api, username)
    except ConnectorError as error:
        return Health(usable=False, detail=error.detail, clock=api.clock)
    quotas: tuple[Quota, ...] = ()
    facts: Mapping[str, Any] = {}
    with suppress(ConnectorError):  # the account answers: only what else there is to know is missing
        quotas = quotas_of(api)
    with suppress(ConnectorError):
        facts = api.token_facts()
    scopes = facts.get("scopes")
    missing = [one for one in (*NEEDED, *FOR_REPLIES) if isinstance(scopes, list) and one not in scopes]
    is_valid = facts.get("is_valid") is not False
    said = [] if is_valid else [details.TOKEN]
    said += [details.MISSING.format(names=", ".join(missing))] if missing else []
    return Health(
        usable=is_valid and not any(one in missing for one in NEEDED),
        detail=details.joined(*said) if said else details.USABLE,
        clock=api.clock,
        expires_at=_expiry(facts, now),
        quotas=quotas,
    )


def require_account(api: ThreadsApi, username: str) -> None:
    """Ensure that the token opens this account and no other: one language's posts never go to the other's.

    Raises:
        NotAllowed: it opens another.
        NotSent: it could not be asked.
    """
    me = api.read("me", fields="id,username")
    if not is_by(me, username):
        raise NotAllowed(details.WRONG_ACCOUNT.format(found=str(me.get("username") or "?")[:60]))


def require_quota(api: ThreadsApi, *, is_reply: bool) -> None:
    """Ensure that one more may be published today.

    Raises:
        Throttled: none is left.
        NotSent: it could not be asked.
    """
    wanted = _QUOTAS["reply_" if is_reply else ""]
    if any(one.of == wanted and one.left <= 0 for one in quotas_of(api)):
        raise Throttled(details.QUOTA, retry_after=3_600)


def quotas_of(api: ThreadsApi) -> tuple[Quota, ...]:
    """Return what the account may still do: Threads counts over the past 24 hours, so nothing renews at one moment.

    Raises:
        NotSent: it could not be asked.
    """
    told = api.read("me/threads_publishing_limit", fields=_FIELDS).get("data")
    first = mapping(told[0]) if isinstance(told, list) and told else {}
    found = []
    for prefix, of in _QUOTAS.items():
        used, most = first.get(f"{prefix}quota_usage"), mapping(first.get(f"{prefix}config")).get("quota_total")
        if isinstance(used, int) and isinstance(most, int):
            found.append(Quota(of=of, limit=most, left=max(0, most - used)))
    return tuple(found)


def _expiry(facts: Mapping[str, Any], now: datetime) -> datetime | None:
    told = facts.get("expires_at")
    if not isinstance(told, int) or not 0 < told < 4 * 10**9:
        return None
    end = datetime.fromtimestamp(told, UTC)
    return end if end - now < _WORRYING else None
