"""What others see of the queue: frozen values, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cydbost_language import Language
from cydbost_queue.states import DeliveryState, PostingState
from cydbost_queue.tables import (
    ApprovalKind,
    Carries,
    CommentState,
    HeldReason,
    ModerationKind,
    ModerationState,
    NoticeState,
    PostingKind,
    Task,
)
from cydbost_queue.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version as it stands."""

    language: Language
    revision: int
    text: str
    link: str | None
    media: tuple[Mapping[str, str], ...]
    content_hash: str
    author: str
    created_at: datetime
    is_stale: bool  #: the other side was written after it, and nobody has approved it for the new texts


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """One person's word for one version."""

    language: Language
    kind: ApprovalKind
    by: str
    at: datetime
    is_void: bool


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One version on one account."""

    channel: str
    account: str
    carries: Carries
    state: DeliveryState
    task: Task | None
    attempts: int
    not_before: datetime
    address: str | None
    live_at: datetime | None
    verified_at: datetime | None
    down_at: datetime | None
    error_code: str | None
    error_detail: str | None
    is_in_hand: bool = False  #: a person does what is to be done
    is_by_word: bool = False  #: a person says that it is live, and it was not seen there


@dataclass(frozen=True, slots=True)
class EnglishFirstView:
    """The emergency exception of one posting."""

    category: str
    reason: str | None
    raised_by: str
    authorised_by: str
    break_glass: bool
    started_at: datetime
    due_at: datetime
    welsh_live_at: datetime | None
    is_late: bool
    reviewed_by: str | None
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostingLine:
    """A posting in a list."""

    ref: str
    label: str
    kind: PostingKind
    state: PostingState
    held_reason: HeldReason | None
    slot: datetime | None
    expires: datetime | None
    channels: tuple[str, ...]
    languages: tuple[Language, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a divided message."""

    ref: str
    number: int
    state: PostingState
    held_reason: HeldReason | None


@dataclass(frozen=True, slots=True)
class PostingView:
    """Everything about one posting."""

    line: PostingLine
    versions: Mapping[Language, VersionView]
    approvals: tuple[ApprovalView, ...]
    verdict: Verdict
    deliveries: tuple[DeliveryView, ...]
    exception: EnglishFirstView | None
    template: str | None
    published_at: datetime | None
    parts: tuple[PartView, ...] = ()  #: all of them, where it is a part of a divided message
    names: tuple[tuple[str, str], ...] = ()  #: (Welsh, English) names that were agreed for it alone


@dataclass(frozen=True, slots=True)
class ReplyView:
    """What the council answered."""

    kind: str
    language: str
    text: str | None
    author: str
    written_at: datetime
    live_at: datetime | None


@dataclass(frozen=True, slots=True)
class ModerationView:
    """One thing that a platform was asked to do about a comment; ``text`` is the reason, or the private answer."""

    kind: ModerationKind
    state: ModerationState
    language: str | None
    text: str | None
    by: str
    at: datetime
    done_at: datetime | None
    error_code: str | None


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment and its replies. Erased words are ``None``."""

    ref: str
    account: str
    posting: str | None
    author: str | None
    text: str | None
    written_at: datetime
    language: str
    confidence: float
    reply_in: str
    corrected_by: str | None
    state: CommentState
    decided_by: str | None
    reason: str | None
    replies: tuple[ReplyView, ...]
    hidden: bool | None = False  #: ``None`` where only the platform knows
    removed: bool | None = False  #: likewise
    answered_privately: bool | None = False  #: likewise
    moderation: tuple[ModerationView, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of the record; ``data`` holds codes and numbers, to be told in the reader's language."""

    subject: str
    number: int
    at: datetime
    actor: str
    act: str
    act_id: str
    data: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class NoticeDeliveryView:
    """One notice to one person: where it stands, and by which way it went or was tried last."""

    person: str
    state: NoticeState
    way: str | None
    attempts: int
    unclear: bool
    error_code: str | None
    not_before: datetime | None  #: when it is tried next; nothing once it has ended
    sent_at: datetime | None
    ref: str = ""  #: as people name it: ``N5``


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something people were told. Each of ``told`` is a role, ``rota:NAME`` or ``person:NAME``."""

    at: datetime
    told: tuple[str, ...]
    code: str
    subject: str
    facts: Mapping[str, str]
    deliveries: tuple[NoticeDeliveryView, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountView:
    """One account of a channel."""

    name: str
    carries: Carries
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One channel with its accounts, Welsh first."""

    name: str
    platform: str
    layout: str
    on_half: str
    acknowledge: bool
    edits: bool
    on_edit: str
    on_half_edit: str
    mode: str
    accounts: tuple[AccountView, ...]
