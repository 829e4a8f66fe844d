"""Connectors: one platform a file, behind one protocol. Knows nothing of the queue or of language."""

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import (
    ConnectorError,
    Expired,
    NotAllowed,
    NotSent,
    OutcomeUnknown,
    Rejected,
    Throttled,
    Unavailable,
)
from cydbost_connectors.message import Health, Incoming, Live, Media, Outgoing, Receipt
from cydbost_connectors.protocol import Connector

__all__ = [
    "Capabilities",
    "Connector",
    "ConnectorError",
    "Expired",
    "Health",
    "Incoming",
    "Live",
    "Media",
    "NotAllowed",
    "NotSent",
    "OutcomeUnknown",
    "Outgoing",
    "Receipt",
    "Rejected",
    "Throttled",
    "Unavailable",
]
