"""What every connector promises when the way to its platform fails, over a real socket and through its real library.

A platform's own test class takes ``TroubleContract`` over and gives the fixture ``desk``.
"""

import logging
import traceback
from collections.abc import Collection, Mapping
from typing import Final, Protocol

import pytest

from cydbost_connectors import ConnectorError, Expired, NotAllowed, OutcomeUnknown, Rejected, Throttled
from cydbost_connectors.contract.loopback import (
    Fault,
    babbles,
    drips,
    resets,
    says,
    says_nothing,
    stops_half_way,
)
from cydbost_connectors.contract.promises import Desk, outgoing
from cydbost_connectors.wording import SEPARATOR

#: A whole web page, which is what a server in front of the platform answers with.
PAGE: Final = b"<!DOCTYPE html><title>502 Bad Gateway</title>" + b"<p>nginx</p>" * 500
#: What is lost of the answer, and whether the platform acted before.
UNCLEAR: Final[Mapping[str, tuple[Fault, bool]]] = {
    "silence, not done": (says_nothing(acts=False), False),
    "silence, done": (says_nothing(acts=True), True),
    "reset, not done": (resets(acts=False), False),
    "reset, done": (resets(acts=True), True),
    "half an answer": (stops_half_way, True),
    "a slow drip": (drips, True),
    "no JSON, not done": (babbles(acts=False), False),
    "no JSON, done": (babbles(acts=True), True),
    "502 as a page": (says(502, PAGE, Content_Type="text/html"), False),
}


class TroubledDesk(Desk, Protocol):
    """The platform's other side, which can be made to fail."""

    #: What a platform answers to credentials that have run out.
    expired: Fault

    def strike(self, fault: Fault) -> None:
        """Line a fault up for the call that will make the next post public."""
        ...

    def secrets(self) -> Collection[str]:
        """Return everything that opens the account and may never be shown."""
        ...


class TroubleContract:
    """What a failure is called, and what is true after it."""

    @pytest.mark.parametrize("name", UNCLEAR)
    def test_after_a_lost_answer_nobody_can_tell_and_find_knows(
        self, desk: TroubledDesk, name: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        fault, is_done = UNCLEAR[name]
        desk.strike(fault)
        with pytest.raises(OutcomeUnknown) as told:
            desk.connector().publish(outgoing())
        assert_discreet(desk, told.value, caplog.text)
        found = desk.connector().find(outgoing())
        assert (found is not None) is is_done
        assert len(desk.visible()) == is_done

    def test_what_was_not_done_can_be_sent_again_and_stands_once(self, desk: TroubledDesk) -> None:
        desk.strike(resets(acts=False))
        with pytest.raises(OutcomeUnknown):
            desk.connector().publish(outgoing())
        assert desk.connector().find(outgoing()) is None
        desk.connector().publish(outgoing())
        assert len(desk.visible()) == 1

    def test_a_platform_that_asks_for_time_says_how_long_and_nothing_is_public(self, desk: TroubledDesk) -> None:
        desk.strike(says(429, {}, Retry_After="42"))
        with pytest.raises(Throttled) as told:
            desk.connector().publish(outgoing())
        assert told.value.retry_after == 42
        assert desk.visible() == []
        assert desk.connector().find(outgoing()) is None

    def test_credentials_that_ran_out_are_told_at_once_in_both_languages(
        self, desk: TroubledDesk, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        desk.strike(desk.expired)
        with pytest.raises(Expired) as told:
            desk.connector().publish(outgoing())
        welsh, english = told.value.detail.split(SEPARATOR)
        assert welsh != english
        assert_discreet(desk, told.value, caplog.text)
        assert desk.visible() == []

    def test_a_refusal_in_a_server_s_own_words_is_cut_short_and_nothing_is_public(self, desk: TroubledDesk) -> None:
        desk.strike(says(413, PAGE, Content_Type="text/html"))
        with pytest.raises((Rejected, NotAllowed)) as told:
            desk.connector().publish(outgoing())
        assert len(told.value.detail) <= 500
        assert desk.visible() == []


def assert_discreet(desk: TroubledDesk, error: ConnectorError, logged: str) -> None:
    """Fail if a secret stands in an error, in what led to it, or in the log."""
    told = "".join([str(error), repr(error), error.detail, *traceback.format_exception(error), logged])
    assert [secret for secret in desk.secrets() if secret in told] == []
