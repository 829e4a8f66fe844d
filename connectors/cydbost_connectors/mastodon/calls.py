"""Calls to one account's server through Mastodon.py: each made once, and failing by what to do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from mastodon import Mastodon
from requests import Response

from cydbost_connectors.mastodon.errors import Purpose, why_not
from cydbost_connectors.outward import PATIENCE, PinnedSession

#: What the library takes the server for: the first version that has all that is called here. It would otherwise ask the
#: server before a call, and take any failure of that for a very old version.
_VERSION: Final = "4.0.0"

Returned = TypeVar("Returned")


class Calls:
    """The server of one account.

    The library's own failures are not judged by their kind: a rate limit header that it cannot read is to it a rate
    limit, though the post stands. What was answered decides.
    """

    def __init__(self, server: str, token: str, patience: tuple[float, float] = PATIENCE) -> None:
        """``server`` is its scheme and host; ``patience``, in seconds, as in ``outward.PATIENCE``."""
        self._session = PinnedSession({server: server}, patience)
        self._server, self._token = server, token
        self._client = Mastodon(
            api_base_url=server,
            session=self._session,
            ratelimit_method="throw",
            mastodon_version=_VERSION,
            version_check_mode="created",
            user_agent="Cydbost",
        )
        self._client.access_token = token  # given to the constructor, it might be taken for a file's name
        self.headers: Mapping[str, str] = {}  #: of the newest answer

    def read(self, act: Callable[[Mastodon], Returned]) -> Returned:
        """Ask for something.

        Raises:
            NotSent: why it could not be had.
        """
        return self._call(act, Purpose.READ)

    def stage(self, act: Callable[[Mastodon], Returned]) -> Returned:
        """Put something ready that nobody sees.

        Raises:
            NotSent: why it could not be done; where that is unclear, it may simply be done again.
        """
        return self._call(act, Purpose.STAGE)

    def change(self, act: Callable[[Mastodon], Returned]) -> Returned:
        """Change what the public sees. ``act`` also reads what it needs of the answer.

        Raises:
            NotSent: surely nothing changed.
            OutcomeUnknown: it may or may not have.
        """
        return self._call(act, Purpose.CHANGE)

    def listed(self, path: str, fields: Sequence[tuple[str, str]]) -> list[Mapping[str, Any]]:
        """Ask for a list that may be long; for use within ``read``.

        The library makes a typed object of every field of every entity, which takes ten times as long as all the rest.
        """
        answer = self._session.get(f"{self._server}/api/v1/{path}", params=list(fields), headers=self._signed())
        answer.raise_for_status()
        found: list[Mapping[str, Any]] = answer.json()
        return found

    def put_status(self, remote_id: str, fields: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
        """Edit a status; for use within ``change``. The library's own editing cannot give the language."""
        answer = self._session.put(
            f"{self._server}/api/v1/statuses/{remote_id}",
            data=list(fields),
            headers=self._signed(),
        )
        answer.raise_for_status()
        edited: Mapping[str, Any] = answer.json()
        return edited

    def _signed(self) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token}", "User-Agent": "Cydbost"}

    def _call(self, act: Callable[[Mastodon], Returned], purpose: Purpose) -> Returned:
        before = self._session.last
        try:
            returned = act(self._client)
        except Exception as error:  # noqa: BLE001 - whatever was thrown, the answer decides what it means
            failed, answer = error, self._answer_after(before)
        else:
            answer = self._answer_after(before)
            if answer is None or answer.status_code < 300:
                return returned
            failed = ValueError("redirected")  # the library takes a redirect for an answer
        meaning = why_not(failed, answer, purpose, self._token)
        raise meaning from None

    def _answer_after(self, before: Response | None) -> Response | None:
        """Return what was answered since ``before`` was: a library that throws at once has asked for nothing."""
        answer = self._session.last
        if answer is None or answer is before:
            return None
        self.headers = answer.headers
        return answer
