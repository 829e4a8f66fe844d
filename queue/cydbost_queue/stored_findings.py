"""Findings, kept with the exact texts they were found in, so that an auditor sees what the approver saw."""

from collections.abc import Iterable

from sqlmodel import select

from cydbost_language import Finding, Language, Span
from cydbost_queue.desk import Act
from cydbost_queue.lookup import id_of, latest_versions
from cydbost_queue.record import Tag
from cydbost_queue.tables import FindingRow, Posting


def keep_findings(act: Act, posting: Posting, findings: Iterable[Finding]) -> None:
    """Store findings that are not stored yet for these texts, each with its entry."""
    versions = latest_versions(act.session, posting)
    hashes = {language: versions[language].content_hash if language in versions else "" for language in Language}
    known = set(
        act.session.exec(
            select(FindingRow.fingerprint).where(
                FindingRow.posting_id == posting.id,
                FindingRow.cy_hash == hashes[Language.CY],
                FindingRow.en_hash == hashes[Language.EN],
            )
        )
    )
    for finding in findings:
        if finding.fingerprint not in known:
            known.add(finding.fingerprint)
            _keep(act, posting, finding, hashes)


def _keep(act: Act, posting: Posting, finding: Finding, hashes: dict[Language, str]) -> None:
    act.session.add(
        FindingRow(
            posting_id=id_of(posting),
            cy_hash=hashes[Language.CY],
            en_hash=hashes[Language.EN],
            fingerprint=finding.fingerprint,
            check=finding.check,
            code=finding.code,
            severity=finding.severity.value,
            spans={"cy": _ends(finding.cy), "en": _ends(finding.en)},
            facts=dict(finding.facts),
            found_at=act.at,
        )
    )
    act.record(
        posting.subject,
        Tag.FINDING_FOUND,
        finding=finding.fingerprint,
        check=finding.check,
        code=finding.code,
        severity=finding.severity.value,
        cy=hashes[Language.CY],
        en=hashes[Language.EN],
    )


def _ends(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
