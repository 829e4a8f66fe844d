"""Sending an emergency at once, without waiting for a worker, and saying what became of it."""

import sys

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.cli.deadline_view import spell_deadline
from cydbost_bot.cli.next_step import spell_next_step
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.posting_data import posting_data
from cydbost_bot.cli.posting_view import spell_delivery
from cydbost_bot.compose import make_connectors, make_notifier, make_worker
from cydbost_bot.i18n import _
from cydbost_bot.posting_judgement import findings_of
from cydbost_bot.sentences import connector_sentence, error_lines
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.postings import show_posting
from cydbost_queue.states import LIVE_DELIVERIES, PostingState
from cydbost_queue.views import PostingView


def send_now(here: AtDesk) -> None:
    """Do one round of the worker's work here and now. A running worker does no harm: each row is claimed by one.

    What goes wrong is said, and ends nothing: the emergency is in the queue, and nobody must send it a second time.
    """
    try:
        connectors = make_connectors(here.settings, here.desk.clock)
        if connectors:
            make_worker(here.settings, here.desk, connectors).tick()
    except ConnectorError as error:
        sys.stderr.write(connector_sentence(error) + "\n")
    except QueueError as error:
        sys.stderr.write("\n".join(error_lines(error)) + "\n")


def tell_now(here: AtDesk) -> None:
    """Bring the notices that are due, after the sending: nobody waits for a worker to be told that Welsh is owed.

    Only where every address can be read; a worker that has them does it otherwise.
    """
    notifier = make_notifier(here.settings, here.desk)
    try:
        if here.desk.rules.reach.is_used() and notifier.can_reach_all():
            notifier.round()
    except QueueError as error:
        sys.stderr.write("\n".join(error_lines(error)) + "\n")


def report_sent(here: AtDesk, ref: str) -> bool:
    """Say where an emergency is live, and what is still under way; tell whether all of it is live."""
    posting = show_posting(here.desk, ref)
    is_live = bool(posting.deliveries) and all(one.state in LIVE_DELIVERIES for one in posting.deliveries)
    if here.as_json:
        print_json(posting_data(posting, findings_of(here.desk, posting)))
        return is_live
    say(_("{ref} is live.").format(ref=ref) if is_live else _not_yet(posting))
    for delivery in posting.deliveries:
        say(spell_delivery(delivery))
    if posting.exception:
        deadline = spell_deadline(posting.exception, here.desk.clock.now())
        say(deadline[:1].upper() + deadline[1:])
        say(_("Give it: cydbost welsh give {ref} --file FILE").format(ref=ref))
    return is_live


def _not_yet(posting: PostingView) -> str:
    if posting.line.state is PostingState.HELD:
        return spell_next_step(posting)
    return _("{ref} is on its way. The worker sends it: see that one runs (cydbost worker).").format(
        ref=posting.line.ref
    )
