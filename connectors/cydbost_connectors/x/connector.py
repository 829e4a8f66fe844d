"""One account on X, spoken to as any platform is."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, NotSent, OutcomeUnknown, Rejected, Throttled
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.pictures import load_picture
from cydbost_connectors.x import details, prices, reading
from cydbost_connectors.x.api import XApi
from cydbost_connectors.x.checking import check
from cydbost_connectors.x.composing import composed, is_the_same, quoted
from cydbost_connectors.x.errors import clock
from cydbost_connectors.x.limits import CAPABILITIES, MENTIONS, OWN_POSTS, PAGE
from cydbost_connectors.x.pictures import uploaded
from cydbost_connectors.x.quotas import quotas
from cydbost_connectors.x.snowflake import is_id, last_before, made_at

#: How far X's clock may be behind ours when a post is looked for.
_SKEW: Final = timedelta(minutes=2)


class XConnector:
    """One account on X. It has no keys that make a repeat the same write: what is unclear is looked for."""

    def __init__(self, account: AccountSettings, patience: tuple[float, float] = PATIENCE) -> None:
        """``patience`` is in seconds: to connect, and between two pieces of an answer."""
        self._account, self._api = account, XApi(account, patience)
        self._handle = account.plain["handle"].lstrip("@")
        own, _, _ = account.secrets["access_token"].partition("-")
        self._number = own if account.plain["auth"] == "oauth1" and is_id(own) else None

    @property
    def capabilities(self) -> Capabilities:
        """What X can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, pictures, credentials, and that what it replies to is there and may be answered.

        Raises:
            NotSent: what to change, or why the account cannot be used now.
        """
        self._check(outgoing)
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)
        if outgoing.reply_to is not None:
            self._check_target(outgoing.reply_to)
            return
        try:
            self._check_account()
        except Throttled:  # only the question was one too many: posts have a limit of their own
            return

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Put the pictures there, then make the post public, in one call that is never repeated.

        Raises:
            NotSent: surely nothing is public.
            OutcomeUnknown: X gave no clear answer, or says that the post is there already; ``find`` tells.
        """
        self._check(outgoing)
        pictures = [(media, load_picture(media, CAPABILITIES)) for media in outgoing.media]
        numbers = [uploaded(self._api, media, content) for media, content in pictures]
        with self._api.acting():
            answer = self._api.client.create_tweet(
                text=composed(outgoing),
                in_reply_to_tweet_id=outgoing.reply_to,
                media_ids=numbers or None,
                user_auth=False,
            )
            number = str(answer["data"]["id"])
            if not is_id(number):
                raise OutcomeUnknown(details.UNREAD)
        return Receipt(number, reading.address(self._handle, number), made_at(number))

    def find(self, outgoing: Outgoing) -> Live | None:
        """Look for these words among the account's own posts since shortly before ``created_at``.

        Raises:
            OutcomeUnknown: X does not list its posts that far back.
            NotSent: X could not be asked.
        """
        seen = 0
        for post, answer in self._own(outgoing.created_at - _SKEW):
            if is_the_same(dict(post), outgoing):
                return reading.live(post, answer, self._handle)
            seen += 1
        if seen >= OWN_POSTS:
            raise OutcomeUnknown(details.TOO_FAR_BACK)
        return None

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now, ``None`` where it is gone or another account's."""
        if not is_id(remote_id):
            return None
        answer = self._post(remote_id, reading.OWN)
        post = answer.get("data") if answer else None
        if not answer or not post or str(post.get("author_id")) != self._me():
            return None
        return reading.live(post, answer, self._handle)

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Say that X does not let a post be changed.

        Raises:
            Rejected: always.
        """
        raise Rejected(details.NO_EDITS)

    def withdraw(self, remote_id: str) -> None:
        """Take it down. Already gone counts as done."""
        if not is_id(remote_id):
            return
        try:
            with self._api.acting():
                self._api.client.delete_tweet(remote_id, user_auth=False)
        except NotAllowed:
            last = self._api.session.last
            if last is None or last.status_code != 404:
                raise

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield who named the account, or answered its posts, at or after ``since``."""
        me = self._me()
        wanted = reading.NAMED if self._account.plain["names"] == "yes" else reading.OTHERS
        found = list(self._pages(self._api.client.get_users_mentions, since, MENTIONS, wanted))
        for post, answer in reversed(found):
            users = {str(one["id"]): str(one["username"]) for one in (answer.get("includes") or {}).get("users") or []}
            if str(post.get("author_id")) != me and made_at(str(post["id"])) >= since.astimezone(UTC):
                yield reading.incoming(post, users, me)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield this account's posts and replies made at or after ``since`` that still stand, oldest first."""
        lives = [reading.live(post, answer, self._handle) for post, answer in self._own(since)]
        yield from (one for one in reversed(lives) if one.published_at >= since.astimezone(UTC))

    def health(self) -> Health:
        """Say whether X takes the account's keys, what a post costs, and how many calls are left."""
        try:
            self._check_account()
        except ConnectorError as error:
            return Health(usable=False, detail=error.detail)
        last = self._api.session.last
        told = details.priced(prices.POST, prices.POST_WITH_LINK, prices.READ_ON)
        left = quotas(last.headers) if last is not None else ()
        return Health(usable=True, detail=told, clock=clock(last) if last is not None else None, quotas=left)

    def _check(self, outgoing: Outgoing) -> None:
        check(outgoing, language=self._account.language)

    def _check_account(self) -> None:
        """Ask X whose keys these are.

        Raises:
            NotAllowed: another account's.
            NotSent: X does not take them, or could not be asked.
        """
        with self._api.asking():
            answer = self._api.client.get_me(user_auth=False)
            number, username = str(answer["data"]["id"]), str(answer["data"]["username"])
        if username.lower() != self._handle.lower():
            raise NotAllowed(details.OTHER_ACCOUNT)
        self._number = number

    def _me(self) -> str:
        if self._number is None:
            self._check_account()
        return self._number or ""

    def _check_target(self, remote_id: str) -> None:
        """Ask whether a post is there, and whether X lets an app answer it."""
        answer = self._post(remote_id, reading.OTHERS)
        post = (answer or {}).get("data")
        if not post:
            raise Rejected(details.REPLY_GONE)
        if self._account.plain["replies"] == "any" or str(post.get("author_id")) == self._me():
            return
        names = [str(one.get("username")).lower() for one in (post.get("entities") or {}).get("mentions") or []]
        if self._handle.lower() not in names and not self._is_ours(quoted(dict(post))):
            raise Rejected(details.REPLY_BARRED)

    def _is_ours(self, remote_id: str | None) -> bool:
        return remote_id is not None and self.read_back(remote_id) is not None

    def _post(self, remote_id: str, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return X's answer about one post, ``None`` where there is no such post for this account to see."""
        try:
            with self._api.asking():
                answer: dict[str, Any] = self._api.client.get_tweet(remote_id, user_auth=False, **wanted)
                if not isinstance(answer.get("data"), dict):
                    _require_absent(answer)
                    return None
                return answer
        except NotSent:
            last = self._api.session.last
            if last is not None and last.status_code == 404:
                return None
            raise

    def _own(self, since: datetime) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        return self._pages(self._api.client.get_users_tweets, since, OWN_POSTS, reading.OWN)

    def _pages(
        self, ask: Callable[..., dict[str, Any]], since: datetime, most: int, wanted: Mapping[str, Any]
    ) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Yield posts with the answer that they came in, newest first, as far back as ``since`` or as X lists them."""
        me, after = self._me(), last_before(since.astimezone(UTC))
        token: str | None = None
        for _ in range(most // PAGE):
            with self._api.asking():
                answer = ask(me, user_auth=False, since_id=after, max_results=PAGE, pagination_token=token, **wanted)
                posts = [dict(one, id=str(one["id"])) for one in answer.get("data") or []]
                token = (answer.get("meta") or {}).get("next_token")
            yield from ((post, answer) for post in posts)
            if token is None:
                return


def _require_absent(answer: Mapping[str, Any]) -> None:
    """Make sure that X says that a post is not there, and not only that something went wrong."""
    kinds = [str(one.get("type")) for one in answer.get("errors") or []]
    if not kinds or not all(kind.endswith(("resource-not-found", "not-authorized-for-resource")) for kind in kinds):
        raise ValueError("neither a post nor its absence")
