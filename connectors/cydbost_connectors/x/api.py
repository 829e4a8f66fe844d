"""Calls to X: tweepy's client on a session of ours, signed, and failing by what to do next."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import requests
import tweepy
from requests import Response

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.errors import ConnectorError, OutcomeUnknown, Unavailable
from cydbost_connectors.outward import PATIENCE, PinnedSession, why_no_answer
from cydbost_connectors.x import details, errors
from cydbost_connectors.x.tokens import RenewedToken

_HOST: Final = "https://api.twitter.com"  #: what tweepy calls; the account's own address takes its place
#: What tweepy and its kin may stumble over in an answer that is not as documented.
_STUMBLES: Final = (tweepy.TweepyException, LookupError, TypeError, ValueError, AttributeError)

for _name in ("tweepy", "oauthlib", "requests_oauthlib"):
    logging.getLogger(_name).setLevel(logging.INFO)  # below it they write keys and tokens into the log


class XApi:
    """One account's calls. Nothing is tried twice."""

    def __init__(self, account: AccountSettings, patience: tuple[float, float] = PATIENCE) -> None:
        """``patience`` is in seconds: to connect, and between two pieces of an answer."""
        own = account.plain["api"].rstrip("/")
        self._account = account
        self.session = PinnedSession({_HOST: own}, patience)
        self._renewed = RenewedToken(account, patience) if account.plain["auth"] == "oauth2" else None
        self.session.auth = self._renewed or _signer(account.secrets)
        self.client = tweepy.Client(return_type=dict)
        self.client.session = self.session

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Make a call that makes nothing public.

        Raises:
            NotSent: it failed.
        """
        with self._judged(acts=False):
            yield

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Make a call that the public sees.

        Raises:
            ConnectorError: it failed, or may have.
        """
        with self._judged(acts=True):
            yield

    def post_form(
        self, route: str, *, files: Mapping[str, tuple[str, bytes, str]], data: Mapping[str, str]
    ) -> Response:
        """Send a form with files, which tweepy's second API cannot.

        Raises:
            requests.RequestException: there is no answer, or it is no success.
        """
        agent = {"User-Agent": self.client.user_agent}
        answer = self.session.post(_HOST + route, files=dict(files), data=dict(data), headers=agent)
        answer.raise_for_status()
        return answer

    @contextmanager
    def _judged(self, *, acts: bool) -> Iterator[None]:
        try:
            yield
        except ConnectorError:
            raise
        except (requests.RequestException, *_STUMBLES) as error:
            found = self._why(error)
        else:
            return
        if isinstance(found, OutcomeUnknown) and not acts:
            found = Unavailable(found.detail)
        found = type(found)(self._without_secrets(found.detail), retry_after=found.retry_after)
        raise found  # not from the library's own error, whose words may hold more than these

    def _why(self, error: Exception) -> ConnectorError:
        answer = self.session.last
        if answer is not None and answer.status_code >= 300:
            return errors.failure(answer, self._account.now())
        if answer is None and isinstance(error, requests.RequestException):
            return why_no_answer(error)
        return OutcomeUnknown(details.UNREAD)

    def _without_secrets(self, words: str) -> str:
        for secret in (*self._account.secrets.values(), *(self._renewed.secrets if self._renewed else ())):
            words = words.replace(secret, "…") if len(secret) > 3 else words
        return words


def _signer(secrets: Mapping[str, str]) -> Any:  # noqa: ANN401 - tweepy has no types
    """Return what signs each call as the account itself (OAuth 1.0a)."""
    return tweepy.OAuth1UserHandler(
        secrets["consumer_key"], secrets["consumer_secret"], secrets["access_token"], secrets["access_token_secret"]
    ).apply_auth()
