"""Conflicts looked at again before the slot: what two people did at one moment, or the council has set since.

Of two postings the later decision is warned, so at its slot a posting is held for nothing that others did later. What
nobody has decided for either of the two is told; only where the council stops postings for it is one of them held.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlmodel import Session, and_, col, select

from cydbost_language import Finding, Language, Severity
from cydbost_queue.beside import DAY, FREQUENCY
from cydbost_queue.conflicts import conflicts, timed_on
from cydbost_queue.desk import Act
from cydbost_queue.gate import accepted_fingerprints, stands
from cydbost_queue.lookup import latest_versions
from cydbost_queue.rules import Rules
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import Acceptance, FindingRow, Posting


def look_beside(act: Act, posting: Posting) -> bool:
    """Keep and tell the conflicts of a posting that nobody has decided; tell whether one of them stops it."""
    found = undecided(act.session, posting, act.rules, act.at)
    keep_findings(act, posting, found)
    for finding in found:
        facts = {key: value for key, value in finding.facts.items() if key != "ref"}
        other = finding.facts.get("ref", "")
        act.tell(
            "approver", "beside_others", posting.subject, ref=posting.ref, beside=other, finding=finding.code, **facts
        )
    return any(finding.severity is Severity.BLOCK for finding in found)


def undecided(session: Session, posting: Posting, rules: Rules, now: datetime) -> tuple[Finding, ...]:
    """Return the conflicts of a posting that stand, and that nobody accepted for it or for the other one."""
    versions = latest_versions(session, posting)
    accepted = accepted_fingerprints(session, posting, versions[Language.CY], versions[Language.EN], now)
    return tuple(
        finding
        for finding in conflicts(session, posting, rules)
        if stands(finding, accepted) and not _is_accepted_elsewhere(session, posting, finding, now)
    )


def _is_accepted_elsewhere(session: Session, posting: Posting, finding: Finding, now: datetime) -> bool:
    if finding.check == FREQUENCY:
        others = _numbers_near(session, posting, finding.facts["channel"])
        return any(
            row.facts.get("channel") == finding.facts["channel"] for row in _accepted(session, others, finding, now)
        )
    other = [int(finding.facts["ref"].removeprefix("P"))]
    return any(row.facts.get("ref") == posting.ref for row in _accepted(session, other, finding, now))


def _numbers_near(session: Session, posting: Posting, channel: str) -> list[int]:
    if posting.slot is None:
        return []
    near = timed_on(session, channel, posting.slot - DAY, posting.slot + DAY, but=posting)
    return [int(one.name.removeprefix("P")) for one in near]


def _accepted(session: Session, numbers: Iterable[int], finding: Finding, now: datetime) -> Iterator[FindingRow]:
    """Yield the findings of the same check that a named person accepted for these postings."""
    yield from session.exec(
        select(FindingRow)
        .join(
            Acceptance,
            and_(
                col(Acceptance.posting_id) == col(FindingRow.posting_id),
                col(Acceptance.fingerprint) == col(FindingRow.fingerprint),
                col(Acceptance.cy_hash) == col(FindingRow.cy_hash),
                col(Acceptance.en_hash) == col(FindingRow.en_hash),
            ),
        )
        .where(
            col(FindingRow.posting_id).in_(list(numbers)),
            FindingRow.check == finding.check,
            col(Acceptance.expires_at) > now,
        )
    )
