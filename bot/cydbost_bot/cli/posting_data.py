"""A posting as data for scripts: codes and moments, and sentences only where the key says so."""

from datetime import datetime
from typing import Any

from cydbost_bot.cli.next_step import spell_next_step
from cydbost_bot.sentences import finding_sentence, obstacle_sentence
from cydbost_language import Finding, Span
from cydbost_queue.verdict import Obstacle
from cydbost_queue.views import DeliveryView, EnglishFirstView, PostingLine, PostingView, VersionView


def line_data(line: PostingLine) -> dict[str, Any]:
    """Return one posting of a list."""
    return {
        "ref": line.ref,
        "label": line.label,
        "kind": line.kind.value,
        "state": line.state.value,
        "held_reason": line.held_reason.value if line.held_reason else None,
        "slot": moment_data(line.slot),
        "expires": moment_data(line.expires),
        "channels": list(line.channels),
        "languages": [language.value for language in line.languages],
        "created_at": moment_data(line.created_at),
    }


def posting_data(posting: PostingView, findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Return everything about one posting; ``findings`` are those of the gate, or of its only version."""
    accepted = posting.verdict.accepted
    return {
        **line_data(posting.line),
        "template": posting.template,
        "published_at": moment_data(posting.published_at),
        "parts": [{"ref": part.ref, "number": part.number, "state": part.state.value} for part in posting.parts],
        "versions": {language.value: _version(version) for language, version in posting.versions.items()},
        "gate_open": posting.verdict.is_open,
        "findings": [finding_data(finding, accepted=accepted) for finding in findings],
        "missing": [_obstacle(obstacle) for obstacle in posting.verdict.obstacles],
        "approvals": [
            {"language": one.language.value, "kind": one.kind.value, "by": one.by, "at": moment_data(one.at)}
            for one in posting.approvals
            if not one.is_void
        ],
        "deliveries": [_delivery(delivery) for delivery in posting.deliveries],
        "exception": _exception(posting.exception) if posting.exception else None,
        "next": spell_next_step(posting),
    }


def finding_data(finding: Finding, *, accepted: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return one finding, with the short name that ``post accept`` takes."""
    return {
        "finding": finding.fingerprint,
        "check": finding.check,
        "severity": finding.severity.value,
        "accepted": finding.fingerprint in accepted,
        "cy": _ends(finding.cy),
        "en": _ends(finding.en),
        "message": finding_sentence(finding),
    }


def moment_data(moment: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC."""
    return None if moment is None else moment.isoformat()


def _ends(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _version(version: VersionView) -> dict[str, Any]:
    return {
        "revision": version.revision,
        "text": version.text,
        "link": version.link,
        "media": [dict(item) for item in version.media],
        "hash": version.content_hash,
        "author": version.author,
        "created_at": moment_data(version.created_at),
        "stale": version.is_stale,
    }


def _obstacle(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "code": obstacle.code,
        "language": obstacle.language.value if obstacle.language else None,
        "finding": obstacle.finding.fingerprint if obstacle.finding else None,
        "message": obstacle_sentence(obstacle),
    }


def _delivery(delivery: DeliveryView) -> dict[str, Any]:
    return {
        "channel": delivery.channel,
        "account": delivery.account,
        "carries": delivery.carries.value,
        "state": delivery.state.value,
        "in_hand": delivery.is_in_hand,
        "by_word": delivery.is_by_word,
        "attempts": delivery.attempts,
        "address": delivery.address,
        "live_at": moment_data(delivery.live_at),
        "verified_at": moment_data(delivery.verified_at),
        "down_at": moment_data(delivery.down_at),
        "error": delivery.error_code,
        "error_detail": delivery.error_detail,
    }


def _exception(exception: EnglishFirstView) -> dict[str, Any]:
    return {
        "category": exception.category,
        "reason": exception.reason,
        "raised_by": exception.raised_by,
        "authorised_by": exception.authorised_by,
        "break_glass": exception.break_glass,
        "started_at": moment_data(exception.started_at),
        "due_at": moment_data(exception.due_at),
        "welsh_live_at": moment_data(exception.welsh_live_at),
        "late": exception.is_late,
        "reviewed_by": exception.reviewed_by,
        "reviewed_at": moment_data(exception.reviewed_at),
    }
