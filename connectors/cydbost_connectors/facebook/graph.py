"""The council's library, facebook-sdk, brought to today's Graph API without a fork.

facebook-sdk 3.1.0 knows versions up to 3.1, waits for ever, puts the token in addresses, sends lists and objects
wrongly, and drops an error's status, subcode and headers. All of its calls go through ``request``, which is replaced
here; what it builds on it stays: ``get_object``, ``get_objects``, ``get_connections``, ``put_object``, ``put_photo``,
``delete_object``.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import facebook
import requests

from cydbost_connectors.errors import Unavailable
from cydbost_connectors.facebook.errors import GraphFault, Kind, kind_of
from cydbost_connectors.facebook.usage import Usage, usage_of
from cydbost_connectors.outward import PinnedSession, why_no_answer

#: The most pages of a list that are turned: a list without end is not read without end.
MOST_PAGES: Final = 40
#: How many nodes one call may name.
AT_ONCE: Final = 50
_HIDDEN: Final = "…"
#: Characters of Facebook's words that are kept: they stand in both languages, within what an error may hold.
_MOST_WORDS: Final = 90

# What is read carries its proof in the address, and at DEBUG urllib3 logs each address.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """What opens a Page: its token, and the number and the secret of the app that the token was made for."""

    page_token: str
    app_id: str
    app_secret: str

    @property
    def proof(self) -> str:
        """The token signed with the app's secret (https://developers.facebook.com/docs/graph-api/guides/secure-requests)."""
        return hmac.new(self.app_secret.encode(), self.page_token.encode(), hashlib.sha256).hexdigest()

    @property
    def app_token(self) -> str:
        """What the app itself is known by."""
        return f"{self.app_id}|{self.app_secret}"

    def hidden_in(self, words: str) -> str:
        """Return ``words`` without these: Facebook quotes a token that it cannot read."""
        for secret in (self.app_token, self.page_token, self.app_secret, self.proof):
            words = words.replace(secret, _HIDDEN) if secret else words
        return words


