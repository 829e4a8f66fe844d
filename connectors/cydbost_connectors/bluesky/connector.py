"""One account on Bluesky, spoken to as any platform is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from cydbost_connectors import wording
from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.calls import Calls
from cydbost_connectors.bluesky.commenting import comments_since
from cydbost_connectors.bluesky.errors import Refusal, unasked
from cydbost_connectors.bluesky.limits import CAPABILITIES, check_words
from cydbost_connectors.bluesky.quotas import quotas_of
from cydbost_connectors.bluesky.records import receipt_of
from cydbost_connectors.bluesky.repository import Repository
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ConnectorError, NotAllowed, Rejected, Unavailable
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.pictures import load_picture


class BlueskyConnector:
    """One account on Bluesky. Every post is a record under a key of ours, so that a repeat is the same write."""

    def __init__(self, account: AccountSettings, *, patience: tuple[float, float] = PATIENCE) -> None:
        """``patience`` is in seconds: to connect, and between two pieces of an answer."""
        self._calls = Calls(account, account.plain["service"], patience)
        self._repository = Repository(self._calls, web=account.plain["web"].rstrip("/"), now=account.now)
        self._languages = frozenset(account.language.split(","))
        self._now = account.now

    @property
    def capabilities(self) -> Capabilities:
        """What Bluesky can do."""
        return CAPABILITIES

    def prepare(self, outgoing: Outgoing) -> None:
        """Check limits, pictures, the account, the key and that what it replies to is there.

        Raises:
            NotSent: what to change, or why it could not be sent now.
        """
        self._check(outgoing)
        if self._repository.standing(outgoing) is None and outgoing.reply_to is not None:
            self._repository.reply_refs(outgoing.reply_to)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Make it public. The same key with the same content is the same write, with the same receipt.

        Raises:
            Rejected: a limit, a key that was withdrawn or belongs to other content, or nothing to reply to.
            NotSent: why nothing was made public.
            OutcomeUnknown: no clear answer came; ``find`` tells.
        """
        (receipt,) = self.publish_pair([outgoing])
        return receipt

    def publish_pair(self, pair: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Make all of them public in one commit, in their order: all, or none.

        Raises:
            NotSent: why nothing was made public.
            OutcomeUnknown: no clear answer came; ``find`` tells of each.
        """
        for outgoing in pair:
            self._check(outgoing)
        standing = [self._repository.standing(outgoing) for outgoing in pair]
        missing = [one for one, live in zip(pair, standing, strict=True) if live is None]
        written = iter(self._repository.write(missing) if missing else ())
        return [receipt_of(live if live is not None else next(written)) for live in standing]

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under this key now, or else the very same post since the intent; ``None`` for neither."""
        return self._repository.found(outgoing)

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the account's repository holds; the time is the one that Bluesky shows."""
        at = self._repository.own(remote_id)
        return None if at is None else self._repository.live(at)

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Say that it cannot be done: a record can be written over, and readers go on seeing the first.

        Raises:
            Rejected: always.
        """
        raise Rejected(details.NO_EDITS)

    def withdraw(self, remote_id: str) -> None:
        """Take it down for good. Already gone counts as done."""
        at = self._repository.own(remote_id)
        if at is not None:
            self._repository.delete(at)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield replies, mentions and quotes that others wrote at or after ``since``, in order, once each."""
        try:
            yield from comments_since(self._calls, since.astimezone(UTC), self._now().astimezone(UTC))
        except Refusal as refusal:
            raise unasked(refusal) from None
        except (AttributeError, KeyError, TypeError):
            raise Unavailable(details.NO_ANSWER) from None

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield this account's posts and replies that show a time at or after ``since`` and still stand."""
        yield from self._repository.listing(since)

    def health(self) -> Health:
        """Say whether the account can publish, what is left of its calls, and the server's time."""
        try:
            told = self._calls.query("com.atproto.server.getSession")
            is_main = self._calls.session.is_main_password
        except Refusal as refusal:
            return Health(usable=False, detail=unasked(refusal).detail)
        except ConnectorError as error:
            return Health(usable=False, detail=error.detail or error.code)
        headers = self._calls.headers
        clock = _clock(headers)
        if told.get("active") is False:
            return Health(usable=False, detail=details.NOT_ACTIVE, clock=clock)
        detail = details.MAIN_PASSWORD if is_main else f"{details.USABLE} (@{told.get('handle', '')})"
        return Health(usable=True, detail=detail, clock=clock, quotas=quotas_of(headers))

    def _check(self, outgoing: Outgoing) -> None:
        check_words(outgoing)
        if outgoing.reply_to is None and not self._languages.issuperset(outgoing.language.split(",")):
            raise NotAllowed(wording.WRONG_LANGUAGE)
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)


def _clock(headers: Mapping[str, str]) -> datetime | None:
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None
