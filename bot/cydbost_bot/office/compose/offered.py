"""What the other side could say, as a page offers it: the words to put in, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_bot.office.words import N_, _
from cydbost_language import Agreements, Language, Pair
from cydbost_language.offering import Offer, OfferKind, offers

_WHY: Final = {
    OfferKind.HASHTAG: N_("for the hashtag {beside}"),
    OfferKind.MENTION: N_("for the account {beside}"),
    OfferKind.NAME: N_("for the name {beside}"),
    OfferKind.TERM: N_("for the term {beside}"),
    OfferKind.LINK: N_("for the link {beside}"),
    OfferKind.CARD: N_("for the link beside the text, {beside}"),
}
_MOST: Final = 12  #: of one side


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer. ``field`` is where the words go: a text (``cy``), or the link beside it (``link-cy``)."""

    offer: Offer
    why: str

    @property
    def field(self) -> str:
        """The field that the words go into."""
        language = self.offer.language.value
        return f"link-{language}" if self.offer.kind is OfferKind.CARD else language

    @property
    def value(self) -> str:
        """What a button sends to have it put in: the field and the words."""
        return f"{self.field}:{self.offer.put}"


def offered(pair: Pair, agreements: Agreements) -> dict[Language, Sequence[Offered]]:
    """Return what could be put in on each side."""
    found: dict[Language, list[Offered]] = {language: [] for language in Language}
    for offer in offers(pair, agreements):
        if len(found[offer.language]) < _MOST:
            found[offer.language].append(Offered(offer, _(_WHY[offer.kind]).format(beside=offer.beside)))
    return dict(found)
