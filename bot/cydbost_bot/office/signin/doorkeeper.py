"""The doorkeeper of the real office: sessions in the queue's database, and people of the directory."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.responses import Response

from cydbost_bot.directory import Directory
from cydbost_bot.office.signin.confirming import confirmed, page_of
from cydbost_bot.office.signin.door import lengths_of, takes_council_accounts, takes_passwords
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.visitor import Visitor
from cydbost_bot.settings_model import Settings
from cydbost_queue.actions.api_keys import find_key
from cydbost_queue.actions.sessions import find_session
from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor
from cydbost_queue.queries.people import language_of
from cydbost_queue.tables import Way


@dataclass(frozen=True, slots=True)
class SessionDoorkeeper:
    """Knows who is signed in. What a person may do is looked up at each step: it counts from the next one."""

    settings: Settings
    desk: Desk

    def visitor(self, token: str) -> Visitor | None:
        """Return who holds this session's token; nobody where it is unknown, run out or revoked."""
        signed = find_session(self.desk, token, self.desk.clock.now(), lengths_of(self.settings))
        if signed is None or not self._is_taken(signed.way):
            return None
        actor = Directory(self.settings, self.desk).actor(signed.person)
        if actor is None:
            return None
        language = language_of(self.desk, signed.person)
        return Visitor(actor, language.value if language else "", str(signed.id), signed.proved_at)

    def bearer(self, key: str) -> Actor | None:
        """Return for whom a program acts with this key, and with no more rights than it was made for."""
        held = find_key(self.desk, key, self.desk.clock.now())
        actor = Directory(self.settings, self.desk).actor(held.person) if held else None
        return None if held is None or actor is None else replace(actor, scopes=held.scopes)

    def confirm(self, visit: Visit, posted: Mapping[str, str]) -> Response | Visitor:
        """Ask a visitor to show again who they are, before an act that wants it; or take their answer."""
        return confirmed(visit) or page_of(visit, posted)

    def _is_taken(self, way: Way) -> bool:
        """Tell whether people sign in so still: a way that the council has given up lets nobody in."""
        return takes_council_accounts(self.settings) if way is Way.OIDC else takes_passwords(self.settings)
