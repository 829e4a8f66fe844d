"""Answering the public, in the language they wrote in.

"If you are asked for information via social media, you should respond in the language in which the request was
made" (the council's policy, section 5).
"""

from collections.abc import Mapping

from sqlmodel import select

from cydbost_language import Finding, Language, Pair, Severity, Side, check_alone, check_pair
from cydbost_queue.agreed_pairs import rules_now
from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.inbox.leases import clear_up, require_free
from cydbost_queue.inbox.notes import write_note
from cydbost_queue.inbox.proposals import propose
from cydbost_queue.lookup import comment_of, id_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.rules import Rules
from cydbost_queue.sending.replies import release_reply
from cydbost_queue.sides import LANGUAGE_RULE
from cydbost_queue.tables import Comment, CommentState, NoteKind, Reply, ReplyKind

REPLY_LIMIT = 5_000  #: characters of one language's answer


class WrongLanguage(Refused):
    """An answer's text is not in the language it is given for; ``findings`` say why."""

    def __init__(self, code: str, findings: tuple[Finding, ...] = (), **facts: str) -> None:
        """Keep the findings to show."""
        super().__init__(code, **facts)
        self.findings = findings


def correct_language(desk: Desk, actor: Actor, ref: str, reply_in: str, *, reason: str | None = None) -> None:
    """Correct the language in which a comment is to be answered: ``cy``, ``en`` or ``both``.

    It concerns this one comment: what is detected of others does not change by it.

    Raises:
        Denied: the actor may not correct it.
        Refused: it was answered already, or there is no such language.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.CORRECT_LANGUAGE) as act:
        comment = comment_of(act.session, ref)
        if reply_in not in {"cy", "en", "both"}:
            raise Refused("no_reply_language", language=reply_in)
        _require_open(comment)
        why = {"reason": write_note(act, comment, NoteKind.LANGUAGE, reason).digest} if reason is not None else {}
        act.record(comment.subject, Tag.COMMENT_LANGUAGE_CORRECTED, now=comment.reply_in, to=reply_in, **why)
        comment.reply_in, comment.corrected_by = reply_in, actor.name
        act.session.add(comment)


def answer(
    desk: Desk, actor: Actor, ref: str, texts: Mapping[Language, str], *, saved_reply: str | None = None
) -> CommentState:
    """Answer a comment in its own language, or in both where it is mixed or undecided.

    Where the council wants answers approved, it waits for that. Return where the comment stands then.

    Raises:
        Denied: the actor may not answer.
        WrongLanguage: a text is missing, not wanted, or not in the language it is given for.
        Refused: the comment was answered or closed already, or somebody else is answering it just now.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        _require_open(comment)
        require_free(act, comment)
        tidied = checked_answer(act, comment, texts)
        clear_up(act.session, comment, actor.name)
        if act.rules.reply_approval:
            propose(act, comment, tidied, private=False, saved_reply=saved_reply)
            return comment.state
        write_reply(act, comment, tidied, kind=ReplyKind.ANSWER, saved_reply=saved_reply)
        comment.state, comment.decided_by, comment.decided_at = CommentState.ANSWERING, actor.name, act.at
        act.session.add(comment)
        return comment.state


def no_answer(desk: Desk, actor: Actor, ref: str, reason: str) -> None:
    """Record that a comment needs no answer, and why.

    Raises:
        Denied: the actor may not decide it.
        Refused: the comment was answered or closed already, or there is no reason.
        NotFound: there is no such comment.
    """
    with desk.act(actor, Right.ANSWER) as act:
        comment = comment_of(act.session, ref)
        _require_open(comment)
        require_free(act, comment)
        clear_up(act.session, comment, actor.name)
        words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
        comment.state, comment.reason_id = CommentState.NO_ANSWER, words.id
        comment.decided_by, comment.decided_at = actor.name, act.at
        act.session.add(comment)
        act.record(comment.subject, Tag.COMMENT_NO_ANSWER, reason=words.digest)


