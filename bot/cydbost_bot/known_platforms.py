"""What is known of the platforms and has grown old, as sentences: for the checkup, and where a channel is tested."""

from collections.abc import Iterator
from dataclasses import dataclass

from cydbost_bot.i18n import _
from cydbost_bot.sentences import ageing_clause
from cydbost_connectors import Age, ageing
from cydbost_queue.desk import Desk


@dataclass(frozen=True, slots=True)
class KnownAgeing:
    """Something of one channel's platform to look at again; ``is_over`` where it has come to an end."""

    channel: str
    what: str
    age: str
    day: str
    source: str

    @property
    def is_over(self) -> bool:
        """Tell whether it has come to an end."""
        return self.age == Age.ENDED

    def line(self) -> str:
        """Return it as a line for a person."""
        said = _("{channel}: {ageing}. Look at {source}, and see whether it still holds.")
        ageing_said = ageing_clause(self.what, self.age, self.day)
        return said.format(channel=self.channel, ageing=ageing_said, source=self.source)

    def data(self) -> dict[str, str]:
        """Return it as data for scripts."""
        return {
            "channel": self.channel,
            "known": self.what,
            "age": self.age,
            "day": self.day,
            "source": self.source,
        }


def known_ageing(desk: Desk, channel: str) -> Iterator[KnownAgeing]:
    """Yield what has grown old of what is known of the channel's platform."""
    today = desk.clock.now().astimezone(desk.rules.zone).date()
    for one in ageing(desk.rules.known.get(channel, ()), today):
        yield KnownAgeing(channel, one.what, one.age.value, one.day.isoformat(), one.source)
