"""One account on a server that speaks Mastodon's API."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from mastodon import Mastodon

from cydbost_connectors import wording
from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, Rejected, Throttled
from cydbost_connectors.mastodon import details
from cydbost_connectors.mastodon.calls import Calls
from cydbost_connectors.mastodon.errors import NotThere, clock_told, quota_told, wait_told
from cydbost_connectors.mastodon.limits import Limits, check_text, limits_of
from cydbost_connectors.mastodon.listening import heard
from cydbost_connectors.mastodon.paging import back_to
from cydbost_connectors.mastodon.pictures import Pictures
from cydbost_connectors.mastodon.reading import (
    Entity,
    alt_texts_of,
    live_of,
    names_of,
    receipt_of,
    text_of,
)
from cydbost_connectors.mastodon.wording import composed, likeness
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.pictures import too_many

#: How far a server's clock may be behind ours for its posts still to be found by their time.
SKEW: Final = timedelta(minutes=5)
_LIMITS_KEPT: Final = timedelta(hours=1)
_POSTS_AT_ONCE: Final = 40
#: Ids as servers make them: figures (Mastodon), or letters and figures (GoToSocial, Akkoma).
_ID: Final = re.compile(r"[0-9A-Za-z]{1,64}")
_OPEN: Final = frozenset({"public", "unlisted"})


class MastodonConnector:
    """One account. A post's remote id is its status's id on the account's own server; so is a comment's."""

    def __init__(
        self, account: AccountSettings, server: str, token: str, *, patience: tuple[float, float] = PATIENCE
    ) -> None:
        """``patience`` is how many seconds to wait to connect, and between two pieces of an answer."""
        self._languages = frozenset(account.language.split(","))
        self._now = account.now
        self._calls = Calls(server, token, patience)
        self._pictures = Pictures(self._calls, account.now)
        self._own_id: str | None = None
        self._limits: Limits = Limits()
        self._limits_read: datetime | None = None

    @property
    def capabilities(self) -> Capabilities:
        """What the account can do: by Mastodon's own limits, until the server has told its own."""
        return self._limits.capabilities()

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, pictures, credentials, calls that are left and that what it answers is there.

        Pictures are uploaded already: nobody sees them, and the two languages of a pair then follow closely.

        Raises:
            NotSent: what to change, or why it could not be sent now.
        """
        self._checked(outgoing)
        self._verify()
        self._pictures.prepare(outgoing.media, self._limits)
        quota = quota_told(self._calls.headers)
        if quota is not None and quota.left == 0:
            raise Throttled(details.THROTTLED, retry_after=wait_told(self._calls.headers))

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public.

        A repeat may make a second post: ``Idempotency-Key`` is sent, but servers keep it for an hour or not at all.

        Raises:
            NotSent: surely nothing was made public.
            OutcomeUnknown: it may be public; ``find`` tells.
        """
        status, target = self._checked(outgoing)
        media = self._pictures.take(outgoing.media, self._limits)

        def send(client: Mastodon) -> Receipt:
            return receipt_of(
                client.status_post(
                    status,
                    in_reply_to_id=outgoing.reply_to,
                    media_ids=media or None,
                    visibility=_visibility(target),
                    language=_tag(outgoing.language),
                    idempotency_key=hashlib.sha256(outgoing.key.encode()).hexdigest(),
                )
            )

        try:
            return self._calls.change(send)
        except NotThere:
            raise Rejected(details.NOTHING_TO_ANSWER if outgoing.reply_to else details.KEY_USED) from None

    def find(self, outgoing: Outgoing) -> Live | None:
        """Look among the account's own posts for one with this content, made since ``created_at``."""
        wanted, alt_texts = likeness(composed(outgoing)), tuple(media.alt_text for media in outgoing.media)
        for status in self._own_posts(outgoing.created_at - SKEW):
            above = status.get("in_reply_to_id")  # emptied when what it answers is deleted
            if (
                likeness(text_of(status)) == wanted
                and len(alt_texts_of(status)) == len(alt_texts)
                and status.get("language") in {_tag(outgoing.language), None}
                and (above is None or str(above) == outgoing.reply_to)
            ):
                return live_of(status, self._me())
        return None

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees of a post of this account now."""
        status = self._own_post(remote_id)
        return None if status is None else live_of(status, self._me())

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Replace text, link, pictures and language; repeating it changes nothing.

        Raises:
            Rejected: it is not there, or a limit.
            OutcomeUnknown: it may have been changed; it may be repeated.
        """
        self._check_language(outgoing)
        before = self._own_post(remote_id)
        if before is None:
            raise Rejected(details.NOT_THERE)
        self._read_limits()
        text = composed(outgoing, _answered(before, self._me()))
        self._check_content(text, outgoing)
        if _says(before, text, _tag(outgoing.language)) and not (outgoing.media or alt_texts_of(before)):
            return receipt_of(before, before.get("edited_at"))
        fields = [("status", text), ("language", _tag(outgoing.language))]
        media = self._pictures.take(outgoing.media, self._limits)
        fields += [("media_ids[]", one) for one in media]  # without any, the server takes the old ones off

        def send(_client: Mastodon) -> Receipt:
            edited = self._calls.put_status(remote_id, fields)
            return receipt_of(edited, edited.get("edited_at"))

        try:
            return self._calls.change(send)
        except NotThere:
            raise Rejected(details.NOT_THERE) from None

    def withdraw(self, remote_id: str) -> None:
        """Take it down, with its pictures. Already gone counts as done."""
        if not _ID.fullmatch(remote_id):
            return
        try:
            self._calls.change(lambda client: client.status_delete(remote_id, delete_media=True))
        except NotThere:
            return

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield mentions of the account, and answers under its newest posts, at or after ``since``, oldest first."""
        yield from heard(self._calls, self._me(), since)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield the account's public posts and replies, made at or after ``since``, oldest first."""
        found = [status for status in self._own_posts(since) if status.get("visibility") in _OPEN]
        yield from (live_of(status, self._me()) for status in reversed(found))

    def health(self) -> Health:
        """Say whether the account can be read and told of mentions now, and how many calls are left."""
        try:
            account = self._verify()
            self._read_limits(anew=True)
            self._calls.read(lambda client: client.notifications(limit=1))
        except ConnectorError as error:
            return Health(usable=False, detail=error.detail, clock=clock_told(self._calls.headers))
        hindrance = _hindrance(account)
        quota = quota_told(self._calls.headers)
        return Health(
            usable=hindrance is None,
            detail=hindrance or details.USABLE,
            clock=clock_told(self._calls.headers),
            quotas=(quota,) if quota else (),
        )

    def _checked(self, outgoing: Outgoing) -> tuple[str, Entity | None]:
        """Return what is sent for ``outgoing``, and what it answers.

        Raises:
            NotSent: why it cannot be.
        """
        self._check_language(outgoing)
        self._read_limits()
        target = None if outgoing.reply_to is None else self._status(outgoing.reply_to)
        if outgoing.reply_to is not None and target is None:
            raise Rejected(details.NOTHING_TO_ANSWER)
        is_own = target is None or str(target["account"]["id"]) == self._me()
        text = composed(outgoing, None if is_own or target is None else str(target["account"]["acct"]))
        self._check_content(text, outgoing)
        return text, None if is_own else target

    def _check_content(self, text: str, outgoing: Outgoing) -> None:
        check_text(text, self._limits)
        if len(outgoing.media) > self._limits.media:
            raise Rejected(too_many(self._limits.capabilities()))

    def _check_language(self, outgoing: Outgoing) -> None:
        if outgoing.reply_to is None and not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(wording.WRONG_LANGUAGE)

    def _read_limits(self, *, anew: bool = False) -> None:
        is_fresh = self._limits_read is not None and self._now() - self._limits_read < _LIMITS_KEPT
        if is_fresh and not anew:
            return
        try:
            told: Entity = self._calls.read(lambda client: client.instance_v2())
        except NotThere:
            told = self._older_limits()
        self._limits, self._limits_read = limits_of(told), self._now()

    def _older_limits(self) -> Entity:
        try:
            return self._calls.read(lambda client: client.instance_v1())
        except NotThere:
            raise NotAllowed(details.NO_SERVER) from None

    def _verify(self) -> Entity:
        """Return the account as its token opens it.

        Raises:
            NotSent: it does not, or cannot be tried now.
        """
        try:
            account: Entity = self._calls.read(lambda client: client.account_verify_credentials())
        except NotThere:
            raise NotAllowed(details.NO_SERVER) from None
        self._own_id = str(account["id"])
        return account

    def _me(self) -> str:
        """Return the account's id, which never changes."""
        return self._own_id or str(self._verify()["id"])

    def _status(self, remote_id: str) -> Entity | None:
        if not _ID.fullmatch(remote_id):
            return None
        try:
            status: Entity = self._calls.read(lambda client: client.status(remote_id))
        except NotThere:
            return None
        return status

    def _own_post(self, remote_id: str) -> Entity | None:
        status = self._status(remote_id)
        return status if status is not None and str(status["account"]["id"]) == self._me() else None

    def _own_posts(self, since: datetime) -> Iterator[Entity]:
        own_id = self._me()

        def page(before: str | None) -> list[Entity]:
            return self._calls.read(
                lambda client: list(
                    client.account_statuses(own_id, limit=_POSTS_AT_ONCE, exclude_reblogs=True, max_id=before)
                )
            )

        return (status for status in back_to(page, since) if not status.get("reblog"))


def _tag(language: str) -> str:
    """Return the one language that a status can be marked with: Welsh where it carries both, for it stands first."""
    return language.split(",", maxsplit=1)[0]


def _visibility(target: Entity | None) -> str:
    """Return who may see a reply: never more people than see the comment that it answers."""
    seen_by = target.get("visibility") if target else None
    return seen_by if seen_by in {"unlisted", "private", "direct"} else "public"


def _answered(status: Entity, own_id: str) -> str | None:
    """Return the name of whom a post of ours answers, ``None`` where it answers nobody else."""
    answered = status.get("in_reply_to_account_id")
    if answered is None or str(answered) == own_id:
        return None
    return next(iter(names_of(status, only=str(answered))), None)


def _says(status: Entity, text: str, language: str) -> bool:
    return likeness(text_of(status)) == likeness(text) and status.get("language") == language


def _hindrance(account: Entity) -> str | None:
    if account.get("suspended") or account.get("limited"):
        return details.SUSPENDED
    return details.ACCOUNT_MOVED if account.get("moved") else None
