"""One account on a WordPress site, spoken to as any platform is."""

import heapq
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, Rejected
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.calls import Site
from cydbost_connectors.wordpress.filing import Filing
from cydbost_connectors.wordpress.limits import CAPABILITIES, check_words
from cydbost_connectors.wordpress.posts import Posts, live_of
from cydbost_connectors.wordpress.remote_ids import POST, REPLY, number_of
from cydbost_connectors.wordpress.replies import Replies

#: What the user must be allowed to do, as WordPress names it.
RIGHTS: Final = (
    "publish_posts", "edit_published_posts", "delete_published_posts", "edit_others_posts", "upload_files",
    "moderate_comments",
)  # fmt: skip


class WordPressConnector:
    """One account: a user of the site, and the languages that its posts may be in."""

    def __init__(self, account: AccountSettings, patience: tuple[float, float] = PATIENCE) -> None:
        """``patience``: seconds to connect, and between two pieces of an answer."""
        plain = account.plain
        self._site = Site(plain["site"], plain["user"], account.secrets["application_password"], patience)
        categories = {"cy": plain["category_cy"], "en": plain["category_en"]}
        self._filing = Filing(self._site, plain["languages"], categories)
        self._languages = frozenset(account.language.split(","))
        self._posts = Posts(self._site, account.name, self._filing)
        self._replies = Replies(self._site, self._posts)

    @property
    def capabilities(self) -> Capabilities:
        """What WordPress can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, pictures, the key, the language's place and what it answers.

        Raises:
            NotSent: what to change, or why the site cannot be used now.
        """
        self._check(outgoing)
        (self._posts if outgoing.reply_to is None else self._replies).prepare(outgoing)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public: pictures, a draft, then the draft public. The same key is the same write.

        Raises:
            NotSent: nothing new is public.
            OutcomeUnknown: the last step may have taken effect; ``find`` tells.
        """
        self._check(outgoing)
        return (self._posts if outgoing.reply_to is None else self._replies).publish(outgoing)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under this key; an answer is found by its words under its comment."""
        return (self._posts if outgoing.reply_to is None else self._replies).find(outgoing)

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now."""
        reply, post = number_of(remote_id, REPLY), number_of(remote_id, POST)
        if reply:
            return self._replies.read_back(reply)
        there = self._posts.row(post) if post else None
        return live_of(there) if there else None

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Put this content in the place of what stands there; repeating it changes nothing.

        Raises:
            Rejected: it is not there, or would lose or swap its language.
        """
        self._check(outgoing)
        reply, post = number_of(remote_id, REPLY), number_of(remote_id, POST)
        if reply:
            return self._replies.edit(reply, outgoing)
        if not post:
            raise Rejected(details.NOT_THERE)
        return self._posts.edit(post, outgoing)

    def withdraw(self, remote_id: str) -> None:
        """Put it in the site's trash. Already gone counts as done."""
        reply, post = number_of(remote_id, REPLY), number_of(remote_id, POST)
        if reply:
            self._replies.withdraw(reply)
        elif post:
            self._posts.withdraw(post)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield the comments that the public sees under this account's posts, oldest first."""
        return self._replies.comments(since)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield this account's posts and answers since a moment that still stand, oldest first."""
        return heapq.merge(self._posts.recent(since), self._replies.recent(since), key=lambda live: live.published_at)

    def health(self) -> Health:
        """Say whether the site accepts the user, and whether the user may do all that is needed."""
        try:
            asked = {"context": "edit", "_fields": "capabilities"}
            answer = self._site.ask("GET", "/wp/v2/users/me", params=asked)
            rights = answer.row.get("capabilities")
            missing = [right for right in RIGHTS if not (isinstance(rights, dict) and rights.get(right))]
            if missing:
                return Health(usable=False, detail=details.NO_RIGHT + ", ".join(missing), clock=answer.clock)
            self._filing.check(self._languages)
        except ConnectorError as error:
            return Health(usable=False, detail=error.detail)
        return Health(usable=True, detail=details.USABLE, clock=answer.clock)

    def _check(self, outgoing: Outgoing) -> None:
        check_words(outgoing)
        if outgoing.reply_to is None and not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(wording.WRONG_LANGUAGE)
