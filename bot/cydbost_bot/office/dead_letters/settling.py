"""Doing what may be done with a dead letter, by the queue's own acts."""

from cydbost_bot.compose import make_connector
from cydbost_bot.office.visit import Visit
from cydbost_connectors import Connector
from cydbost_queue.actions.changing import drop_change
from cydbost_queue.actions.settling import (
    found_there,
    give_up_reply,
    look_again,
    not_there,
    retry_letter,
    settle_difference,
    settle_stranger,
)
from cydbost_queue.actions.withdrawing import withdraw
from cydbost_queue.errors import NotFound
from cydbost_queue.queries.dead_letters import DeadLetter, Way
from cydbost_queue.queries.record import list_channels


def settle(visit: Visit, letter: DeadLetter, way: Way) -> None:
    """Do one act with what the form brought.

    Raises:
        QueueError: the queue says no.
        ConnectorError: the platform could not be asked.
    """
    desk, actor, ref = visit.desk, visit.actor, letter.ref
    account, reason = visit.form.text("account"), visit.form.text("reason")
    if way is Way.RETRY:
        retry_letter(desk, actor, ref)
    elif way is Way.FOUND:
        address, connector = visit.form.text("address"), connector_of(visit, account)
        found_there(desk, actor, ref, account=account, address=address, connector=connector)
    elif way is Way.ABSENT:
        not_there(desk, actor, ref, account)
    elif way is Way.LOOK:
        look_again(desk, actor, ref)
    elif way is Way.WITHDRAW:
        withdraw(desk, actor, ref, reason)
    elif way is Way.DROP:
        drop_change(desk, actor, ref)
    elif way is Way.GIVE_UP:
        give_up_reply(desk, actor, ref, reason)
    elif way is Way.SETTLE:
        (settle_stranger if ref.startswith("S") else settle_difference)(desk, actor, ref, reason)


def connector_of(visit: Visit, account: str) -> Connector:
    """Return what asks an account's platform.

    Raises:
        NotFound: there is no such account.
    """
    known = {one.name for channel in list_channels(visit.desk) for one in channel.accounts}
    if account not in known:
        raise NotFound("no_account", account=account[:64])
    return make_connector(visit.settings, account, visit.desk.clock)
