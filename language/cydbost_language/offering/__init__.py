"""What the other side of a pair could say: the agreed twins of what stands on one side, and the twins of links."""

from cydbost_language.offering.answering import Point, PointKind, points
from cydbost_language.offering.offers import Offer, OfferKind, offers
from cydbost_language.offering.proposing import Proposed, proposed_twin

__all__ = ["Offer", "OfferKind", "Point", "PointKind", "Proposed", "offers", "points", "proposed_twin"]
