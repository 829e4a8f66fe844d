"""What stands under a Page's posts: the public's comments, and the Page's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cydbost_connectors.errors import OutcomeUnknown, Rejected
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.errors import GraphFault, Kind, sorted_out
from cydbost_connectors.facebook.graph import PageGraph, items, mapping, whole
from cydbost_connectors.facebook.publishing import Publisher
from cydbost_connectors.facebook.reading import COMMENT_FIELDS, POST_FIELDS, SKEW, is_by, moment, says
from cydbost_connectors.facebook.remote_ids import is_id
from cydbost_connectors.message import Outgoing

#: How many comments come along with their post; the rest is turned page by page.
_ALONG: Final = 50
_POSTS_AT_ONCE: Final = 25


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one Page.

    Args:
        graph: the Page's Graph API.
        page_id: its number.
    """

    graph: PageGraph
    page_id: str

    def under_posts(
        self, since: datetime, *, posts_since: datetime
    ) -> Iterator[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
        """Yield each public post made at or after ``posts_since``, newest first, with what stands under it since.

        Raises:
            GraphFault: they could not be read.
        """
        start = int(since.timestamp()) - 1
        nested = f"comments.filter(stream).order(chronological).since({start}).limit({_ALONG}){{{COMMENT_FIELDS}}}"
        posts = self.graph.get_all_connections(
            self.page_id,
            "published_posts",
            fields=f"{POST_FIELDS},{nested}",
            since=int(posts_since.timestamp()) - 1,
            limit=_POSTS_AT_ONCE,
        )
        for post in posts:
            along = mapping(post.get("comments"))
            found = items(along)
            if "next" in mapping(along.get("paging")):
                found = list(self._all_under(str(post.get("id")), start))
            yield post, [one for one in found if moment(one.get("created_time")) >= since]

    def answer_to(self, outgoing: Outgoing) -> Mapping[str, Any] | None:
        """Return the Page's own comment that says this under what it answers, ``None`` where there is none.

        Raises:
            GraphFault: it could not be read.
        """
        target = outgoing.reply_to or ""
        asked = self.node(target, "id,parent{id}") if is_id(target) else None
        if asked is None:
            return None
        start = int((outgoing.created_at - SKEW).timestamp()) - 1
        above = str(mapping(asked.get("parent")).get("id") or "")  # an answer to an answer stands beside it
        for place in (target, above):
            for one in self._all_under(place, start) if is_id(place) else ():
                if is_by(one, self.page_id) and says(one, outgoing):
                    return one
        return None

    def node(self, remote_id: str, fields: str) -> Mapping[str, Any] | None:
        """Return a post or a comment, ``None`` where it is not there.

        Raises:
            GraphFault: it could not be read.
        """
        try:
            return whole(self.graph.get_object(remote_id, fields=fields), "id")
        except GraphFault as fault:
            if fault.kind is Kind.ABSENT:
                return None
            raise

    def answer(self, outgoing: Outgoing, publisher: Publisher) -> str:
        """Write under a post or a comment; return the new comment's id.

        Raises:
            ConnectorError: what to do next.
        """
        target = outgoing.reply_to or ""
        self.require_target(target)
        photo = publisher.upload(outgoing.media[0]) if outgoing.media else None
        with sorted_out(is_public=True):
            told = self.graph.put_object(target, "comments", message=outgoing.text, attachment_id=photo)
        number = str(mapping(told).get("id", ""))
        if not is_id(number):
            raise OutcomeUnknown(details.UNCLEAR)
        return number

    def require_target(self, target: str) -> None:
        """Ensure that what is to be answered is there.

        Raises:
            Rejected: it is not.
            ConnectorError: it could not be asked for.
        """
        with sorted_out():
            if not is_id(target) or self.node(target, "id") is None:
                raise Rejected(details.NOTHING_TO_ANSWER)

    def _all_under(self, remote_id: str, start: int) -> Iterator[Mapping[str, Any]]:
        found = self.graph.get_all_connections(
            remote_id, "comments", fields=COMMENT_FIELDS, filter="stream", order="chronological", since=start, limit=100
        )
        return (mapping(one) for one in found)
