"""One Facebook Page, spoken to as any platform is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, Rejected
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.commenting import Comments
from cydbost_connectors.facebook.errors import Duplicate, sorted_out
from cydbost_connectors.facebook.graph import PageGraph, mapping
from cydbost_connectors.facebook.health import health_of
from cydbost_connectors.facebook.limits import CAPABILITIES, check_words
from cydbost_connectors.facebook.moderating import Moderation
from cydbost_connectors.facebook.publishing import Publisher
from cydbost_connectors.facebook.reading import (
    COMMENT_FIELDS,
    POST_FIELDS,
    SKEW,
    alt_texts_of,
    folded,
    incoming_of,
    is_by,
    live_of,
    moment,
    says,
)
from cydbost_connectors.facebook.remote_ids import is_id, is_post
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.pictures import load_picture


class PageConnector:
    """One Page. It is a ``Moderator`` too.

    Args:
        graph: the Page's Graph API.
        publisher: makes its posts.
        comments: reads and answers what stands under them.
        days: how old a post may be whose comments are still asked for.
        language: what it carries: ``cy``, ``en`` or ``cy,en`` (a reply may be in any, for it follows its comment).
        now: the clock (UTC).
    """

    def __init__(
        self,
        graph: PageGraph,
        publisher: Publisher,
        comments: Comments,
        *,
        days: int,
        language: str,
        now: Callable[[], datetime],
    ) -> None:
        self._graph, self._publisher, self._comments, self._now = graph, publisher, comments, now
        self._page, self._languages = comments.page_id, frozenset(language.split(","))
        self._days, self._moderation = days, Moderation(comments)

    @property
    def capabilities(self) -> Capabilities:
        """What a Page can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits and pictures, and that what it answers is there.

        Raises:
            NotSent: what to change, or why the Page cannot be used now.
        """
        self._check(outgoing)
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)
        if outgoing.reply_to is not None:
            self._comments.require_target(outgoing.reply_to)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public: a post by way of a draft, an answer as a comment.

        Raises:
            NotSent: nothing was made public.
            OutcomeUnknown: it may be; ``find`` tells.
        """
        self._check(outgoing)
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)
        try:
            number = self._send(outgoing)
        except Duplicate:
            # What Facebook takes for a duplicate may be this very post, sent before an unclear answer.
            there = self.find(outgoing)
            if there is None:
                raise
            return Receipt(there.remote_id, there.address, there.published_at)
        return self._receipt(number)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return the post that was begun for this, if it is public, or any with its content since it was to go out."""
        with sorted_out():
            if outgoing.reply_to is not None:
                answer = self._comments.answer_to(outgoing)
                return self._live(answer) if answer else None
            for begun in self._publisher.drafts_of(outgoing):
                if begun.get("is_published") is True:
                    return self._live(begun)
            since = int((outgoing.created_at - SKEW).timestamp()) - 1
            posts = self._graph.get_all_connections(
                self._page, "published_posts", fields=POST_FIELDS, since=since, limit=50
            )
            there = next((mapping(one) for one in posts if says(mapping(one), outgoing)), None)
            return self._live(there) if there else None

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now; a draft is seen by nobody."""
        with sorted_out():
            node = self._node(remote_id)
            return self._live(node) if node else None

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Replace the text; repeating it changes nothing. Facebook tells no time of a comment's edit.

        Raises:
            Rejected: it is gone, or its pictures would have to change.
        """
        self._check(outgoing)
        with sorted_out():
            node = self._node(remote_id)
            if node is None:
                raise Rejected(details.NOT_THERE)
            live = self._live(node)
        if list(live.alt_texts) != [one.alt_text for one in outgoing.media]:
            raise Rejected(details.PICTURES_STAY)
        if folded(live.text) != folded(outgoing.text):
            with sorted_out(is_public=True):
                self._graph.request(f"{self._graph.version}/{remote_id}", post_args={"message": outgoing.text})
            with suppress(ConnectorError), sorted_out():  # it is changed, whether or not it can be read again
                node = self._node(remote_id) or node
        return Receipt(remote_id, live.address, moment(node.get("updated_time") or node.get("created_time")))

    def withdraw(self, remote_id: str) -> None:
        """Delete it. Already gone counts as done."""
        self._moderation.delete(remote_id)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield what others wrote under the Page's newer posts at or after ``since``, oldest first."""
        with sorted_out():
            found = [
                incoming_of(one, str(post.get("id")))
                for post, written in self._comments.under_posts(since.astimezone(UTC), posts_since=self._oldest())
                for one in written
                if not is_by(one, self._page)
            ]
        yield from sorted(found, key=lambda one: (one.written_at, one.remote_id))

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield the Page's posts and comments made at or after ``since`` that still stand, oldest first."""
        since = since.astimezone(UTC)
        with sorted_out():
            found: list[Mapping[str, Any]] = []
            for post, written in self._comments.under_posts(since, posts_since=min(since, self._oldest())):
                found += [post] if moment(post.get("created_time")) >= since else []
                found += [one for one in written if is_by(one, self._page)]
            described = alt_texts_of(self._graph, found)
        yield from sorted((live_of(one, described) for one in found), key=lambda one: (one.published_at, one.remote_id))

    def health(self) -> Health:
        """Say whether the Page can be used now, what to mend, and until when its token holds."""
        return health_of(self._graph, self._page)

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        """Hide a comment, or show it again."""
        self._moderation.hide(comment_id, hidden=hidden)

    def remove(self, comment_id: str) -> None:
        """Remove a comment for good. Already gone counts as done."""
        self._moderation.delete(comment_id)

    def reply_privately(self, comment_id: str, text: str) -> None:
        """Write to a comment's author alone: once, within seven days."""
        self._moderation.reply_privately(comment_id, text, now=self._now())

    def _oldest(self) -> datetime:
        """Return since when a post was made that is still asked about."""
        return self._now() - timedelta(days=self._days)

    def _check(self, outgoing: Outgoing) -> None:
        check_words(outgoing)
        if outgoing.reply_to is None and not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(wording.WRONG_LANGUAGE)

    def _send(self, outgoing: Outgoing) -> str:
        if outgoing.reply_to is not None:
            return self._comments.answer(outgoing, self._publisher)
        return self._publisher.publish(outgoing)

    def _receipt(self, number: str) -> Receipt:
        """Return the receipt of what surely is public now, even where it cannot be read yet."""
        clock = self._graph.clock or self._now()
        with suppress(ConnectorError), sorted_out():
            node = self._node(number)
            if node is not None:
                live = live_of(node, {})
                return Receipt(number, live.address, live.published_at)
        return Receipt(number, f"https://www.facebook.com/{number}", clock)

    def _node(self, remote_id: str) -> Mapping[str, Any] | None:
        """Return a public post or comment of the Page, ``None`` where there is none."""
        if is_post(remote_id, self._page):
            node = self._comments.node(remote_id, POST_FIELDS)
            return node if node and node.get("is_published") is True else None
        node = self._comments.node(remote_id, COMMENT_FIELDS) if is_id(remote_id) else None
        return node if node and is_by(node, self._page) else None

    def _live(self, node: Mapping[str, Any]) -> Live:
        return live_of(node, alt_texts_of(self._graph, [node]))
