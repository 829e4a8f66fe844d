"""What can go wrong with a platform, sorted by what to do next.

ConnectorError
├── NotSent                 surely nothing was made public
│   ├── Rejected            the content is refused: a person must change it
│   ├── NotAllowed          the account may not do this: an administrator must act
│   ├── Expired             the credentials ran out: an administrator must renew them
│   ├── Throttled           too much, too soon: again after ``retry_after``
│   ├── ByHand              no program may do it there: a person does it, and says so
│   └── Unavailable         not reached: again later
└── OutcomeUnknown          it may or may not be public: ask the platform before anything is sent again
"""

CAP = 500  #: characters of a platform's own words that are kept: some answer with whole HTML pages


class ConnectorError(Exception):
    """A platform did not do what it was asked. ``code`` names the kind in the record."""

    code = "connector_error"

    def __init__(self, detail: str = "", *, retry_after: float | None = None) -> None:
        """``detail`` is the platform's words, cut to ``CAP``; ``retry_after`` is in seconds, where it said so."""
        self.detail = " ".join(detail.split())[:CAP]
        self.retry_after = retry_after
        super().__init__(self.detail or self.code)


class NotSent(ConnectorError):
    """Surely nothing was made public by this call."""

    code = "not_sent"


class Rejected(NotSent):
    """The content is refused as it stands; sending it again would be refused again."""

    code = "rejected"


class NotAllowed(NotSent):
    """The account may not do this."""

    code = "not_allowed"


class Expired(NotSent):
    """The account's credentials have run out or were withdrawn."""

    code = "expired"


class Throttled(NotSent):
    """The platform asks to slow down; see ``retry_after``."""

    code = "throttled"


class ByHand(NotSent):
    """No program may do this there: a person does it and says so. This call did nothing, and a repeat does nothing."""

    code = "by_hand"


class Unavailable(NotSent):
    """The platform was not reached, or turned us away before it acted."""

    code = "unavailable"


class OutcomeUnknown(ConnectorError):
    """The call may have taken effect; only the platform knows."""

    code = "outcome_unknown"
