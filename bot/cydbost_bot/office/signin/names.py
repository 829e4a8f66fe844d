"""Sessions and keys as a page lists them."""

from dataclasses import dataclass
from datetime import datetime

from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences_people import PROOFS
from cydbost_bot.sentences_words import RIGHTS, name_of, names_of
from cydbost_queue.queries.people import keys_of, sessions_of


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list."""

    id: int
    device: str
    proof: str
    made_at: datetime
    seen_at: datetime
    is_here: bool


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key in a list."""

    id: int
    ref: str
    label: str
    scopes: str
    expires_at: datetime
    used_at: datetime | None
    is_over: bool


def session_rows(visit: Visit, person: str) -> list[SessionRow]:
    """Return where somebody is signed in."""
    here = visit.visitor.session if visit.visitor else ""
    return [
        SessionRow(
            one.id,
            one.device or _("An unknown device"),
            name_of(PROOFS, one.way.value),
            one.made_at,
            one.seen_at,
            str(one.id) == here,
        )
        for one in sessions_of(visit.desk, person)
    ]


def key_rows(visit: Visit, person: str) -> list[KeyRow]:
    """Return somebody's keys, those that were taken back or have run out last."""
    rows = [
        KeyRow(
            one.id,
            one.ref,
            one.label or "",
            names_of(RIGHTS, [right.value for right in one.scopes]),
            one.expires_at,
            one.used_at,
            one.revoked_at is not None or one.expires_at <= visit.now,
        )
        for one in keys_of(visit.desk, person)
    ]
    return sorted(rows, key=lambda row: row.is_over)
