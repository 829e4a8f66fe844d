"""Facebook's calls, for the Pages of the council: each of its apps has a secret that signs them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_connectors.accounts import AccountSettings
from cydbost_connectors.facebook.webhooks import MOST, SIGNATURE, changes, handshake, is_signed
from cydbost_connectors.telling import Unsigned, Webhook


@dataclass(frozen=True, slots=True)
class PageWebhook:
    """An account is told of only by its own app; one without a verify token by nobody."""

    most: int = MOST

    def handshake(self, query: Mapping[str, str], accounts: Sequence[AccountSettings]) -> str | None:
        """Return the challenge where Facebook asks with the token that the council gave it."""
        answers = (handshake(query, account.secrets["verify_token"]) for account in accounts)
        return next((answer for answer in answers if answer is not None), None)

    def news_for(
        self, body: bytes, headers: Mapping[str, str], accounts: Sequence[AccountSettings]
    ) -> Collection[AccountSettings]:
        """Return the Pages under whose posts something was written, changed or removed.

        Raises:
            Unsigned: none of the council's apps has signed it.
        """
        signature = headers.get(SIGNATURE.lower())
        told = [one for one in accounts if one.secrets["verify_token"]]
        signed = [one for one in told if is_signed(body, signature, one.secrets["app_secret"])]
        if not signed:
            raise Unsigned
        pages = {change.page_id for change in changes(body)}
        return [account for account in signed if account.plain["page_id"] in pages]


WEBHOOK: Final[Webhook] = PageWebhook()
