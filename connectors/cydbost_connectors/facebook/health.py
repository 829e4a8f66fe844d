"""Whether a Page can be used now, what to mend, and until when its token holds."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from cydbost_connectors import wording
from cydbost_connectors.errors import ConnectorError
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.errors import GraphFault, as_told, sorted_out
from cydbost_connectors.facebook.graph import PageGraph
from cydbost_connectors.message import Health, Quota

#: Without these nothing can be posted, or read back.
NEEDED: Final = ("pages_manage_posts", "pages_read_engagement")
#: Without these comments cannot be read or answered.
FOR_COMMENTS: Final = ("pages_read_user_content", "pages_manage_engagement")


def health_of(graph: PageGraph, page_id: str) -> Health:
    """Ask for the Page and for its token, and say what was told."""
    try:
        with sorted_out():
            graph.get_object(page_id, fields="id,name")
    except ConnectorError as error:
        return Health(usable=False, detail=error.detail, clock=graph.clock, quotas=_quotas(graph))
    quotas = _quotas(graph)
    try:
        token = graph.inspect_token()
    except GraphFault as fault:  # the Page answers: only what else there is to know of its token is missing
        detail = wording.joined(details.USABLE, as_told(fault, is_public=False).detail)
        return Health(usable=True, detail=detail, clock=graph.clock, quotas=quotas)
    scopes = token.get("scopes")
    granted = {str(one) for one in scopes} if isinstance(scopes, list) else {*NEEDED, *FOR_COMMENTS}
    missing = [one for one in (*NEEDED, *FOR_COMMENTS) if one not in granted]
    is_usable = token.get("is_valid") is not False and not any(one in missing for one in NEEDED)
    return Health(
        usable=is_usable,
        detail=_detail(token, missing),
        clock=graph.clock,
        expires_at=_expiry(token),
        quotas=quotas,
    )


def _detail(token: Mapping[str, Any], missing: list[str]) -> str:
    said = [details.TOKEN] if token.get("is_valid") is False else []
    if missing:
        said.append(details.MISSING.format(names=", ".join(missing)))
    return wording.joined(*said) if said else details.USABLE


def _expiry(token: Mapping[str, Any]) -> datetime | None:
    """Return when the token ends, or its right to read what the Page's people may: 0 means never."""
    told = [token.get(name) for name in ("expires_at", "data_access_expires_at")]
    ends = [one for one in told if isinstance(one, int) and 0 < one < 4 * 10**9]
    return datetime.fromtimestamp(min(ends), UTC) if ends else None


def _quotas(graph: PageGraph) -> tuple[Quota, ...]:
    percent = graph.usage.percent
    return () if percent is None else (Quota(of="calls, %", limit=100, left=max(0, 100 - percent)),)
