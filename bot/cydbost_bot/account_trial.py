"""Whether an account can be used now, and what to mend."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from cydbost_bot.i18n import _
from cydbost_bot.sentences import connector_sentence, platform_words, spell_moment, yes_no
from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.clock import Clock
from cydbost_queue.tables import Mode
from cydbost_queue.views import ChannelView

#: Seconds by which a platform's clock may differ from ours; more, and gaps and slots cannot be trusted.
SKEW_LIMIT: Final = 60


@dataclass(frozen=True, slots=True)
class AccountTest:
    """How one account stands.

    ``skew`` is its clock less ours, in seconds; ``is_ending`` tells that its credentials soon run out.
    """

    account: str
    is_usable: bool
    detail: str
    skew: float | None
    is_stopped: bool
    expires_at: datetime | None = None
    is_ending: bool = False
    is_off: bool = False  #: its channel is off, so it was not asked

    @property
    def is_well(self) -> bool:
        """Tell whether it can be used, now and in the days to come, and its clock believed; or is not to be used."""
        return self.is_off or (self.is_usable and not self.is_ending and abs(self.skew or 0) <= SKEW_LIMIT)

    def data(self) -> dict[str, Any]:
        """Return the test as data for scripts."""
        skew = None if self.skew is None else round(self.skew, 1)
        return {
            "account": self.account,
            "usable": self.is_usable,
            "stopped": self.is_stopped,
            "off": self.is_off,
            "skew_seconds": skew,
            "expires_at": self.expires_at.isoformat() if self.expires_at else None,
            "detail": self.detail,
        }

    def line(self) -> str:
        """Return the test as a line for a person."""
        if self.is_off:
            return _("{account}: its channel is off, so it was not asked.").format(account=self.account)
        parts = [_("{account}: usable: {answer}.").format(account=self.account, answer=yes_no(is_yes=self.is_usable))]
        parts += [self.detail] if self.detail else []
        if self.skew is not None:
            parts.append(_("Clock difference: {seconds} s.").format(seconds=f"{self.skew:+.1f}"))
            if abs(self.skew) > SKEW_LIMIT:
                parts.append(_("That is over {limit} s: set the clocks right.").format(limit=SKEW_LIMIT))
        if self.expires_at is not None:
            parts.append(_("Its credentials run out at {expires}.").format(expires=spell_moment(self.expires_at)))
            parts += [_("Renew them.")] if self.is_ending else []
        if self.is_stopped:
            parts.append(_("It is stopped."))
        return " ".join(parts)


def not_asked(account: str, *, is_stopped: bool) -> AccountTest:
    """Return how an account stands whose channel is off."""
    return AccountTest(account, is_usable=False, detail="", skew=None, is_stopped=is_stopped, is_off=True)


def try_connector(
    name: str, connector: Connector, clock: Clock, ahead: timedelta, *, is_stopped: bool = False
) -> AccountTest:
    """Return how one account stands.

    Args:
        name: the account's whole name.
        connector: asks its platform.
        clock: ours.
        ahead: credentials that run out within so long are to be renewed now.
        is_stopped: nothing is sent to it for now.
    """
    before = clock.now()
    try:
        health = connector.health()
    except ConnectorError as error:
        return AccountTest(name, is_usable=False, detail=connector_sentence(error), skew=None, is_stopped=is_stopped)
    between = before + (clock.now() - before) / 2  # the platform read its clock somewhere on the way
    skew = (health.clock - between).total_seconds() if health.clock else None
    return AccountTest(
        name,
        is_usable=health.usable,
        detail=platform_words(health.detail),
        skew=skew,
        is_stopped=is_stopped,
        expires_at=health.expires_at,
        is_ending=health.expires_at is not None and health.expires_at <= clock.now() + ahead,
    )


def try_channel(
    channel: ChannelView, connectors: Mapping[str, Connector], clock: Clock, ahead: timedelta
) -> Iterator[AccountTest]:
    """Yield how each account of the channel stands.

    Args:
        channel: whose accounts are asked.
        connectors: by account.
        clock: ours.
        ahead: credentials that run out within so long are to be renewed now.
    """
    for account in channel.accounts:
        is_stopped = account.stopped_at is not None
        if channel.mode == Mode.OFF:
            yield not_asked(account.name, is_stopped=is_stopped)
        else:
            yield try_connector(account.name, connectors[account.name], clock, ahead, is_stopped=is_stopped)
