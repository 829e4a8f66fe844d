"""Emergencies: the pre-approved template first; English first only as the recorded exception.

"The only exception is in an emergency, when information can be issued in English first, with the Welsh to follow
as quickly as possible" (the council's policy, section 5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from cydbost_language import Finding, Language, Severity, check_alone
from cydbost_queue.actions.approving import give_approval
from cydbost_queue.actions.scheduling import require_open_gate
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.content import Content, checked, checked_text
from cydbost_queue.deadlines import climb
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Denied, Refused
from cydbost_queue.incidents import NEW, Asked, Place, goes_out, join_incident, once
from cydbost_queue.lookup import id_of
from cydbost_queue.moves import move_posting
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.record.chain import locked_head
from cydbost_queue.sending.at_once import send_at_once
from cydbost_queue.sending.english_first import english_lengths, release_english
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.sides import side_of
from cydbost_queue.states import PostingState
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import ApprovalKind, EnglishFirst, Posting, PostingKind, TemplateApproval, Version
from cydbost_queue.translations import new_request


class FindingsStand(Refused):
    """The English by itself has faults; mend them, or send it despite them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings to show."""
        super().__init__("findings_stand")
        self.findings = findings


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A filled template: its name, the hash of its words, and what it was filled to."""

    name: str
    template_hash: str
    contents: Mapping[Language, Content]
    names: tuple[tuple[str, str], ...] = ()  #: (Welsh, English) names it was filled with


def raise_english_first(
    desk: Desk,
    actor: Actor,
    *,
    label: str,
    english: Content,
    category: str,
    reason: str,
    channels: Iterable[str],
    authoriser: Actor | None,
    break_glass: bool = False,
    despite_findings: bool = False,
    place: Place = NEW,
) -> str:
    """Send an emergency in English at once, with the Welsh owed by a deadline; return its reference.

    ``authoriser`` is a second person whose word the officer has. With ``break_glass`` one officer acts
    alone, and the Welsh language officer reviews it afterwards. ``place`` says of which incident it is, and which
    request it answers: the same request made again sends nothing again.

    Raises:
        Denied: the actor is not on call, or the authoriser may not authorise.
        Refused: no authoriser, an unknown category, no reason, a text that cannot be used.
        FindingsStand: the English has faults of its own.
    """
    asked = Asked(actor, label, {Language.EN: checked(english)})

    def send() -> str:
        with desk.act(actor, Right.RAISE_EMERGENCY) as act:
            authorised_by = _authorised(actor, authoriser, break_glass=break_glass)
            if category not in act.rules.categories:
                raise Refused("no_category", category=category, known=", ".join(sorted(act.rules.categories)))
            words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
            posting = new_posting(act, label=label, channels=channels, kind=PostingKind.EMERGENCY)
            join_incident(act, posting, place, asked)
            refuse_barred(act.session, posting)
            version = write_version(act, posting, Language.EN, asked.contents[Language.EN])
            due = act.at + act.rules.categories[category]
            _check_english(act, posting, version, due, despite_findings=despite_findings)
            exception = EnglishFirst(
                posting_id=id_of(posting),
                category=category,
                reason_id=words.id or 0,
                raised_by=actor.name,
                authorised_by=authorised_by,
                break_glass=break_glass,
                started_at=act.at,
                due_at=due,
            )
            new_request(act, posting, version, due=due)  # translators hear of it by the first step of the ladder
            _raise(act, posting, exception, words.digest)
            return posting.ref

    return once(desk, place, asked, send)


def _raise(act: Act, posting: Posting, exception: EnglishFirst, reason: str) -> None:
    """Store the exception, record it, and let the English go; ``reason`` is the hash of what was given as such."""
    act.session.add(exception)
    act.session.flush()
    act.record(
        posting.subject,
        Tag.EMERGENCY_RAISED,
        category=exception.category,
        reason=reason,
        authorised_by=exception.authorised_by,
        break_glass=exception.break_glass,
        due=exception.due_at.isoformat(),
    )
    move_posting(act, posting, PostingState.ENGLISH_OUT)
    release_english(act, posting, exception.due_at)
    goes_out(act, posting)
    climb(act, exception)  # its first step is the beginning
    if exception.break_glass:
        tell_to_review(act, posting)


