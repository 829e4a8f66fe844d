"""Calls to the Threads API (https://developers.facebook.com/docs/threads/reference): one attempt, in bounded time."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

import requests

from cydbost_connectors import Unavailable
from cydbost_connectors.outward import PinnedSession, why_no_answer
from cydbost_threads import details
from cydbost_threads.errors import failure, unclear
from cydbost_threads.tokens import Tokens

VERSION: Final = "v1.0"
#: The most pages of a list that are turned, and how many stand on one.
MOST_PAGES: Final = 20
ON_A_PAGE: Final = 100
#: Characters of Threads' words that are kept: they stand in both languages, within what an error may hold.
_MOST_WORDS: Final = 90

# A token may stand in the address of what is read, and at DEBUG urllib3 logs each address.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


class ThreadsApi:
    """The Threads API for one account.

    Args:
        address: the server, without a closing slash.
        session: the way there.
        tokens: what opens the account.
        is_form: the token goes among the parameters, as in Meta's examples, in place of a header that no log keeps.
    """

    def __init__(self, address: str, session: PinnedSession, tokens: Tokens, *, is_form: bool) -> None:
        self._base, self._session, self._tokens, self._is_form = f"{address}/{VERSION}", session, tokens, is_form
        self.clock: datetime | None = None

    def read(self, path: str, **params: str) -> Mapping[str, Any]:
        """Return what stands there.

        Raises:
            Absent: nothing that this token may see.
            NotSent: it could not be read.
        """
        return self._ask("GET", path, params, None, acts=False)

    def write(self, path: str, *, acts: bool, **form: str) -> Mapping[str, Any]:
        """Send a form. ``acts`` says that it makes something public, or changes what is.

        Raises:
            NotSent: surely nothing was made public.
            OutcomeUnknown: it may have been; only where ``acts``.
        """
        return self._ask("POST", path, {}, form, acts=acts)

    def delete(self, path: str) -> Mapping[str, Any]:
        """Delete what stands there.

        Raises:
            Absent: nothing that this token may see.
            ConnectorError: what to do next.
        """
        return self._ask("DELETE", path, {}, None, acts=True)

    def pages(self, path: str, **params: str) -> Iterator[list[Mapping[str, Any]]]:
        """Yield a list page by page.

        Raises:
            NotSent: it could not be read; what is no list is never an empty one.
        """
        after: dict[str, str] = {}
        for _ in range(MOST_PAGES):
            page = self.read(path, **params, **after)
            if not isinstance(page.get("data"), list):
                raise unclear("", acts=False)
            yield [mapping(one) for one in page["data"]]
            paging = mapping(page.get("paging"))
            cursor = mapping(paging.get("cursors")).get("after")
            if not cursor or "next" not in paging:
                return
            after = {"after": str(cursor)}

    def token_facts(self) -> Mapping[str, Any]:
        """Return what Threads knows of the account's token: when it ends, and what it allows.

        Raises:
            NotSent: it does not say.
        """
        return mapping(self.read("debug_token", input_token=self._tokens.current()).get("data"))

    def _ask(
        self, method: str, path: str, params: Mapping[str, str], form: Mapping[str, str] | None, *, acts: bool
    ) -> Mapping[str, Any]:
        token, headers = self._tokens.current(), {}
        if not self._is_form:
            headers = {"Authorization": f"Bearer {token}"}
        elif form is not None:
            form = {**form, "access_token": token}
        else:
            params = {**params, "access_token": token}
        try:
            answer = self._session.request(method, f"{self._base}/{path}", params=params, data=form, headers=headers)
        except requests.RequestException as error:
            if isinstance(why_no_answer(error), Unavailable):
                raise Unavailable(details.with_words(details.UNREACHED, type(error).__name__)) from None
            raise unclear(type(error).__name__, acts=acts) from None  # its words hold the address
        self.clock = _clock(answer.headers.get("Date"))
        return self._understood(answer, acts=acts)

    def _understood(self, answer: requests.Response, *, acts: bool) -> Mapping[str, Any]:
        told: object = None
        with suppress(ValueError):
            told = answer.json()
        error = mapping(mapping(told).get("error"))
        if answer.status_code == requests.codes.ok and isinstance(told, dict) and not error:
            return told
        words = self._tokens.hidden_in(_words(answer.status_code, error))
        raise failure(answer.status_code, error, words, acts=acts, wait=_wait(answer.headers.get("Retry-After")))


def mapping(told: object) -> Mapping[str, Any]:
    """Return what should be a JSON object; an empty one where it is none."""
    return told if isinstance(told, dict) else {}


def _words(status: int, error: Mapping[str, Any]) -> str:
    """Return Threads' words, codes and trace: what Meta's support asks for."""
    codes = "/".join(str(error[name]) for name in ("code", "error_subcode") if name in error)
    trace = f", {error['fbtrace_id']}" if error.get("fbtrace_id") else ""
    said = " ".join(str(error.get("error_user_msg") or error.get("message") or "").split())[:_MOST_WORDS]
    return f"{said} [{codes}{trace}]" if codes else f"HTTP {status}"


def _wait(told: str | None) -> float | None:
    return float(told) if told is not None and told.isascii() and told.isdecimal() and len(told) < 7 else None


def _clock(date: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(date or "").astimezone(UTC)
    except ValueError:
        return None
