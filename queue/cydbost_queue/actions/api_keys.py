"""Keys with which a program acts for a person: shown once, for named rights, and until a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, select, update

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Denied, NotFound, Refused
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.signing_in.rows import SUBJECT
from cydbost_queue.signing_in.tokens import KEY_MARK, new_token, token_hash
from cydbost_queue.tables import ApiKey

LABEL_LIMIT: Final = 80  #: characters
LONGEST: Final = timedelta(days=366)
#: That a key is in use is written down no more often than this.
_USED_EVERY: Final = timedelta(minutes=5)
#: What no program does: whom to let in is for people to decide.
NEVER: Final = frozenset({Right.RUN_PEOPLE})


@dataclass(frozen=True, slots=True)
class KeyHeld:
    """Whose key it is, and what for."""

    id: int
    person: str
    scopes: frozenset[Right]


def make_key(desk: Desk, actor: Actor, label: str, scopes: frozenset[Right], expires: datetime) -> tuple[str, str]:
    """Make a key for the actor; return its reference and the key itself, which is kept nowhere.

    Raises:
        Denied: a right is not the actor's own, or a key asks for a key.
        Refused: there is no right, the label cannot be used, or the day has passed or is too far.
    """
    if actor.scopes is not None:
        raise Denied("not_by_key", actor=actor.name)
    if not scopes:
        raise Refused("scopes_missing")
    for right in sorted(scopes):
        if right in NEVER:
            raise Denied("not_by_key", actor=actor.name)
        actor.require(right)
    key = KEY_MARK + new_token()
    with desk.act(actor, Right.READ) as act:
        if not act.at < expires <= act.at + LONGEST:
            raise Refused("key_expiry", longest=str(LONGEST.days))
        words = act.keep_words(checked_text(label, field_name="label", limit=LABEL_LIMIT))
        row = ApiKey(
            key_hash=token_hash(key),
            person=actor.name,
            label_id=words.id or 0,
            scopes=sorted(right.value for right in scopes),
            made_at=act.at,
            expires_at=expires,
        )
        act.session.add(row)
        act.session.flush()
        act.record(
            SUBJECT,
            Tag.KEY_MADE,
            name=actor.name,
            ref=row.ref,
            label=words.digest,
            scopes=row.scopes,
            expires=expires.isoformat(),
        )
        return row.ref, key


def revoke_key(desk: Desk, actor: Actor, number: int) -> None:
    """Take back one of the actor's own keys, or anybody's where the actor looks after people.

    Raises:
        NotFound: there is no such key that the actor may see.
    """
    with desk.act(actor, Right.READ) as act:
        row = act.session.exec(select(ApiKey).where(ApiKey.id == number).with_for_update()).first()
        if row is None or (row.person != actor.name and not actor.may(Right.RUN_PEOPLE)):
            raise NotFound("no_key", ref=f"K{number}")
        if row.revoked_at is None:
            row.revoked_at, row.revoked_by = act.at, actor.name
            act.session.add(row)
            act.record(SUBJECT, Tag.KEY_REVOKED, name=row.person, ref=row.ref)


def find_key(desk: Desk, key: str, now: datetime) -> KeyHeld | None:
    """Return whose key this is, or ``None`` where it is nobody's, or nobody's any more."""
    if not key.startswith(KEY_MARK):
        return None
    with desk.store.reading() as session:
        row = session.exec(select(ApiKey).where(ApiKey.key_hash == token_hash(key))).first()
    if row is None or row.id is None or row.revoked_at is not None or row.expires_at <= now:
        return None
    if row.used_at is None or now - row.used_at >= _USED_EVERY:
        with desk.store.writing() as session:
            session.connection().execute(update(ApiKey).where(col(ApiKey.id) == row.id).values(used_at=now))
    known = frozenset(Right(one) for one in row.scopes if one in set(Right))
    return KeyHeld(row.id, row.person, known)
