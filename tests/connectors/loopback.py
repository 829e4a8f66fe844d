"""The server on the loopback under the name that the tests here know it by; it ships with the package."""

from cydbost_connectors.contract.loopback import (
    Answer,
    Asked,
    Double,
    Exchange,
    Fault,
    acts_and_says,
    babbles,
    drips,
    nobody_there,
    resets,
    says,
    says_nothing,
    served,
    stops_half_way,
)

__all__ = [
    "Answer",
    "Asked",
    "Double",
    "Exchange",
    "Fault",
    "acts_and_says",
    "babbles",
    "drips",
    "nobody_there",
    "resets",
    "says",
    "says_nothing",
    "served",
    "stops_half_way",
]
