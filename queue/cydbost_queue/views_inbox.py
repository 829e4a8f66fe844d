"""What others see of the inbox: frozen values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cydbost_language import Language
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import CommentState, Concern, NoteKind, ProposalEnd
from cydbost_queue.views import CommentView, EntryView


@dataclass(frozen=True, slots=True)
class LeaseView:
    """Who is answering a comment just now."""

    by: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A comment in a list. Erased words are ``None``."""

    ref: str
    account: str
    channel: str
    author: str | None
    text: str | None
    written_at: datetime
    due_at: datetime
    language: str
    confidence: float
    reply_in: str
    corrected_by: str | None
    state: CommentState
    assigned_to: str | None
    concern: Concern | None
    tags: tuple[str, ...]
    lease: LeaseView | None
    hidden: bool | None  #: ``None`` where only the platform knows
    removed: bool | None  #: likewise


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A part of a list, and where the next part begins; ``None`` where there is none."""

    lines: tuple[InboxLine, ...]
    next_key: str | None


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many comments wait, each counted no further than ``most``."""

    waiting: int
    overdue: int
    mine: int
    nobodys: int
    to_approve: int
    marked: int
    most: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """What one colleague told the others."""

    kind: NoteKind
    text: str | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftView:
    """One person's unfinished answer."""

    person: str
    texts: Mapping[Language, str]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An answer that waits for approval, or did."""

    texts: Mapping[Language, str | None]
    is_private: bool
    saved_reply: str | None
    author: str
    at: datetime
    ended: ProposalEnd | None
    ended_by: str | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostView:
    """The council's post under which a comment stands, as its account carries it."""

    ref: str
    texts: Mapping[Language, str]  #: in the language of the answer; both where that is both
    address: str | None
    live_at: datetime | None


@dataclass(frozen=True, slots=True)
class EarlierView:
    """An earlier comment of the same person on the same account."""

    ref: str
    text: str | None
    written_at: datetime
    language: str
    reply_in: str
    state: CommentState


@dataclass(frozen=True, slots=True)
class WayView:
    """How far the council's answer has come on its platform."""

    state: DeliveryState
    address: str | None
    error_code: str | None
    error_detail: str | None


@dataclass(frozen=True, slots=True)
class PreferenceView:
    """In which language a comment's author asked to be answered."""

    language: str
    kept_by: str
    kept_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class ThreadView:
    """Everything about one comment."""

    comment: CommentView
    line: InboxLine
    post: PostView | None
    earlier: tuple[EarlierView, ...]  #: the newest first
    notes: tuple[NoteView, ...]
    draft: DraftView | None
    proposal: ProposalView | None  #: the one that waits
    past_proposals: tuple[ProposalView, ...]
    answer_way: WayView | None
    preference: PreferenceView | None
    is_author_known: bool
    entries: tuple[EntryView, ...]
