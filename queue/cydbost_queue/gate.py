"""The gate: the one place where findings and approvals meet, and a posting may pass or not.

"any public-facing information must be treated as equal and must appear bilingually" and "Information must be
identical in both English and Welsh" (the council's policy, section 5).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from sqlmodel import Session, col, select

from cydbost_language import Agreements, Finding, Language, Pair, Severity, check_pair
from cydbost_language.spelling import Speller
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.conflicts import conflicts
from cydbost_queue.lengths import counted, too_long
from cydbost_queue.lookup import channels_of, latest_versions
from cydbost_queue.parts import is_divided, parts_of
from cydbost_queue.rules import Rules
from cydbost_queue.sides import side_of
from cydbost_queue.states import PostingState
from cydbost_queue.tables import (
    Acceptance,
    Approval,
    Occurrence,
    OutsideLink,
    Posting,
    PostingKind,
    Series,
    TranslationRequest,
    Version,
)
from cydbost_queue.verdict import Obstacle, Verdict

#: Judgements that one process keeps; each takes a few kilobytes.
REMEMBERED: Final = 2_000

_UNDECIDED: Final = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.HELD})


def judge(session: Session, posting: Posting, rules: Rules, now: datetime, *, giving_slot: bool = False) -> Verdict:
    """Judge a posting as it stands at ``now``: versions, findings, acceptances, approvals, channels.

    What it would do beside the other postings of its accounts is judged while its time is being decided
    (``giving_slot`` tells that it is now), never once it is: what others do later cannot hold it.
    """
    rules = rules_now(session, rules)
    versions = latest_versions(session, posting)
    missing = [Obstacle("version_missing", language) for language in Language if language not in versions]
    if not channels_of(session, posting):
        missing.append(Obstacle("channel_missing"))
    lengths = tuple(_lengths(session, posting, rules, versions))
    if any(obstacle.code == "version_missing" for obstacle in missing):
        return Verdict(tuple(missing), lengths)
    cy, en = versions[Language.CY], versions[Language.EN]
    found = _found(
        Pair(side_of(cy), side_of(en)),
        _agreed(posting, rules),
        tuple(sorted(rules.severities.items())),
        tuple(rules.spellers.items()),
    )
    findings = (*found, *lengths)
    if giving_slot or _awaits_slot(posting, now):
        findings = (*findings, *conflicts(session, posting, rules))
    accepted = accepted_fingerprints(session, posting, cy, en, now)
    standing = [
        Obstacle("finding_blocks" if finding.severity is Severity.BLOCK else "finding_not_accepted", finding=finding)
        for finding in findings
        if stands(finding, accepted)
    ]
    unapproved = [
        Obstacle("approval_missing", language)
        for language in Language
        if not approvals_for(session, posting, language, cy, en)
    ]
    return Verdict((*missing, *standing, *unapproved), findings, accepted)


@lru_cache(maxsize=REMEMBERED)
def _found(
    pair: Pair,
    agreements: Agreements,
    severities: tuple[tuple[str, Severity | None], ...],
    spellers: tuple[tuple[Language, Speller], ...],
) -> tuple[Finding, ...]:
    """Return what the comparison finds. The same texts under the same rules are compared once."""
    return check_pair(pair, agreements, severities=dict(severities), spellers=dict(spellers))


def _lengths(
    session: Session, posting: Posting, rules: Rules, versions: Mapping[Language, Version]
) -> Iterator[Finding]:
    """Yield a finding for each channel on which a version, or both in one post, are too long."""
    channels = [(channel.name, channel.layout) for channel in channels_of(session, posting)]
    posts = [post for post in counted(rules, channels, versions) if post.is_too_long]
    if posts:
        lengths = {language: len(version.text) for language, version in versions.items()}
        is_divisible = posting.kind is PostingKind.STANDARD and not is_divided(session, posting)
        yield from too_long(posts, lengths, is_divisible=is_divisible)


def _awaits_slot(posting: Posting, now: datetime) -> bool:
    return posting.state in _UNDECIDED and posting.slot is not None and posting.slot > now


def _agreed(posting: Posting, rules: Rules) -> Agreements:
    """Return the council's agreements, with the names that a template was filled with for this posting alone."""
    names = tuple((cy, en) for cy, en in posting.names)
    return replace(rules.agreements, names=(*rules.agreements.names, *names)) if names else rules.agreements


def stands(finding: Finding, accepted: frozenset[str]) -> bool:
    """Tell whether a finding stops a posting: a ``block`` always, a ``warn`` until somebody accepts it."""
    if finding.severity is Severity.WARN:
        return finding.fingerprint not in accepted
    return finding.severity is Severity.BLOCK


def accepted_fingerprints(
    session: Session, posting: Posting, cy: Version, en: Version, now: datetime
) -> frozenset[str]:
    """Return the warnings that were accepted for these exact texts, and whose acceptance has not run out."""
    return frozenset(
        session.exec(
            select(Acceptance.fingerprint).where(
                Acceptance.posting_id == posting.id,
                Acceptance.cy_hash == cy.content_hash,
                Acceptance.en_hash == en.content_hash,
                col(Acceptance.expires_at) > now,
            )
        )
    )


def approvals_for(
    session: Session, posting: Posting, language: Language, cy: Version, en: Version
) -> Sequence[Approval]:
    """Return the approvals of one version that belong to the exact texts of both."""
    return session.exec(
        select(Approval).where(
            Approval.posting_id == posting.id,
            Approval.language == language,
            Approval.cy_hash == cy.content_hash,
            Approval.en_hash == en.content_hash,
            col(Approval.voided_at).is_(None),
        )
    ).all()


def writers_of(session: Session, posting: Posting, language: Language) -> frozenset[str]:
    """Return everybody who wrote any revision of a version, of its pattern's or of another part's.

    None of them may approve it; nor may whoever gave somebody outside the link by which they wrote it.
    """
    pattern = session.exec(
        select(Series.posting_id)
        .join(Occurrence, col(Occurrence.series_id) == col(Series.id))
        .where(Occurrence.posting_id == posting.id)
    )
    numbers = [part.id for part in parts_of(session, posting)] + list(pattern)
    written = session.exec(
        select(Version.author).where(col(Version.posting_id).in_(numbers), Version.language == language)
    )
    invited = session.exec(
        select(OutsideLink.made_by)
        .join(TranslationRequest, col(TranslationRequest.id) == col(OutsideLink.request_id))
        .where(
            col(TranslationRequest.posting_id).in_(numbers),
            TranslationRequest.wanted == language,
            col(OutsideLink.is_spent),
        )
    )
    return frozenset((*written, *invited))
