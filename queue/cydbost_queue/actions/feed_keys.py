"""Keys with which a person's calendar program reads the plan: made, shown once, and taken back."""

import hashlib
import secrets
from typing import Final

from sqlmodel import col, func, select

from cydbost_language import Language
from cydbost_queue.desk import Desk
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.lookup import bounded
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.tables import FeedKey

#: A person needs one for each of their calendar programs.
MOST_KEYS: Final = 10


def feed_key_hash(key: str) -> str:
    """Return what is kept of a key. It has 256 bits of chance in it, so that no slow hash is wanted."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def make_feed_key(desk: Desk, actor: Actor, language: Language) -> str:
    """Return a new key to the plan's feed in ``language``. It is shown this once; only its hash is kept.

    Raises:
        Denied: the actor may not read.
        Refused: they have as many keys as there may be.
    """
    key = secrets.token_urlsafe(32)
    with desk.act(actor, Right.READ) as act:
        standing = act.session.exec(
            select(func.count()).where(FeedKey.person == actor.name, col(FeedKey.revoked_at).is_(None))
        ).one()
        if standing >= MOST_KEYS:
            raise Refused("feed_keys_many", most=str(MOST_KEYS))
        row = FeedKey(key_hash=feed_key_hash(key), person=actor.name, language=language, made_at=act.at)
        act.session.add(row)
        act.session.flush()
        act.record(row.subject, Tag.FEED_KEY_MADE, language=language.value)
    return key


def revoke_feed_key(desk: Desk, actor: Actor, number: int) -> None:
    """Take one of a person's own keys back; the feed is closed to it at once. Repeating it changes nothing.

    Raises:
        Denied: the actor may not read.
        NotFound: they have no such key.
    """
    with desk.act(actor, Right.READ) as act:
        row = act.session.exec(
            select(FeedKey).where(FeedKey.id == bounded(number), FeedKey.person == actor.name).with_for_update()
        ).first()
        if row is None:
            raise NotFound("no_feed_key")
        if row.revoked_at is None:
            row.revoked_at = act.at
            act.session.add(row)
            act.record(row.subject, Tag.FEED_KEY_REVOKED)
