"""What an entry can say: ``subject.happening``. Sentences are made from these where a person reads them."""

from enum import StrEnum


class Tag(StrEnum):
    """The kind of an entry."""

    SETTINGS_SET = "settings.set"
    CHANNEL_SET = "channel.set"
    ACCOUNT_STOPPED = "account.stopped"
    ACCOUNT_RESUMED = "account.resumed"
    TEMPLATE_APPROVED = "template.approved"

    POSTING_ADDED = "posting.added"
    VERSION_WRITTEN = "version.written"
    APPROVAL_GIVEN = "approval.given"
    APPROVAL_VOIDED = "approval.voided"
    FINDING_FOUND = "finding.found"
    FINDING_ACCEPTED = "finding.accepted"
    SLOT_SET = "slot.set"
    POSTING_MOVED = "posting.moved"

    EMERGENCY_RAISED = "emergency.raised"
    DEADLINE_STEP = "deadline.step"
    DEADLINE_BREACHED = "deadline.breached"
    WELSH_LIVE = "welsh.live"
    EMERGENCY_REVIEWED = "emergency.reviewed"

    DELIVERY_MADE = "delivery.made"
    DELIVERY_MOVED = "delivery.moved"
    DELIVERY_EDITED = "delivery.edited"
    DELIVERY_DIFFERS = "delivery.differs"
    DELIVERY_RETRIED = "delivery.retried"
    PAIR_LIVE = "pair.live"
    PAIR_HALF = "pair.half"

    COMMENT_RECEIVED = "comment.received"
    COMMENT_LANGUAGE_CORRECTED = "comment.language-corrected"
    COMMENT_NO_ANSWER = "comment.no-answer"
    REPLY_WRITTEN = "reply.written"
    REPLY_LIVE = "reply.live"
