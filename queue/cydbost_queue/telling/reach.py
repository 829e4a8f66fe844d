"""Who is meant by a role, a rota or a name, and by which ways each can be reached. Pure; no address is known here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from cydbost_queue.telling.rota import Rota

#: Notices for which somebody may be woken; a way marked ``urgent_only`` carries no other.
URGENT: Final = frozenset(
    {
        "emergency_waits",
        "hand_emergency",
        "hand_recall",
        "welsh_owed",
        "welsh_due",
        "welsh_late",
        "posting_held",
        "delivery_failed",
        "delivery_stands",
        "half_down",
        "change_failed",
        "half_changed",
        "preflight_failed",
        "all_stopped",
        "account_stopped",
        "comment_urgent",
    }
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody, by the council's name for it (``e-mail``, ``sms``)."""

    name: str
    urgent_only: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, or the shared desk of a role: the roles, and the ways in the order in which they are tried."""

    roles: frozenset[str]
    ways: tuple[Way, ...] = ()

    def ways_for(self, code: str) -> tuple[str, ...]:
        """Return the names of the ways by which a notice of this ``code`` may go."""
        return tuple(way.name for way in self.ways if code in URGENT or not way.urgent_only)


@dataclass(frozen=True, slots=True)
class Reach:
    """Everybody who can be told something: people, and the shared desks of roles, by name; and the rotas."""

    contacts: Mapping[str, Contact] = field(default_factory=dict)
    rotas: Mapping[str, Rota] = field(default_factory=dict)

    def is_used(self) -> bool:
        """Tell whether the council has given any way at all to reach anybody."""
        return any(contact.ways for contact in self.contacts.values())

    def reached(self, told: Iterable[str], code: str, moment: datetime, zone: tzinfo) -> list[str]:
        """Return whom a notice of ``code`` to these roles, rotas and people reaches at ``moment``, each once."""
        names = dict.fromkeys(name for one in told for name in self._meant(one, moment, zone))
        return [name for name in names if name in self.contacts and self.contacts[name].ways_for(code)]

    def _meant(self, one: str, moment: datetime, zone: tzinfo) -> Iterable[str]:
        kind, colon, name = one.partition(":")
        if not colon:
            return [known for known, contact in self.contacts.items() if one in contact.roles]
        if kind == "rota":
            return self.rotas[name].on_call(moment, zone) if name in self.rotas else ()
        return (name,)
