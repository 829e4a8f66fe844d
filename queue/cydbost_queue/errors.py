"""Why the queue says no. Errors carry codes and facts; the reader's language is chosen where they are shown.

QueueError
├── Refused             the rules forbid it now; ``code`` says which, ``facts`` with what
│   ├── GateClosed      the gate's obstacles, all of them
│   ├── Denied          this person's roles do not allow it
│   └── IllegalMove     not from this state
├── NotFound            there is no such thing
└── StoreError          the database cannot serve
    ├── StoreMissing    there is no database yet
    ├── StoreOutdated   the database needs its migration
    ├── StoreTooNew     the database was made by a newer version
    ├── StoreMoved      the council has moved to another database
    └── StoreFailed     disk full, read-only, locked, out of reach
"""

from cydbost_queue.verdict import Verdict


class QueueError(Exception):
    """Base of all the queue's errors."""

    def __init__(self, code: str, **facts: str) -> None:
        """``code`` names the sentence to show, ``facts`` fill it."""
        self.code = code
        self.facts = facts
        super().__init__(f"{code} {facts}" if facts else code)


class Refused(QueueError):
    """The rules forbid this now."""


class GateClosed(Refused):
    """The gate is closed; ``verdict`` lists every obstacle and finding."""

    def __init__(self, verdict: Verdict, **facts: str) -> None:
        """Keep the whole verdict, so that a person sees all the reasons at once."""
        super().__init__("gate_closed", **facts)
        self.verdict = verdict


class Denied(Refused):
    """The person's roles do not allow this act."""


class IllegalMove(Refused):
    """A posting or a delivery cannot go from its state to the one asked for."""


class NotFound(QueueError):
    """There is no such posting, comment, channel or template."""


class StoreError(QueueError):
    """The database cannot serve."""


class StoreMissing(StoreError):
    """There is no database yet."""


class StoreOutdated(StoreError):
    """The database needs its migration."""


class StoreTooNew(StoreError):
    """The database was made by a newer version of the software."""


class StoreMoved(StoreError):
    """The council has moved to another database; this one must not be used any more."""


class StoreFailed(StoreError):
    """Disk full, read-only, locked for too long or out of reach; nothing was half done."""


class LeaseLost(QueueError):
    """Another worker has taken over this batch; what this one still holds is void."""