def languages_wanted(comment: Comment) -> tuple[Language, ...]:
    """Return the languages an answer to this comment must have, Welsh first."""
    return tuple(Language) if comment.reply_in == "both" else (Language(comment.reply_in),)


def checked_answer(act: Act, comment: Comment, texts: Mapping[Language, str]) -> dict[Language, str]:
    """Return an answer's texts tidied, where they keep the rule of the reply.

    Raises:
        WrongLanguage: a text is missing, not wanted, or not in the language it is given for.
        Refused: a text is empty, too long, or holds what cannot be shown.
    """
    tidied = {
        language: checked_text(text, field_name=f"answer_{language.value}", limit=REPLY_LIMIT)
        for language, text in texts.items()
    }
    _require_languages(comment, tidied)
    _require_own_language(act, tidied)
    return tidied


def whole_answer(texts: Mapping[Language, str]) -> str:
    """Return an answer as it is sent: where there are both languages, Welsh first."""
    return LANGUAGE_RULE.join(texts[language] for language in Language if language in texts)


def write_reply(
    act: Act,
    comment: Comment,
    texts: Mapping[Language, str],
    *,
    kind: ReplyKind,
    saved_reply: str | None = None,
    author: str | None = None,
) -> None:
    """Store a reply and put it on its way, in the caller's act; its ``author`` is the actor where nobody is named."""
    body = whole_answer(texts)
    words = act.keep_words(body)
    reply = _reply_of(act, comment, kind) or Reply(
        comment_id=id_of(comment), kind=kind, language="", text_id=0, author="", written_at=act.at
    )
    reply.language, reply.text_id, reply.saved_reply = comment.reply_in, words.id or 0, saved_reply
    reply.author, reply.written_at = author or act.actor.name, act.at
    act.session.add(reply)
    act.session.flush()
    act.record(comment.subject, Tag.REPLY_WRITTEN, kind=kind.value, language=reply.language, text=words.digest)
    release_reply(act, comment, reply, body)


def has_reply(act: Act, comment: Comment, kind: ReplyKind) -> bool:
    """Tell whether the comment has a reply of that kind."""
    return _reply_of(act, comment, kind) is not None


def _reply_of(act: Act, comment: Comment, kind: ReplyKind) -> Reply | None:
    """Return the reply of that kind, where there is one: an answer that was given up is written anew in its place."""
    return act.session.exec(select(Reply).where(Reply.comment_id == comment.id, Reply.kind == kind)).first()


def _require_open(comment: Comment) -> None:
    if comment.state is not CommentState.OPEN:
        raise Refused("comment_closed", ref=comment.ref, state=comment.state.value)


def _require_languages(comment: Comment, texts: Mapping[Language, str]) -> None:
    wanted = set(languages_wanted(comment))
    if set(texts) != wanted:
        raise WrongLanguage(
            "answer_languages",
            ref=comment.ref,
            wanted=comment.reply_in,
            given="both" if len(texts) == len(Language) else "".join(language.value for language in texts),
        )


def answer_findings(rules: Rules, texts: Mapping[Language, str]) -> tuple[Finding, ...]:
    """Return what is to be said of an answer's texts: whether each is in its language, and what the checks find.

    ``rules`` are the council's as they are now (``Desk.current_rules``).
    """
    if len(texts) == len(Language):
        pair = Pair(Side(texts[Language.CY]), Side(texts[Language.EN]))
        return check_pair(pair, rules.agreements, severities=rules.severities)
    ((language, text),) = texts.items()
    return check_alone(Side(text), language, rules.agreements, severities=rules.severities)


def _require_own_language(act: Act, texts: Mapping[Language, str]) -> None:
    findings = answer_findings(rules_now(act.session, act.rules), texts)
    standing = tuple(finding for finding in findings if finding.severity is Severity.BLOCK)
    if standing:
        raise WrongLanguage("answer_faulty", standing)
