"""What the public wrote under the account's posts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cydbost_connectors import Incoming, NotAllowed, OutcomeUnknown, Rejected
from cydbost_threads import details
from cydbost_threads.calls import ON_A_PAGE, ThreadsApi
from cydbost_threads.errors import Absent
from cydbost_threads.reading import FIELDS, id_under, incoming_of, is_by, is_id, made_at, own_posts

#: Under so many of the newest posts that have any replies are read: each takes a call of its own.
MOST_POSTS: Final = 40


@dataclass(frozen=True, slots=True)
class Replies:
    """The replies to one account, ``username``."""

    api: ThreadsApi
    username: str

    def since(self, since: datetime, *, posts_since: datetime) -> list[Incoming]:
        """Return what others wrote at or after ``since`` under posts made at or after ``posts_since``, oldest first.

        Raises:
            NotSent: it could not be read.
        """
        posts = [one for one in own_posts(self.api, "threads", posts_since) if one.get("has_replies") is True]
        found = [one for post in posts[:MOST_POSTS] for one in self._under(str(post.get("id")), since)]
        return sorted(found, key=lambda one: (one.written_at, one.remote_id))

    def node(self, remote_id: str) -> Mapping[str, Any] | None:
        """Return a post, ``None`` where there is none that this token may see.

        Raises:
            NotSent: it could not be read.
        """
        if not is_id(remote_id):
            return None
        try:
            return self.api.read(remote_id, fields=FIELDS)
        except Absent:
            return None

    def require(self, remote_id: str) -> None:
        """Ensure that what is to be answered is there.

        Raises:
            Rejected: it is not.
            NotSent: it could not be asked for.
        """
        if self.node(remote_id) is None:
            raise Rejected(details.NOTHING_TO_ANSWER)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        """Hide a reply, and all under it, or show it again; repeating it changes nothing.

        Raises:
            ConnectorError: what to do next.
        """
        self.require(remote_id)
        told = self.api.write(f"{remote_id}/manage_reply", acts=True, hide="true" if hidden else "false")
        if told.get("success") is not True:
            raise OutcomeUnknown(details.UNCLEAR)

    def delete(self, remote_id: str) -> None:
        """Delete a post of the account's own. Already gone counts as done.

        Raises:
            NotAllowed: it stands, and the token may not delete it.
            ConnectorError: what to do next.
        """
        if not is_id(remote_id):
            return
        try:
            told = self.api.delete(remote_id)
        except Absent as error:
            # Threads says the same of what is gone and of what the token may not touch: only a look can tell.
            if self.node(remote_id) is not None:
                raise NotAllowed(details.PERMISSION) from error
            return
        if told.get("success") is not True:
            raise OutcomeUnknown(details.UNCLEAR)

    def _under(self, post: str, since: datetime) -> Iterator[Incoming]:
        """Yield what others wrote under a post since, each with the post of ours that it answers, or stands under."""
        written = list(self._newest(post, since))
        ours = {str(one.get("id")) for one in written if is_by(one, self.username)} | {post}
        for one in written:
            answered = id_under(one, "replied_to")
            if not is_by(one, self.username):
                yield incoming_of(one, answered if answered in ours else post)

    def _newest(self, post: str, since: datetime) -> Iterator[Mapping[str, Any]]:
        for page in self.api.pages(f"{post}/conversation", fields=FIELDS, reverse="true", limit=str(ON_A_PAGE)):
            new = [one for one in page if made_at(one) >= since]
            yield from new
            if len(new) < len(page):
                return
