"""``cydbost comment hide``, ``show-again``, ``remove`` and ``answer-privately``: done on the platform at once."""

from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import AtDesk, at_desk
from cydbost_bot.cli.comment_answer import Cy, CyFile, En, EnFile
from cydbost_bot.cli.comment_options import Ref
from cydbost_bot.cli.comment_report import report
from cydbost_bot.cli.post_content import given_texts
from cydbost_bot.cli.post_options import Reason
from cydbost_bot.compose import make_connector
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_connectors import Connector
from cydbost_language import Language
from cydbost_queue.actions import moderating
from cydbost_queue.queries.comments import show_comment

NO_PRIVATE_WORDS = Wording("no_private_words", N_("Give the private answer: --cy, --en, or both."))
SETTLE_OR_ANSWER = Wording(
    "settle_or_answer", N_("Give the words of an answer, or say --sent or --not-sent of the one that is unclear.")
)

ANSWER_PRIVATELY = N_("Answer a comment’s author alone, once, in the language they wrote in.")

Sent = Annotated[
    bool | None,
    typer.Option(
        "--sent/--not-sent",
        help=N_("Say whether an answer of which that is not known was sent, after looking on the platform."),
        show_default=False,
    ),
]


def hide(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Hide one comment.

    Raises:
        QueueError: the platform cannot do it, it was removed, or this person may not.
        ConnectorError: the platform did not do it.
    """
    with at_desk(context, with_secrets=True) as here:
        moderating.hide(here.desk, here.actor, ref, reason, _connector(here, ref))
        report(here, ref, _("{ref} is hidden."))


def show_again(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Show one hidden comment again.

    Raises:
        QueueError: the platform cannot do it, it was removed, or this person may not.
        ConnectorError: the platform did not do it.
    """
    with at_desk(context, with_secrets=True) as here:
        moderating.hide(here.desk, here.actor, ref, reason, _connector(here, ref), hidden=False)
        report(here, ref, _("{ref} is shown again."))


def remove(context: typer.Context, ref: Ref, *, reason: Reason) -> None:
    """Remove one comment for good.

    Raises:
        QueueError: the platform cannot do it, it was removed before, or this person may not.
        ConnectorError: the platform did not do it.
    """
    with at_desk(context, with_secrets=True) as here:
        moderating.remove(here.desk, here.actor, ref, reason, _connector(here, ref))
        report(here, ref, _("{ref} is removed from the platform. Cydbost keeps its words."))


def answer_privately(
    context: typer.Context,
    ref: Ref,
    *,
    cy: Cy = None,
    cy_file: CyFile = None,
    en: En = None,
    en_file: EnFile = None,
    sent: Sent = None,
) -> None:
    """Answer one comment's author alone, or settle what became of such an answer.

    Raises:
        Misuse: no words, or words beside ``--sent``.
        QueueError: not in the comment's language, answered in private before, or not by this person.
        ConnectorError: the platform did not do it.
    """
    texts = given_texts({Language.CY: cy, Language.EN: en}, {Language.CY: cy_file, Language.EN: en_file})
    if not texts and sent is None:
        raise Misuse(NO_PRIVATE_WORDS())
    if texts and sent is not None:
        raise Misuse(SETTLE_OR_ANSWER())
    if sent is not None:
        _settle(context, ref, sent=sent)
        return
    with at_desk(context, with_secrets=True) as here:
        moderating.answer_privately(here.desk, here.actor, ref, texts, _connector(here, ref))
        report(here, ref, _("{ref} is answered in private. In public it stands as it did."))


def _settle(context: typer.Context, ref: str, *, sent: bool) -> None:
    with at_desk(context) as here:
        moderating.settle_private(here.desk, here.actor, ref, sent=sent)
        report(here, ref, _("{ref}: kept."))


def _connector(here: AtDesk, ref: str) -> Connector:
    """Return the connector of the account that the comment came to."""
    return make_connector(here.settings, show_comment(here.desk, ref).account, here.desk.clock)
