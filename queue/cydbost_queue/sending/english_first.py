"""English first: what goes out at once, with a Welsh line that says when the Welsh will be there."""

from collections.abc import Iterator
from datetime import datetime

from cydbost_language import Finding, Language
from cydbost_language.rendering import format_time
from cydbost_queue.desk import Act
from cydbost_queue.lengths import counted, too_long
from cydbost_queue.lookup import channels_of, latest_versions
from cydbost_queue.rules import Rules
from cydbost_queue.sending.outbox import Body, batch_name, body_of, make_delivery, says_of
from cydbost_queue.tables import Carries, Layout, Posting, Version


def under_holding_line(rules: Rules, due: datetime, english: str) -> str:
    """Return the English as it goes out: under the Welsh line that says when the Welsh will be there."""
    line = rules.holding_line.format(due=format_time(due.astimezone(rules.zone).time(), Language.CY))
    return f"{line}\n\n{english}"


def release_english(act: Act, posting: Posting, due: datetime) -> None:
    """Put the English of an emergency on its way to every channel, in the caller's act."""
    versions = latest_versions(act.session, posting)
    body, says = _english_body(act, versions[Language.EN], due), says_of(versions)
    posting.releases += 1
    act.session.add(posting)
    for channel in channels_of(act.session, posting):
        batch = batch_name(posting, channel, "english")
        make_delivery(act, posting, channel, Carries.EN, body, batch=batch, says=says)


def english_lengths(act: Act, posting: Posting, due: datetime) -> Iterator[Finding]:
    """Yield a finding for each channel on which the English, with the line above it, is too long."""
    version = latest_versions(act.session, posting)[Language.EN]
    # It goes out by itself, whatever the channel's layout.
    channels = [(channel.name, Layout.TWO_POSTS) for channel in channels_of(act.session, posting)]
    posts = counted(act.rules, channels, {Language.EN: _english_body(act, version, due)})
    return too_long(posts, {Language.EN: len(version.text)}, is_divisible=False)


def _english_body(act: Act, version: Version, due: datetime) -> Body:
    english = body_of(version)
    return Body(under_holding_line(act.rules, due, english.text), english.link, english.media)
