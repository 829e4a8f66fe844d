"""What is known of the platforms grows old: an administrator is told, once of each thing that is to be looked at."""

from datetime import timedelta
from typing import Final

from sqlmodel import col, select

from cydbost_connectors import Ageing, ageing
from cydbost_queue.desk import Act, Desk
from cydbost_queue.sending.modes import mode_of
from cydbost_queue.tables import Mode, Notice

#: A notice of the same thing is no older than this; after it, it is told again.
_REMEMBERED: Final = timedelta(days=400)


def tell_ageing(desk: Desk) -> None:
    """Tell the administrator what of the platforms has ended, ends soon, or was read too long ago."""
    today = desk.clock.now().astimezone(desk.rules.zone).date()
    found = {channel: list(ageing(known, today)) for channel, known in sorted(desk.rules.known.items())}
    if not any(found.values()):
        return
    with desk.system_act() as act:
        for channel, every in found.items():
            if mode_of(act.session, channel) is not Mode.OFF:
                for one in every:
                    _tell_once(act, channel, one)


def _tell_once(act: Act, channel: str, one: Ageing) -> None:
    mine = {"what": one.what, "source": one.source, "age": one.age.value, "day": one.day.isoformat()}
    told = act.session.exec(
        select(Notice).where(Notice.code == "platform_ageing", col(Notice.at) > act.at - _REMEMBERED)
    )
    if not any(mine.items() <= notice.facts.items() for notice in told):
        act.tell("administrator", "platform_ageing", "settings", channel=channel, **mine)
        act.session.flush()
