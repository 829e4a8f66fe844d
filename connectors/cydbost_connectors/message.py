"""The values a connector takes and gives back. They know nothing of the queue."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Media:
    """A file to send along: ``path`` on this machine, its SHA-256, its MIME type and its alternative text.

    ``rights`` says by what right it is used, and ``words_in`` in which languages words stand in the picture (``cy``,
    ``en``, ``cy,en`` or none); both are kept, never sent.
    """

    path: str
    sha256: str
    mime: str
    alt_text: str
    rights: str = ""
    words_in: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to make public on one account.

    ``key`` is chosen by us and never changes for this thing: where the platform has idempotency keys or
    record keys it becomes one, so that a repeat is the same write. ``language`` is ``cy``, ``en`` or, where
    one post carries both, ``cy,en``. ``pair`` is shared by the two versions of one message; ``reply_to`` is
    the remote id of what this answers or continues. ``created_at`` is UTC and fixed when the intent is made.
    ``is_emergency`` lets it through where an account is kept for emergencies.
    """

    key: str
    language: str
    text: str
    created_at: datetime
    pair: str
    media: tuple[Media, ...] = ()
    link: str | None = None
    reply_to: str | None = None
    is_emergency: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the platform gave back for a write: its id, a public address and its own time (UTC)."""

    remote_id: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Live:
    """What the public sees, read back from the platform. ``published_at`` is the platform's own time (UTC).

    ``is_page`` says that ``text`` is all that stands on a page, of which the post is a part: such a page names no
    time, and a post that is not in it may be there for other eyes.
    """

    remote_id: str
    address: str
    language: str | None
    text: str
    alt_texts: tuple[str, ...]
    published_at: datetime
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """A comment from the public: ``on`` is the remote id of the post it stands under, if any."""

    remote_id: str
    on: str | None
    author: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Quota:
    """How much of something the platform still allows: ``left`` of ``limit`` until ``renews_at`` (UTC)."""

    of: str
    limit: int
    left: int
    renews_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Whether an account can be used now; ``detail`` says what to mend. ``clock`` is the platform's time (UTC).

    ``expires_at`` (UTC) is when the credentials run out that only a person can renew; ``None`` where they never do,
    where the platform does not say, or where the connector renews them by itself.
    """

    usable: bool
    detail: str
    clock: datetime | None = None
    expires_at: datetime | None = None
    quotas: tuple[Quota, ...] = ()