def send_template(
    desk: Desk,
    actor: Actor,
    *,
    label: str,
    use: TemplateUse,
    channels: Iterable[str],
    break_glass: bool = False,
    place: Place = NEW,
) -> str:
    """Send a filled template in both languages at once; return its reference. It needs no exception.

    A template whose exact words were approved in advance needs no further approval. Another one goes out only
    with ``break_glass``, and is reviewed afterwards. ``place``: see ``raise_english_first``.

    Raises:
        Denied: the actor is not on call.
        Refused: the template's words were not approved.
        GateClosed: the filled texts do not pass the gate.
    """
    asked = Asked(actor, label, {language: checked(use.contents[language]) for language in Language})

    def send() -> str:
        with desk.act(actor, Right.RAISE_EMERGENCY) as act:
            approved = template_approval(act, use.name, use.template_hash)
            if approved is None and not break_glass:
                raise Refused("template_not_approved", template=use.name)
            posting = new_posting(
                act, label=label, channels=channels, kind=PostingKind.EMERGENCY, template=use.name, names=use.names
            )
            join_incident(act, posting, place, asked, break_glass=approved is None)
            refuse_barred(act.session, posting)
            kind = ApprovalKind.TEMPLATE if approved else ApprovalKind.BREAK_GLASS
            write_both(act, posting, asked)
            for language in Language:
                give_approval(act, posting, language, kind=kind, by=approved.by if approved else actor.name)
            require_open_gate(act, posting)
            send_at_once(act, posting)
            if approved is None:
                tell_to_review(act, posting)
            return posting.ref

    return once(desk, place, asked, send)


def write_both(act: Act, posting: Posting, asked: Asked) -> None:
    """Write both versions of a new posting, in the caller's act."""
    for language in Language:
        write_version(act, posting, language, asked.contents[language])


def tell_to_review(act: Act, posting: Posting) -> None:
    """Tell the Welsh language officer that one officer acted alone."""
    act.tell("language-officer", "break_glass", posting.subject, ref=posting.ref, by=act.actor.name)


def approve_template(desk: Desk, actor: Actor, name: str, template_hash: str) -> None:
    """Approve a template's exact words in advance; repeating it changes nothing.

    Raises:
        Denied: the actor is not the Welsh language officer, or has not both languages.
    """
    with desk.act(actor, Right.APPROVE_TEMPLATE) as act:
        for language in Language:
            actor.require_language(language)
        locked_head(act.session, "templates")  # two who approve at once write one entry
        if template_approval(act, name, template_hash) is None:
            act.session.add(TemplateApproval(template=name, template_hash=template_hash, by=actor.name, at=act.at))
            act.record("templates", Tag.TEMPLATE_APPROVED, template=name, content=template_hash)


def template_approval(act: Act, name: str, template_hash: str) -> TemplateApproval | None:
    """Return who approved these exact words of the template, if anybody did."""
    return act.session.exec(
        select(TemplateApproval).where(
            TemplateApproval.template == name, TemplateApproval.template_hash == template_hash
        )
    ).first()


def _authorised(actor: Actor, authoriser: Actor | None, *, break_glass: bool) -> str:
    if break_glass:
        return actor.name
    if authoriser is None:
        raise Refused("authoriser_missing")
    if authoriser.name == actor.name:
        raise Denied("own_authorisation", actor=actor.name)
    authoriser.require(Right.AUTHORISE_EMERGENCY)
    return authoriser.name


def _check_english(act: Act, posting: Posting, version: Version, due: datetime, *, despite_findings: bool) -> None:
    rules = rules_now(act.session, act.rules)
    alone = check_alone(side_of(version), Language.EN, rules.agreements, severities=rules.severities)
    findings = (*alone, *english_lengths(act, posting, due))
    standing = tuple(finding for finding in findings if finding.severity is Severity.BLOCK)
    if standing and not despite_findings:
        raise FindingsStand(standing)
    keep_findings(act, posting, findings)
