"""``cydbost emergency``: raising one, and what became of those that went English first."""

from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.deadline_view import owed_data, spell_deadline
from cydbost_bot.cli.emergency_raise import RAISE, raise_emergency
from cydbost_bot.cli.grammar import App, Group
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_options import Ref
from cydbost_bot.cli.post_report import report
from cydbost_bot.i18n import N_, _
from cydbost_queue.actions.incidents import review_emergency
from cydbost_queue.queries.postings import list_postings, show_posting
from cydbost_queue.tables import PostingKind

_HELP = {"--help"}


class EmergencyGroup(Group):
    """``cydbost emergency --template ...`` is ``cydbost emergency raise --template ...``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps the type to itself
        """Put ``raise`` before options that stand where a command would, and in the place of nothing."""
        first = next(iter(args), "")
        is_raise = not first or (first.startswith("-") and first not in _HELP)
        parsed: list[str] = super().parse_args(ctx, ["raise", *args] if is_raise else args)
        return parsed


app = App(
    cls=EmergencyGroup,
    help=N_("Send an emergency at once. Without a command's name, this is “raise”."),
)
app.command("raise", help=RAISE)(raise_emergency)


@app.command("list", help=N_("List the emergencies that went English first, running and past: kept or late."))
def list_emergencies(context: typer.Context) -> None:
    """List every exception, the newest first."""
    with at_desk(context) as here:
        now, found = here.desk.clock.now(), 0
        for line in list_postings(here.desk, limit=10_000):
            posting = show_posting(here.desk, line.ref) if line.kind is PostingKind.EMERGENCY else None
            if posting is None or posting.exception is None:
                continue
            found += 1
            if here.as_json:
                print_json(owed_data(posting, now))
            else:
                reviewed = _("reviewed by {person}").format(person=posting.exception.reviewed_by or "")
                parts = [line.ref, line.label, posting.exception.category, spell_deadline(posting.exception, now)]
                say(" · ".join([*parts, *([reviewed] if posting.exception.reviewed_by else [])]))
        if not found and not here.as_json:
            say(_("No emergency has gone English first."))


@app.command("review", help=N_("Write the Welsh language officer's review of an emergency."))
def review(
    context: typer.Context,
    ref: Ref,
    *,
    text: Annotated[str, typer.Option("--text", metavar=N_("TEXT"), help=N_("The review."))],
) -> None:
    """Write the review of one exception.

    Raises:
        QueueError: the person may not review, or there is nothing to review.
    """
    with at_desk(context) as here:
        review_emergency(here.desk, here.actor, ref, text)
        posting = show_posting(here.desk, ref)
        report(here, ref, _("{ref} is reviewed.").format(ref=posting.line.ref))
