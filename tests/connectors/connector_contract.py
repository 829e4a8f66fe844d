"""The contract under the name that the tests here know it by; it ships with the package."""

from cydbost_connectors.contract.promises import (
    WELSH,
    WRITTEN,
    ConnectorContract,
    Desk,
    Drawing,
    as_read,
    needs,
    outgoing,
    seen,
)

__all__ = ["WELSH", "WRITTEN", "ConnectorContract", "Desk", "Drawing", "as_read", "needs", "outgoing", "seen"]
