"""The noticeboard, spoken to as any platform is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, OutcomeUnknown, Unavailable
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.noticeboard import details, reading
from cydbost_connectors.noticeboard.limits import CAPABILITIES
from cydbost_connectors.noticeboard.remote_ids import COMMENT, NOTICE, number_of, remote_id
from cydbost_connectors.noticeboard.store import NoticeboardStore
from cydbost_connectors.noticeboard.values import Comment, Notice, Standing

_COMMENTS_AT_ONCE: Final = 200
_NOTICES_AT_ONCE: Final = 200


class NoticeboardConnector:
    """One account on the noticeboard.

    ``language`` is what its notices may be in: ``cy``, ``en`` or ``cy,en`` (a reply may be in any, for it
    follows its comment). ``base_url`` is where the public finds the board, without a closing slash.
    """

    def __init__(self, store: NoticeboardStore, account: str, *, language: str, base_url: str) -> None:
        self._store = store
        self._account = account
        self._languages = frozenset(language.split(","))
        self._base_url = base_url.rstrip("/")

    @property
    def capabilities(self) -> Capabilities:
        """What the noticeboard can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, pictures, the key and that what it replies to is there.

        Raises:
            NotSent: what to change, or why the board cannot be used now.
        """
        self._check_language(outgoing)
        self._store.prepare(self._account, outgoing)
        self._ensure_writable()

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public. The same key with the same content is the same write, with the same receipt.

        Raises:
            Rejected: a limit, a key that was withdrawn or belongs to other content, or nothing to reply to.
            NotAllowed: the account does not carry this language.
            Unavailable: the board could not be written; nothing was made public.
            OutcomeUnknown: the commit was interrupted; ``find`` tells.
        """
        self._check_language(outgoing)
        made = self._store.publish(self._account, outgoing)
        return self._receipt(made, made.notice.published_at)

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under this key now, whatever it says; ``None`` where nothing does."""
        with self._store.view() as connection:
            return self._live(connection, reading.by_key(connection, self._account, outgoing.key))

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the public sees now, with the board's own time of publishing."""
        with self._store.view() as connection:
            there = reading.by_number(connection, number_of(remote_id, NOTICE) or 0)
            return self._live(connection, self._ours(there))

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Replace text, link and pictures; repeating it changes nothing.

        A notice in one language may come to carry both: its address is then the Welsh page's.

        Raises:
            Rejected: it is gone, would lose or swap its language, or is another pair's or answer's.
            NotAllowed: the account does not carry this language.
        """
        self._check_language(outgoing)
        changed = self._store.edit(self._known(remote_id), outgoing)
        return self._receipt(changed, changed.notice.updated_at)

    def withdraw(self, remote_id: str) -> None:
        """Take it down for good. Already gone counts as done."""
        number = self._known(remote_id)
        if number:
            self._store.withdraw(number)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield the comments under this account's notices, written at or after ``since``, in order, once each."""
        after = 0
        while True:
            with self._store.view() as connection:
                found = reading.comments_since(
                    connection, self._account, since.astimezone(UTC), after=after, limit=_COMMENTS_AT_ONCE
                )
            yield from map(_incoming, found)
            if len(found) < _COMMENTS_AT_ONCE:
                return
            after = found[-1].number

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield this account's notices and replies that were published at or after ``since`` and still stand."""
        after = 0
        while True:
            with self._store.view() as connection:
                found = reading.published_since(
                    connection, self._account, since.astimezone(UTC), after=after, limit=_NOTICES_AT_ONCE
                )
                seen = [self._live(connection, one) for one in found]
            yield from (live for live in seen if live is not None)
            if len(found) < _NOTICES_AT_ONCE:
                return
            after = found[-1].number

    def health(self) -> Health:
        """Say whether the board can be written to now, and its time."""
        try:
            self._ensure_writable()
        except ConnectorError as error:
            return Health(usable=False, detail=error.detail)
        return Health(usable=True, detail=details.USABLE, clock=self._store.clock().astimezone(UTC))

    def _ensure_writable(self) -> None:
        try:
            self._store.check_writable()
        except OutcomeUnknown as error:  # nothing of anyone's was in that transaction
            raise Unavailable(error.detail) from error

    def _check_language(self, outgoing: Outgoing) -> None:
        is_reply = outgoing.reply_to is not None and number_of(outgoing.reply_to, COMMENT) is not None
        if not is_reply and not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(wording.WRONG_LANGUAGE)

    def _known(self, remote: str) -> int:
        """Return the number of a notice of this account, 0 where there is none."""
        with self._store.view() as connection:
            there = self._ours(reading.by_number(connection, number_of(remote, NOTICE) or 0))
        return there.number if there else 0

    def _ours(self, there: Notice | None) -> Notice | None:
        return there if there and there.account == self._account else None

    def _receipt(self, made: Standing, at: datetime) -> Receipt:
        return Receipt(remote_id(NOTICE, made.notice.number), self._base_url + made.path, at)

    def _live(self, connection: Connection, there: Notice | None) -> Live | None:
        standing = reading.standing_at(connection, there) if there else None
        if there is None or standing is None:
            return None
        return Live(
            remote_id=remote_id(NOTICE, there.number),
            address=self._base_url + standing.path,
            language=there.language,
            text=there.text,
            alt_texts=tuple(picture.alt_text for picture in there.pictures),
            published_at=there.published_at,
        )


def _incoming(written: Comment) -> Incoming:
    return Incoming(
        remote_id=remote_id(COMMENT, written.number),
        on=remote_id(NOTICE, written.on),
        author=written.author,
        text=written.text,
        written_at=written.written_at,
    )
