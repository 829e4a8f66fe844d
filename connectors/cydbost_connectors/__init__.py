"""Connectors: one platform a file, behind one protocol. Knows nothing of the queue or of language."""

from cydbost_connectors.accounts import AccountSettings, Setting
from cydbost_connectors.ageing import Age, Ageing, Dated, ageing, dated_of
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import (
    ByHand,
    ConnectorError,
    Expired,
    NotAllowed,
    NotSent,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.message import Health, Incoming, Live, Media, Outgoing, Quota, Receipt
from cydbost_connectors.platforms import Platform
from cydbost_connectors.prices import Prices, prices_of
from cydbost_connectors.protocol import Connector, HandConnector, Moderator, PairConnector
from cydbost_connectors.vault import Vault

__all__ = [
    "AccountSettings",
    "Age",
    "Ageing",
    "ByHand",
    "Capabilities",
    "Connector",
    "ConnectorError",
    "Dated",
    "Expired",
    "HandConnector",
    "Health",
    "Incoming",
    "Live",
    "Media",
    "Moderator",
    "NotAllowed",
    "NotSent",
    "OutcomeUnknown",
    "Outgoing",
    "PairConnector",
    "Platform",
    "Prices",
    "Quota",
    "Receipt",
    "Rejected",
    "Setting",
    "Throttled",
    "Unavailable",
    "Vault",
    "ageing",
    "dated_of",
    "prices_of",
]