class PageGraph(facebook.GraphAPI):  # type: ignore[misc] # facebook-sdk has no types
    """The Graph API for one Page.

    Args:
        keys: what opens the Page.
        address: the server, without a closing slash.
        version: as in ``v26.0``.
        patience: seconds to connect, and between two pieces of an answer.
        is_form: the token goes in the body of what is posted (and in the address of what is read or deleted), as older
            clients do, in place of a header that no log keeps.
    """

    def __init__(
        self, keys: Keys, *, address: str, version: str, patience: tuple[float, float], is_form: bool = False
    ) -> None:
        self.keys, self.address, self.is_form = keys, address, is_form
        session = PinnedSession({address: address}, patience)
        super().__init__(access_token=keys.page_token, timeout=patience, session=session)
        self.version = version  # the constructor's own knows none after 3.1
        self.usage = Usage()
        self.clock: datetime | None = None

    def request(
        self,
        path: str,
        args: Mapping[str, Any] | None = None,
        post_args: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        method: str | None = None,
    ) -> Any:  # noqa: ANN401 - the base's signature: whatever JSON came
        """Ask once, and return the answer's JSON.

        Raises:
            GraphFault: Facebook said no, did not say, or was not reached.
        """
        params = {"appsecret_proof": self.keys.proof, **_encoded(args or {})}
        body = None if post_args is None else _encoded(post_args)
        return self._ask("POST" if body is not None else method or "GET", path, params, body, files)

    def inspect_token(self) -> Mapping[str, Any]:
        """Return what Facebook knows of the Page's token: when it ends, and what it allows.

        Raises:
            GraphFault: it does not say.
        """
        params = {"input_token": self.keys.page_token}
        told = self._ask("GET", f"{self.version}/debug_token", params, None, None, token=self.keys.app_token)
        return mapping(told.get("data") if isinstance(told, dict) else None)

    def get_all_connections(self, id: str, connection_name: str, **args: Any) -> Iterator[Any]:  # noqa: A002, ANN401 - the base's signature
        """Yield what stands on an edge, page after page; the base's own wants a token in each page's address."""
        after: Mapping[str, str] = {}
        for _ in range(MOST_PAGES):
            page = whole(self.get_connections(id, connection_name, **args, **after), "data")
            yield from items(page)
            cursor = mapping(mapping(page.get("paging")).get("cursors")).get("after")
            if not cursor or "next" not in mapping(page.get("paging")):
                return
            after = {"after": str(cursor)}

    def get_many(self, ids: Sequence[str], fields: str) -> dict[str, Any]:
        """Return the nodes that are there, by id."""
        found: dict[str, Any] = {}
        for at in range(0, len(ids), AT_ONCE):
            found |= mapping(self.get_objects(ids[at : at + AT_ONCE], fields=fields))
        return found

    def _ask(
        self,
        method: str,
        path: str,
        params: Mapping[str, str],
        body: Mapping[str, str] | None,
        files: Mapping[str, Any] | None,
        *,
        token: str = "",
    ) -> Any:  # noqa: ANN401 - whatever JSON came
        token, headers = token or self.keys.page_token, {}
        if not self.is_form:
            headers = {"Authorization": f"Bearer {token}"}
        elif body is not None:
            body = {**body, "access_token": token}
        else:
            params = {**params, "access_token": token}
        try:
            answer = self.session.request(
                method, f"{self.address}/{path}", params=params, data=body, files=files, headers=headers
            )
        except requests.RequestException as error:
            was_reached = not isinstance(why_no_answer(error), Unavailable)
            kind = Kind.UNCLEAR if was_reached else Kind.UNREACHED
            raise GraphFault(kind, type(error).__name__) from None  # its words hold the address, and the proof in it
        self.usage, self.clock = usage_of(answer.headers), _clock(answer.headers.get("Date"))
        return self._understood(answer)

    def _understood(self, answer: requests.Response) -> Any:  # noqa: ANN401 - whatever JSON came
        try:
            told = answer.json()
        except ValueError:
            told = None
        error = mapping(mapping(told).get("error"))
        if answer.status_code == requests.codes.ok and isinstance(told, dict) and not error:
            return told
        words = self.keys.hidden_in(_words(answer.status_code, error))
        raise GraphFault(kind_of(answer.status_code, error), words, self.usage.wait)


def mapping(told: object) -> Mapping[str, Any]:
    """Return what should be a JSON object; an empty one where it is none."""
    return told if isinstance(told, dict) else {}


def items(page: object) -> list[Mapping[str, Any]]:
    """Return the objects that a list's page holds."""
    data = mapping(page).get("data")
    return [mapping(one) for one in data] if isinstance(data, list) else []


def whole(told: object, part: str) -> Mapping[str, Any]:
    """Return an answer that has ``part``: what comes without it is no empty list, and nothing that is gone.

    Raises:
        GraphFault: it has not.
    """
    if part not in mapping(told):
        raise GraphFault(Kind.UNCLEAR, f"no {part}")
    return mapping(told)


def _encoded(args: Mapping[str, Any]) -> dict[str, str]:
    return {name: _one(value) for name, value in args.items() if value is not None}


def _one(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool | list | dict) else str(value)


def _words(status: int, error: Mapping[str, Any]) -> str:
    """Return Facebook's words, codes and trace: what its support asks for."""
    codes = "/".join(str(error[name]) for name in ("code", "error_subcode") if name in error)
    trace = f", {error['fbtrace_id']}" if error.get("fbtrace_id") else ""
    said = " ".join(str(error.get("error_user_msg") or error.get("message") or "").split())[:_MOST_WORDS]
    return f"{said} [{codes}{trace}]" if codes else f"HTTP {status}"


def _clock(date: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(date or "").astimezone(UTC)
    except ValueError:
        return None
