"""An emergency written in both languages: through the gate as every pair, and out the moment it passes."""

from collections.abc import Iterable, Mapping

from cydbost_language import Language
from cydbost_queue.actions.approving import give_approval
from cydbost_queue.actions.emergency import tell_to_review, write_both
from cydbost_queue.actions.scheduling import require_open_gate
from cydbost_queue.actions.writing import new_posting
from cydbost_queue.content import Content, checked
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import GateClosed
from cydbost_queue.gate import judge
from cydbost_queue.incidents import NEW, Asked, Place, join_incident, once
from cydbost_queue.policy import Actor, Right
from cydbost_queue.sending.at_once import send_at_once
from cydbost_queue.sending.modes import refuse_barred
from cydbost_queue.stored_findings import keep_findings
from cydbost_queue.tables import ApprovalKind, Posting, PostingKind


def send_pair(
    desk: Desk,
    actor: Actor,
    *,
    label: str,
    contents: Mapping[Language, Content],
    channels: Iterable[str],
    break_glass: bool = False,
    names: Iterable[tuple[str, str]] = (),
    place: Place = NEW,
) -> str:
    """Hand in an emergency in both languages; return its reference.

    It goes out the moment somebody else approves it, and they are told at once. With ``break_glass`` it goes out now
    on one officer's word, and the Welsh language officer reviews it afterwards. ``names`` are
    (Welsh, English) names agreed for it alone. ``place``: see ``raise_english_first``.

    Raises:
        Denied: the actor is not on call.
        Refused: a text cannot be used, or a channel is off.
        GateClosed: the texts differ; with ``break_glass`` also where a warning wants somebody's acceptance.
    """
    asked = Asked(actor, label, {language: checked(contents[language]) for language in Language})

    def send() -> str:
        with desk.act(actor, Right.RAISE_EMERGENCY) as act:
            posting = new_posting(act, label=label, channels=channels, kind=PostingKind.EMERGENCY, names=names)
            join_incident(act, posting, place, asked, break_glass=break_glass)
            refuse_barred(act.session, posting)
            write_both(act, posting, asked)
            (_send_alone if break_glass else _ask_for_approval)(act, posting)
            return posting.ref

    return once(desk, place, asked, send)


def _send_alone(act: Act, posting: Posting) -> None:
    for language in Language:
        give_approval(act, posting, language, kind=ApprovalKind.BREAK_GLASS, by=act.actor.name)
    require_open_gate(act, posting)
    send_at_once(act, posting)
    tell_to_review(act, posting)


def _ask_for_approval(act: Act, posting: Posting) -> None:
    verdict = judge(act.session, posting, act.rules, act.at)
    keep_findings(act, posting, verdict.findings)
    if any(obstacle.code == "finding_blocks" for obstacle in verdict.obstacles):
        raise GateClosed(verdict, ref=posting.ref)
    act.tell("approver", "emergency_waits", posting.subject, ref=posting.ref, by=act.actor.name)
