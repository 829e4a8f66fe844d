"""Approving versions and accepting warnings."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from cydbost_language import Language, Severity
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Denied, GateClosed, NotFound, Refused
from cydbost_queue.gate import judge, writers_of
from cydbost_queue.judging import judging
from cydbost_queue.lookup import id_of, latest_versions, posting_of
from cydbost_queue.moves import move_posting
from cydbost_queue.parts import parts_named
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.sending.at_once import send_at_once
from cydbost_queue.sending.change_release import release_change
from cydbost_queue.sending.welsh_follows import release_welsh
from cydbost_queue.series.following import wake
from cydbost_queue.states import PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import Acceptance, Approval, ApprovalKind, HeldReason, Posting, PostingKind, Version
from cydbost_queue.verdict import Verdict

_APPROVABLE = frozenset({PostingState.DRAFT, PostingState.HELD, PostingState.ENGLISH_OUT, PostingState.CORRECTING})


def approve(
    desk: Desk,
    actor: Actor,
    ref: str,
    languages: Collection[Language] = tuple(Language),
    *,
    seen: Mapping[Language, str] = MappingProxyType({}),
) -> Verdict:
    """Approve one version or both, for the exact texts both have now; return the gate's answer after it.

    Of a divided message every part that waits for it is approved, each for its own texts; none where one has a fault.

    A posting that passes the gate is ready (or scheduled, if it has its slot); an owed Welsh goes out
    at once, and so does a change of what is live.

    ``seen`` are the content hashes of the texts of ``ref`` that the actor read.

    Raises:
        Denied: the actor may not approve, has not the language, or wrote a version that is to be approved.
        GateClosed: a version is missing, or a finding that blocks stands: mend that first.
        Refused: somebody wrote since the actor read it, or the posting is past the point where approvals count.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.APPROVE) as act:
        parts = parts_named(act.session, ref)
        waiting = [part for part in parts if part.state in _APPROVABLE]
        if not waiting:
            raise Refused("not_approvable", ref=parts[0].ref, state=parts[0].state.value)
        _refuse_written_since(act, ref, seen)
        verdicts = [_approve(act, part, languages) for part in waiting]
        return next((verdict for verdict in verdicts if not verdict.is_open), verdicts[0])


def _refuse_written_since(act: Act, ref: str, seen: Mapping[Language, str]) -> None:
    if not seen:
        return
    posting = posting_of(act.session, ref)
    for language, version in latest_versions(act.session, posting).items():
        if seen.get(language) != version.content_hash:
            raise Refused("written_meanwhile", ref=posting.ref, by=version.author)


def _approve(act: Act, posting: Posting, languages: Collection[Language]) -> Verdict:
    for language in languages:
        act.actor.require_language(language)
        refuse_own_text(act, posting, language)
    _refuse_faulty(act, posting)
    for language in languages:
        give_approval(act, posting, language, kind=ApprovalKind.PERSON, by=act.actor.name)
    wake(act, posting)
    return settle(act, posting)


def accept_finding(desk: Desk, actor: Actor, ref: str, fingerprint: str, reason: str) -> Verdict:
    """Accept one warning, for the exact texts both versions have now and until it runs out; return the gate's answer.

    Raises:
        Denied: the actor may not accept findings, has not both languages, or wrote one of the versions.
        Refused: the finding blocks, or needs no acceptance.
        NotFound: there is no such posting or finding.
    """
    with desk.act(actor, Right.ACCEPT_FINDING) as act:
        posting = posting_of(act.session, ref)
        for language in Language:  # a warning is about the pair: whoever accepts it has read both
            act.actor.require_language(language)
            refuse_own_text(act, posting, language)
        verdict = judge(act.session, posting, act.rules, act.at)
        finding = next((item for item in verdict.findings if item.fingerprint == fingerprint), None)
        if finding is None:
            raise NotFound("no_finding", ref=posting.ref, finding=fingerprint)
        if finding.severity is not Severity.WARN:
            raise Refused("finding_not_acceptable", finding=fingerprint, severity=finding.severity.value)
        cy, en = both_versions(act, posting)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        expires = act.at + act.rules.accept_for
        act.session.add(
            Acceptance(
                posting_id=id_of(posting),
                fingerprint=fingerprint,
                cy_hash=cy.content_hash,
                en_hash=en.content_hash,
                by=actor.name,
                reason_id=words.id or 0,
                at=act.at,
                expires_at=expires,
            )
        )
        act.session.flush()
        act.record(
            posting.subject,
            Tag.FINDING_ACCEPTED,
            finding=fingerprint,
            check=finding.check,
            code=finding.code,
            reason=words.digest,
            expires=expires.isoformat(),
        )
        wake(act, posting)
        return settle(act, posting)


def give_approval(act: Act, posting: Posting, language: Language, *, kind: ApprovalKind, by: str) -> None:
    """Store an approval bound to the exact texts of both versions, in the caller's act."""
    cy, en = both_versions(act, posting)
    act.session.add(
        Approval(
            posting_id=id_of(posting),
            language=language,
            cy_hash=cy.content_hash,
            en_hash=en.content_hash,
            kind=kind,
            by=by,
            at=act.at,
        )
    )
    act.session.flush()
    act.record(
        posting.subject,
        Tag.APPROVAL_GIVEN,
        language=language.value,
        kind=kind.value,
        by=by,
        cy=cy.content_hash,
        en=en.content_hash,
        judging=judging(rules_now(act.session, act.rules)),
    )


def settle(act: Act, posting: Posting) -> Verdict:
    """Judge the posting and let it go as far as the gate allows; return the gate's answer."""
    verdict = judge(act.session, posting, act.rules, act.at)
    keep_findings(act, posting, verdict.findings)
    if verdict.is_open:
        if posting.state is PostingState.DRAFT:
            _make_ready(act, posting)
        elif posting.state is PostingState.ENGLISH_OUT:
            release_welsh(act, posting)
        elif posting.state is PostingState.CORRECTING:
            release_change(act, posting)
    return verdict


def _make_ready(act: Act, posting: Posting) -> None:
    if posting.kind is PostingKind.EMERGENCY and posting.slot is None:
        send_at_once(act, posting)  # it waited for nothing else
        return
    move_posting(act, posting, PostingState.READY)
    if posting.slot is None:
        return
    if posting.slot > act.at:
        move_posting(act, posting, PostingState.SCHEDULED)
    else:
        # It never goes out by itself at a time that nobody chose for it.
        move_posting(act, posting, PostingState.HELD, reason=HeldReason.SLOT_MISSED)


def both_versions(act: Act, posting: Posting) -> tuple[Version, Version]:
    """Return the latest Welsh and English, or raise ``GateClosed`` naming what is missing."""
    versions = latest_versions(act.session, posting)
    if len(versions) < len(Language):
        raise GateClosed(judge(act.session, posting, act.rules, act.at), ref=posting.ref)
    return versions[Language.CY], versions[Language.EN]


def refuse_own_text(act: Act, posting: Posting, language: Language) -> None:
    """Raise ``Denied`` if the actor wrote any revision of that version: nobody approves their own text."""
    if act.actor.name in writers_of(act.session, posting, language):
        raise Denied("own_text", actor=act.actor.name, language=language.value, ref=posting.ref)


def _refuse_faulty(act: Act, posting: Posting) -> None:
    verdict = judge(act.session, posting, act.rules, act.at)
    if any(obstacle.code in {"version_missing", "finding_blocks"} for obstacle in verdict.obstacles):
        raise GateClosed(verdict, ref=posting.ref)
