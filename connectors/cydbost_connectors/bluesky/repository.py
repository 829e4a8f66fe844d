"""The account's repository: its posts under our keys, written once, all of a pair in one commit.

Beside each post stands a gate under the same key, as the official app writes one too. It sets no rule of its own, and
it stays when the post is withdrawn: so a key is used up for ever, and no repeat can bring back what was taken down,
not even one that arrives late. Nothing of this need be kept anywhere else.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors import wording
from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.calls import Answered, Calls
from cydbost_connectors.bluesky.errors import Refusal, unasked
from cydbost_connectors.bluesky.facets import facets_of
from cydbost_connectors.bluesky.keys import POST, PostId, moment_of, post_id, record_key
from cydbost_connectors.bluesky.limits import CAPABILITIES
from cydbost_connectors.bluesky.records import Record, is_same, live_of, record_of
from cydbost_connectors.errors import ConnectorError, Rejected, Unavailable
from cydbost_connectors.message import Live, Outgoing
from cydbost_connectors.pictures import load_picture

GATE: Final = "app.bsky.feed.postgate"

#: Keys sort by when a post was meant, which may be this long before it was sent.
_SENT_WITHIN: Final = timedelta(days=3)
_AT_ONCE: Final = 100
_BAD_REQUEST: Final = 400


class Repository:
    """One account's posts. ``web`` is where people read them."""

    def __init__(self, calls: Calls, *, web: str, now: Callable[[], datetime]) -> None:
        self._calls, self._web, self._now = calls, web, now

    def place(self, outgoing: Outgoing) -> PostId:
        """Return where a post stands, or would."""
        return PostId(self._calls.session.did, record_key(outgoing))

    def own(self, remote_id: str) -> PostId | None:
        """Return where the post with this id stands, ``None`` where it cannot be one of this account's."""
        at = post_id(remote_id)
        return at if at is not None and at.did == self._calls.session.did else None

    def live(self, at: PostId) -> Live | None:
        """Return what stands there, ``None`` where nothing does."""
        record = self._record(at)
        return None if record is None else live_of(at, record["value"], self._web)

    def standing(self, outgoing: Outgoing) -> Live | None:
        """Return this very post where it stands, ``None`` where its key was never used.

        Raises:
            Rejected: its key carries something else, or did and was withdrawn.
        """
        at = self.place(outgoing)
        gate, record = self._record(at, GATE), self._record(at)  # in this order: one may be written in this moment
        if record is None:
            if gate is not None:
                raise Rejected(wording.WITHDRAWN)
            return None
        if not is_same(outgoing, record["value"]):
            raise Rejected(wording.OTHER_CONTENT)
        return live_of(at, record["value"], self._web)

    def write(self, posts: Sequence[Outgoing]) -> list[Live]:
        """Write posts whose keys were never used, in one commit: all, or none.

        Raises:
            Rejected: as the server says, or somebody else used a key in this moment for something else.
            NotSent: nothing was written.
            OutcomeUnknown: nobody can tell.
        """
        made = [(self.place(one), self._made(one)) for one in posts]
        writes = [write for at, record in made for write in _creations(at, record)]
        try:
            self._calls.write("com.atproto.repo.applyWrites", {"repo": made[0][0].did, "writes": writes})
        except Answered as answered:
            return self._there_after_all(posts, answered.meaning)
        return [live_of(at, record, self._web) for at, record in made]

    def delete(self, at: PostId) -> None:
        """Take a post down; its gate stays. Already gone counts as done.

        Raises:
            ConnectorError: it may still be there.
        """
        try:
            self._calls.write("com.atproto.repo.deleteRecord", {"repo": at.did, "collection": POST, "rkey": at.rkey})
        except Answered as answered:
            raise answered.meaning from None

    def reply_refs(self, reply_to: str) -> dict[str, Any]:
        """Return how a reply names what it answers, and the post that began the thread.

        Raises:
            Rejected: it is not there.
        """
        at = post_id(reply_to)
        there = None if at is None else self._record(at, is_ours=False)
        if there is None:
            raise Rejected(details.NOTHING_TO_ANSWER)
        parent = {"uri": there["uri"], "cid": there["cid"]}
        return {"root": (there["value"].get("reply") or {}).get("root") or parent, "parent": parent}

    def listing(self, since: datetime) -> Iterator[Live]:
        """Yield the posts that show a time at or after ``since`` and stand, oldest first."""
        found = [live_of(at, record, self._web) for at, record in self._records(since)]
        yield from sorted((one for one in found if one.published_at >= since), key=lambda one: one.published_at)

    def found(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under a post's key, or else the very same post since the intent.

        A queue that was restored makes anew what the lost record had sent, and then with another time in its key. A key
        that was used and withdrawn is nobody else's post.
        """
        at = self.place(outgoing)
        gate, there = self._record(at, GATE), self.live(at)
        if there is not None or gate is not None:
            return there
        since = outgoing.created_at
        same = (live_of(at, record, self._web) for at, record in self._records(since) if is_same(outgoing, record))
        return min((one for one in same if one.published_at >= since), key=lambda one: one.published_at, default=None)

    def _records(self, since: datetime) -> Iterator[tuple[PostId, Record]]:
        """Yield where posts stand, and what they say, from the newest key to some before ``since``."""
        cursor: dict[str, str] = {}
        asked = {"repo": self._calls.session.did, "collection": POST, "limit": _AT_ONCE}
        while True:
            page = self._query("com.atproto.repo.listRecords", **asked, **cursor)
            for record in page.get("records", ()):
                at = post_id(record["uri"])
                if at is not None:
                    yield at, record["value"]
            if not page.get("cursor") or _is_before(page["cursor"], since):
                return
            cursor = {"cursor": page["cursor"]}

    def _made(self, outgoing: Outgoing) -> dict[str, Any]:
        reply = None if outgoing.reply_to is None else self.reply_refs(outgoing.reply_to)
        blobs = [self._calls.upload(load_picture(media, CAPABILITIES), media.mime) for media in outgoing.media]
        facets = facets_of(outgoing.text, self._identity)
        return record_of(outgoing, self._now().astimezone(UTC), facets=facets, blobs=blobs, reply=reply)

    def _there_after_all(self, posts: Sequence[Outgoing], meaning: ConnectorError) -> list[Live]:
        """Return the posts where they stand all the same: a repeat is refused as the server's own fault."""
        try:
            standing = [self.standing(one) for one in posts]
        except Rejected:
            raise
        except ConnectorError:
            raise meaning from None
        there = [live for live in standing if live is not None]
        if len(there) < len(posts):
            raise meaning
        return there

    def _identity(self, handle: str) -> str | None:
        try:
            return str(self._calls.query("com.atproto.identity.resolveHandle", handle=handle)["did"])
        except Refusal as refusal:
            if refusal.status == _BAD_REQUEST:  # nobody has this handle
                return None
            raise unasked(refusal) from None
        except KeyError:
            raise Unavailable(details.NO_ANSWER) from None

    def _record(self, at: PostId, collection: str = POST, *, is_ours: bool = True) -> Record | None:
        try:
            found = self._calls.query("com.atproto.repo.getRecord", repo=at.did, collection=collection, rkey=at.rkey)
        except Refusal as refusal:
            if refusal.name == "RecordNotFound" or (refusal.status == _BAD_REQUEST and not is_ours):
                return None
            raise unasked(refusal) from None
        if not isinstance(found.get("value"), dict):
            raise Unavailable(details.NO_ANSWER)
        return found

    def _query(self, nsid: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - a parameter is text, number or list
        try:
            return self._calls.query(nsid, **params)
        except Refusal as refusal:
            raise unasked(refusal) from None


def _creations(at: PostId, record: Record) -> Iterator[dict[str, Any]]:
    gate = {"$type": GATE, "post": str(at), "createdAt": record["createdAt"]}
    for collection, value in ((POST, record), (GATE, gate)):
        yield {
            "$type": "com.atproto.repo.applyWrites#create",
            "collection": collection,
            "rkey": at.rkey,
            "value": value,
        }


def _is_before(cursor: str, since: datetime) -> bool:
    """Say whether a page ended at a key so old that nothing after it can have been sent since."""
    moment = moment_of(cursor)
    return moment is not None and moment < since - _SENT_WITHIN
