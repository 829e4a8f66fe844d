"""Everybody who may use Cydbost: people of the configuration, and those who were added in the office.

The command line's ``--as`` and the office both ask here, so that they agree on who somebody is and what they may do.
Where both name somebody, the configuration decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cydbost_bot.i18n import N_
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.settings_model import Person, Settings
from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Role
from cydbost_queue.queries.people import LoginView, is_disabled, logins, stored_people, stored_person

UNKNOWN: Final = Wording("person_unknown", N_("There is nobody called “{name}” under [people].{perhaps}"))
DISABLED: Final = Wording("person_disabled", N_("{name} is shut out: an administrator can let them in again."))


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, as the configuration or the office names them; ``login`` is ``None`` before they were ever invited."""

    actor: Actor
    email: str | None
    is_configured: bool
    login: LoginView | None = None

    @property
    def name(self) -> str:
        """The name that the record keeps."""
        return self.actor.name

    @property
    def is_disabled(self) -> bool:
        """Whether they were shut out."""
        return self.login is not None and self.login.disabled_at is not None


@dataclass(frozen=True, slots=True)
class Directory:
    """Who may use one council's Cydbost."""

    settings: Settings
    desk: Desk

    def actor(self, name: str) -> Actor | None:
        """Return who ``name`` is and what they may do; ``None`` where nobody is called so, or was shut out."""
        found = self._actor(name)
        return None if found is None or is_disabled(self.desk, name) else found

    def require(self, name: str) -> Actor:
        """Return who ``name`` is and what they may do.

        Raises:
            Misuse: nobody is called so, or they were shut out.
        """
        found = self._actor(name)
        if found is None:
            raise Misuse(UNKNOWN(name=name, perhaps=perhaps(name, self.names())))
        if is_disabled(self.desk, name):
            raise Misuse(DISABLED(name=name))
        return found

    def find(self, name: str) -> Known | None:
        """Return all that is known of ``name``, shut out or not."""
        return next((one for one in self.everybody() if one.name == name), None)

    def everybody(self) -> list[Known]:
        """Return everybody, by name."""
        signing = logins(self.desk)
        return sorted(
            (Known(*each, login=signing.get(each[0].name)) for each in self._all()), key=lambda one: one.name.casefold()
        )

    def names(self) -> list[str]:
        """Return everybody's name."""
        return sorted(actor.name for actor, _email, _is_configured in self._all())

    def dormant(self, now: datetime) -> list[Known]:
        """Return who could sign in and has not done so for as long as the settings allow."""
        since = now - self.settings.office.dormant_after
        return [one for one in self.everybody() if is_dormant(one, since)]

    def _actor(self, name: str) -> Actor | None:
        configured = self.settings.people.get(name)
        if configured is not None:
            return actor_of(name, configured)
        stored = stored_person(self.desk, name)
        return None if stored is None else Actor(stored.name, stored.roles, stored.languages, stored.channels)

    def _all(self) -> Iterator[tuple[Actor, str | None, bool]]:
        for name, configured in self.settings.people.items():
            yield actor_of(name, configured), None, True
        for stored in stored_people(self.desk):
            if stored.name not in self.settings.people:
                yield Actor(stored.name, stored.roles, stored.languages, stored.channels), stored.email, False


def is_dormant(known: Known, since: datetime) -> bool:
    """Tell whether somebody who could sign in has not done so since then."""
    login = known.login
    if login is None or known.is_disabled or not (login.has_password or login.is_bound):
        return False
    return (login.seen_at or login.made_at) < since


def actor_of(name: str, person: Person) -> Actor:
    """Return who acts where somebody of the configuration does."""
    roles = frozenset(Role(role) for role in person.roles)
    return Actor(name, roles, frozenset(Language(one) for one in person.languages))
