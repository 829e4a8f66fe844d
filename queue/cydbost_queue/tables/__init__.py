"""The tables, by subject. They never leave this layer: others see the frozen values of ``views``."""

from cydbost_queue.tables.agreed import AgreedPair, PairKind
from cydbost_queue.tables.approvals import SentBack
from cydbost_queue.tables.channel import Account, Carries, Channel, Halt, Layout, Mode, OnEdit, OnHalf, OnHalfEdit
from cydbost_queue.tables.comment import WAITING, Comment, CommentState, Concern, Reply, ReplyKind
from cydbost_queue.tables.daily import DayFigures, FiguresMark
from cydbost_queue.tables.delivery import Delivery, Lane, ReceiptRow, Task
from cydbost_queue.tables.draft import Draft
from cydbost_queue.tables.emergency import EnglishFirst, Escalation
from cydbost_queue.tables.health import AccountHealth
from cydbost_queue.tables.inbox import (
    CommentLease,
    CommentNote,
    CommentTag,
    NoteKind,
    ProposalEnd,
    ReplyDraft,
    ReplyProposal,
)
from cydbost_queue.tables.incident import EmergencyDraft, Incident, IncidentPosting, IncidentStep
from cydbost_queue.tables.memory import MemoryDue, MemoryKey, MemorySegment
from cydbost_queue.tables.moderation import Moderation, ModerationKind, ModerationState
from cydbost_queue.tables.notice import Notice, NoticeDelivery, NoticeState
from cydbost_queue.tables.operation import Restored, Stranger, WorkerBeat
from cydbost_queue.tables.planner import ApiCall, FeedKey, StagedPlan
from cydbost_queue.tables.posting import (
    Acceptance,
    Approval,
    ApprovalKind,
    FindingRow,
    HeldReason,
    Posting,
    PostingChannel,
    PostingKind,
    TemplateApproval,
    Version,
)
from cydbost_queue.tables.preference import StatedPreference
from cydbost_queue.tables.quiet import Exemption, QuietHold, QuietKind, QuietPeriod
from cydbost_queue.tables.reading import Reading
from cydbost_queue.tables.record import ChainHead, Entry, Seal, SealLeaf, Words
from cydbost_queue.tables.series import Occurrence, Series
from cydbost_queue.tables.signing_in import (
    ApiKey,
    Identity,
    Invitation,
    Login,
    Person,
    RecoveryCode,
    SignIn,
    Way,
    WebSession,
)
from cydbost_queue.tables.spending import BudgetMonth, Spending, SpentOn
from cydbost_queue.tables.translation import OutsideLink, RequestState, TranslationRequest
from cydbost_queue.tables.upload import Upload
from cydbost_queue.tables.vault import KeptCredential

__all__ = [
    "WAITING",
    "Acceptance",
    "Account",
    "AccountHealth",
    "AgreedPair",
    "ApiCall",
    "ApiKey",
    "Approval",
    "ApprovalKind",
    "BudgetMonth",
    "Carries",
    "ChainHead",
    "Channel",
    "Comment",
    "CommentLease",
    "CommentNote",
    "CommentState",
    "CommentTag",
    "Concern",
    "DayFigures",
    "Delivery",
    "Draft",
    "EmergencyDraft",
    "EnglishFirst",
    "Entry",
    "Escalation",
    "Exemption",
    "FeedKey",
    "FiguresMark",
    "FindingRow",
    "Halt",
    "HeldReason",
    "Identity",
    "Incident",
    "IncidentPosting",
    "IncidentStep",
    "Invitation",
    "KeptCredential",
    "Lane",
    "Layout",
    "Login",
    "MemoryDue",
    "MemoryKey",
    "MemorySegment",
    "Mode",
    "Moderation",
    "ModerationKind",
    "ModerationState",
    "NoteKind",
    "Notice",
    "NoticeDelivery",
    "NoticeState",
    "Occurrence",
    "OnEdit",
    "OnHalf",
    "OnHalfEdit",
    "OutsideLink",
    "PairKind",
    "Person",
    "Posting",
    "PostingChannel",
    "PostingKind",
    "ProposalEnd",
    "QuietHold",
    "QuietKind",
    "QuietPeriod",
    "Reading",
    "ReceiptRow",
    "RecoveryCode",
    "Reply",
    "ReplyDraft",
    "ReplyKind",
    "ReplyProposal",
    "RequestState",
    "Restored",
    "Seal",
    "SealLeaf",
    "SentBack",
    "Series",
    "SignIn",
    "Spending",
    "SpentOn",
    "StagedPlan",
    "StatedPreference",
    "Stranger",
    "Task",
    "TemplateApproval",
    "TranslationRequest",
    "Upload",
    "Version",
    "Way",
    "WebSession",
    "Words",
    "WorkerBeat",
]
