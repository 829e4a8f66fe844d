"""What a Page may do with what others wrote under its posts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.errors import NotAllowed, OutcomeUnknown, Rejected
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.commenting import Comments
from cydbost_connectors.facebook.counting import length
from cydbost_connectors.facebook.errors import GraphFault, Kind, sorted_out
from cydbost_connectors.facebook.graph import mapping
from cydbost_connectors.facebook.limits import PRIVATE_DAYS, PRIVATE_LIMIT
from cydbost_connectors.facebook.reading import moment
from cydbost_connectors.facebook.remote_ids import is_id, is_post
from cydbost_connectors.refusing import is_showable

_WEEK: Final = timedelta(days=PRIVATE_DAYS)


@dataclass(frozen=True, slots=True)
class Moderation:
    """The acts of one Page on comments, and on what stands in its name."""

    comments: Comments

    def hide(self, comment_id: str, *, hidden: bool) -> None:
        """Hide a comment from all but its author and their friends, or show it again."""
        self._require_comment(comment_id)
        graph = self.comments.graph
        with sorted_out(is_public=True):
            told = mapping(graph.request(f"{graph.version}/{comment_id}", post_args={"is_hidden": hidden}))
        if told.get("success") is not True:
            raise OutcomeUnknown(details.UNCLEAR)

    def delete(self, remote_id: str) -> None:
        """Delete a post or a comment. Already gone counts as done.

        Raises:
            NotAllowed: it stands, and the token may not delete it.
            ConnectorError: what to do next.
        """
        if not is_id(remote_id):
            return
        with sorted_out(is_public=True):
            try:
                told = mapping(self.comments.graph.delete_object(remote_id))
            except GraphFault as fault:
                if fault.kind is not Kind.ABSENT:
                    raise
                # Facebook says the same of what is gone and of what the token may not touch: only a look can tell.
                if self.comments.node(remote_id, "id") is not None:
                    raise NotAllowed(details.PERMISSION) from None
                return
        if told.get("success") is not True:
            raise OutcomeUnknown(details.UNCLEAR)

    def reply_privately(self, comment_id: str, text: str, *, now: datetime) -> None:
        """Write to a comment's author alone, once, within seven days.

        Raises:
            Rejected: it was done before, it is too late, or they take no messages.
            ConnectorError: what to do next.
        """
        self._require_comment(comment_id)
        for refused, detail in (
            (not text.strip(), wording.EMPTY),
            (not is_showable(text), wording.CONTROL),
            (length(text) > PRIVATE_LIMIT, details.PRIVATE_TOO_LONG),
        ):
            if refused:
                raise Rejected(detail)
        with sorted_out():
            node = self.comments.node(comment_id, "id,created_time")
        if node is None:
            raise Rejected(details.NOTHING_TO_ANSWER)
        if now - moment(node.get("created_time")) > _WEEK:
            raise Rejected(details.ANSWER_TOO_LATE)
        with sorted_out(is_public=True):
            told = self.comments.graph.put_object(
                self.comments.page_id,
                "messages",
                recipient={"comment_id": comment_id},
                message={"text": text},
                messaging_type="RESPONSE",
            )
        if not mapping(told).get("message_id"):
            raise OutcomeUnknown(details.UNCLEAR)

    def _require_comment(self, comment_id: str) -> None:
        if not is_id(comment_id) or is_post(comment_id, self.comments.page_id):
            raise Rejected(details.NO_COMMENT)
