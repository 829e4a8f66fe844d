"""How an account is, in a few words: what a person sees first of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cydbost_bot.office.words import N_, gettext
from cydbost_queue.queries.channel_states import AccountState, ChannelState
from cydbost_queue.tables import Mode

#: Seconds by which a platform's clock may differ from ours; more, and gaps and slots cannot be trusted.
SKEW_LIMIT: Final = 60
#: What a platform said longer ago than this says little of now.
OLD: Final = timedelta(hours=3)

STATES: Final = {
    "off": (N_("Not used"), "govuk-tag--grey"),
    "stopped": (N_("Stopped"), "govuk-tag--red"),
    "unknown": (N_("Not asked yet"), "govuk-tag--grey"),
    "unusable": (N_("Cannot be used"), "govuk-tag--red"),
    "expired": (N_("Credentials have run out"), "govuk-tag--red"),
    "ending": (N_("Credentials will run out"), "govuk-tag--orange"),
    "clock": (N_("Clocks differ"), "govuk-tag--orange"),
    "old": (N_("Well when last asked"), "govuk-tag--blue"),
    "well": (N_("Well"), "govuk-tag--green"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """How an account is: a code, its words, and the tag that they stand in."""

    code: str
    text: str
    classes: str


def condition(channel: ChannelState, account: AccountState, now: datetime, ahead: timedelta) -> Condition:
    """Return how an account is; credentials that run out within ``ahead`` are to be renewed now."""
    code = _code(channel, account, now, ahead)
    text, classes = STATES[code]
    return Condition(code, gettext(text), classes)


def _code(channel: ChannelState, account: AccountState, now: datetime, ahead: timedelta) -> str:
    if channel.mode == Mode.OFF or account.stopped_at is not None:
        return "off" if channel.mode == Mode.OFF else "stopped"
    health = account.health
    if health is None:
        return "unknown"
    signs = (
        ("expired", health.expires_at is not None and health.expires_at <= now),
        ("unusable", not health.usable),
        ("ending", health.expires_at is not None and health.expires_at <= now + ahead),
        ("clock", abs(health.skew or 0) > SKEW_LIMIT),
        ("old", now - health.asked_at > OLD),
    )
    return next((code for code, holds in signs if holds), "well")
