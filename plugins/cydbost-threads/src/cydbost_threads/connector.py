"""One Threads account, spoken to as any platform is."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from cydbost_connectors import (
    AccountSettings,
    Capabilities,
    ConnectorError,
    Health,
    Incoming,
    Live,
    NotAllowed,
    OutcomeUnknown,
    Outgoing,
    Receipt,
    Rejected,
    Unavailable,
)
from cydbost_threads import details
from cydbost_threads.calls import ThreadsApi
from cydbost_threads.containers import Containers
from cydbost_threads.health import health_of, require_account, require_quota
from cydbost_threads.limits import CAPABILITIES, check_words
from cydbost_threads.reading import SKEW, is_by, live_of, own_posts, says
from cydbost_threads.replies import Replies


class ThreadsConnector:
    """One account. It is a ``Moderator`` too, as far as Threads lets it: it can hide a reply.

    Args:
        account: as the council has configured it.
        api: the way to Threads.
        containers: make its posts.
    """

    def __init__(self, account: AccountSettings, api: ThreadsApi, containers: Containers) -> None:
        self._api, self._containers, self._now = api, containers, account.now
        self._username = account.plain["username"]
        self._languages = frozenset(account.language.split(","))
        self._days = timedelta(days=int(account.plain["comment_days"]))
        self._replies = Replies(api, self._username)

    @property
    def capabilities(self) -> Capabilities:
        """What Threads can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, account and quota, and have Threads make the post ready, which nobody sees.

        Raises:
            NotSent: what to change, or why it cannot be sent now.
        """
        self._check(outgoing)
        require_account(self._api, self._username)
        require_quota(self._api, is_reply=outgoing.reply_to is not None)
        self._containers.make_ready(outgoing, self._now())

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public, by its container.

        Raises:
            NotSent: nothing was made public.
            OutcomeUnknown: it may be; ``find`` tells.
        """
        self._check(outgoing)
        ready = self._containers.make_ready(outgoing, self._now())
        if ready.is_public:
            return self._receipt_of(self._found(outgoing, ready.note.post))
        post = self._containers.publish(outgoing, ready.note)
        with suppress(ConnectorError):  # it is public, whether or not it can be read yet
            return self._receipt_of(self._found(outgoing, post))
        return Receipt(post, f"https://www.threads.com/@{self._username}", self._api.clock or self._now())

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return the post that was made for this, if it is public, or any with its content since it was to go out.

        Raises:
            Unavailable: Threads could not be asked, or has published it and does not list it yet.
        """
        note = self._containers.notes.of(outgoing)
        if note.post:
            return self.read_back(note.post)
        edge = "threads" if outgoing.reply_to is None else "replies"
        listed = own_posts(self._api, edge, outgoing.created_at - SKEW)
        there = next((one for one in listed if says(one, outgoing)), None)
        if there is not None:
            return live_of(there)
        if self._containers.was_published(note):
            raise Unavailable(details.NOT_LISTED)
        return None

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now."""
        node = self._own(remote_id)
        return live_of(node) if node else None

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Refuse: Threads lets nobody change a post through its API.

        Raises:
            Rejected: always.
        """
        raise Rejected(details.NO_EDIT)

    def withdraw(self, remote_id: str) -> None:
        """Delete it. Already gone counts as done."""
        self._replies.delete(remote_id)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield what others wrote under the account's newer posts at or after ``since``, oldest first."""
        yield from self._replies.since(since.astimezone(UTC), posts_since=self._now() - self._days)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield the account's posts and replies made at or after ``since`` that still stand, oldest first."""
        found = [live_of(one) for edge in ("threads", "replies") for one in own_posts(self._api, edge, since)]
        yield from sorted(found, key=lambda one: (one.published_at, one.remote_id))

    def health(self) -> Health:
        """Say whether the account can be used now, what to mend, and what is left of its quotas."""
        return health_of(self._api, self._username, self._now())

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        """Hide a reply, and all under it, or show it again. Threads hides only what answers a post directly."""
        self._replies.hide(comment_id, hidden=hidden)

    def remove(self, comment_id: str) -> None:  # noqa: ARG002 - the protocol's signature
        """Refuse: Threads lets nobody delete what others wrote.

        Raises:
            Rejected: always.
        """
        raise Rejected(details.CANNOT_REMOVE)

    def reply_privately(self, comment_id: str, text: str) -> None:  # noqa: ARG002 - the protocol's signature
        """Refuse: Threads' API has no private messages.

        Raises:
            Rejected: always.
        """
        raise Rejected(details.NO_PRIVATE)

    def _check(self, outgoing: Outgoing) -> None:
        check_words(outgoing)
        if outgoing.reply_to is not None:
            self._replies.require(outgoing.reply_to)
        elif not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(details.WRONG_LANGUAGE)

    def _found(self, outgoing: Outgoing, post: str) -> Live:
        """Return a post that surely was published.

        Raises:
            Rejected: it was taken down since.
            OutcomeUnknown: Threads does not show it yet.
        """
        live = self.read_back(post) if post else self.find(outgoing)
        if live is None and post:
            raise Rejected(details.GONE)
        if live is None:
            raise OutcomeUnknown(details.NOT_LISTED)
        return live

    def _receipt_of(self, live: Live) -> Receipt:
        return Receipt(live.remote_id, live.address, live.published_at)

    def _own(self, remote_id: str) -> Mapping[str, Any] | None:
        node = self._replies.node(remote_id)
        return node if node and is_by(node, self._username) else None
