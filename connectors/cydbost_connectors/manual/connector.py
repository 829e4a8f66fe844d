"""One account at a place where no program may post: it checks, it looks, and it leaves every act to a person."""

from collections.abc import Callable, Iterator
from datetime import datetime

from cydbost_connectors import wording
from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import ByHand, Rejected
from cydbost_connectors.manual import details
from cydbost_connectors.manual.addresses import address_on, sites_of
from cydbost_connectors.manual.limits import CAPABILITIES
from cydbost_connectors.manual.page import read_page
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.outward import PATIENCE
from cydbost_connectors.pictures import load_picture, too_many
from cydbost_connectors.public_hosts import is_public
from cydbost_connectors.refusing import is_showable, refuse


class ManualConnector:
    """Implements ``protocol.HandConnector``. A post is known by its address."""

    def __init__(
        self,
        account: AccountSettings,
        *,
        reads: bool = True,
        may_ask: Callable[[str], bool] = is_public,
        patience: tuple[float, float] = PATIENCE,
    ) -> None:
        """Take an account's settings.

        Args:
            account: with the ``site`` its posts stand on.
            reads: whether its posts can be seen without signing in.
            may_ask: whether a host may be asked for a page.
            patience: seconds to connect, and to wait for an answer.

        Raises:
            NotAllowed: the site's address is none.
        """
        self._sites, self._reads = sites_of(account.plain["site"]), reads
        self._may_ask, self._patience, self._now = may_ask, patience, account.now

    @property
    def capabilities(self) -> Capabilities:
        """What can be done there, by hand."""
        return CAPABILITIES

    def address_of(self, pasted: str) -> str:
        """Return a pasted address as it is kept.

        Raises:
            Rejected: it is no page of this account's place.
        """
        return address_on(self._sites, pasted)

    def prepare(self, outgoing: Outgoing) -> None:
        """Check the text and the pictures; how long it may be is the channel's ``text_limit``.

        Raises:
            Rejected: what to change.
        """
        refuse(
            (not outgoing.text.strip(), wording.EMPTY),
            (not is_showable(outgoing.text), wording.CONTROL),
            (len(outgoing.media) > CAPABILITIES.media_limit, too_many(CAPABILITIES)),
        )
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Leave it to a person.

        Raises:
            Rejected: what to change.
            ByHand: always, otherwise.
        """
        self.prepare(outgoing)
        raise ByHand(details.HAND)

    def find(self, outgoing: Outgoing) -> Live | None:  # noqa: ARG002 - the protocol's signature
        """Leave it to a person: only they can tell whether it is there."""
        raise ByHand(details.HAND)

    def read_back(self, remote_id: str) -> Live | None:
        """Return what the page says that a person named, or ``None`` where it is gone.

        Raises:
            ByHand: it cannot be read.
        """
        try:
            address = address_on(self._sites, remote_id)
        except Rejected as error:  # the site has changed since: nothing else is asked
            raise ByHand(details.HAND) from error
        if not self._reads:
            raise ByHand(details.HAND)
        words = read_page(address, self._may_ask, self._patience)
        if words is None:
            return None
        return Live(remote_id, address, None, words, (), self._now(), is_page=True)

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:  # noqa: ARG002 - the protocol's signature
        """Leave it to a person."""
        raise ByHand(details.HAND)

    def withdraw(self, remote_id: str) -> None:  # noqa: ARG002 - the protocol's signature
        """Leave it to a person."""
        raise ByHand(details.HAND)

    def comments(self, since: datetime) -> Iterator[Incoming]:  # noqa: ARG002 - the protocol's signature
        """Yield nothing: what the public writes there cannot be read."""
        return iter(())

    def recent(self, since: datetime) -> Iterator[Live]:  # noqa: ARG002 - the protocol's signature
        """Leave it to a person: nobody else can tell what stands there."""
        raise ByHand(details.HAND)

    def health(self) -> Health:
        """Say that a person is needed; there is nothing else that could fail."""
        return Health(usable=True, detail=details.USABLE)
