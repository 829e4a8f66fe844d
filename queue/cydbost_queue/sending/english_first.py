"""English first: what goes out at once, with a Welsh line that says when the Welsh will be there."""

from datetime import datetime

from cydbost_language import Language
from cydbost_language.rendering import format_time
from cydbost_queue.desk import Act
from cydbost_queue.lookup import channels_of, latest_versions
from cydbost_queue.sending.outbox import Body, batch_name, body_of, due_in_zone, make_delivery, says_of
from cydbost_queue.tables import Carries, Posting


def holding_line(act: Act, due: datetime) -> str:
    """Return the Welsh line that stands above the English until the Welsh is there."""
    return act.rules.holding_line.format(due=format_time(due_in_zone(due, act).time(), Language.CY))


def release_english(act: Act, posting: Posting, due: datetime) -> None:
    """Put the English of an emergency on its way to every channel, in the caller's act."""
    versions = latest_versions(act.session, posting)
    english, says = body_of(versions[Language.EN]), says_of(versions)
    body = Body(f"{holding_line(act, due)}\n\n{english.text}", english.link, english.media)
    posting.releases += 1
    act.session.add(posting)
    for channel in channels_of(act.session, posting):
        batch = batch_name(posting, channel, "english")
        make_delivery(act, posting, channel, Carries.EN, body, batch=batch, says=says)
