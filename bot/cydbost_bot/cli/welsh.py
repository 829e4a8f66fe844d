"""``cydbost welsh``: the Welsh that is owed after an emergency in English, and giving it."""

from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.deadline_view import owed_data, spell_deadline
from cydbost_bot.cli.grammar import App, Group
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.post_content import Given, changed_content
from cydbost_bot.cli.post_options import Ref
from cydbost_bot.cli.post_report import report
from cydbost_bot.cli.text_input import edit_text, has_terminal, words_given
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording
from cydbost_language import Language
from cydbost_queue.actions.writing import edit_version
from cydbost_queue.queries.postings import owed_welsh, show_posting

NO_WORDS = Wording("no_welsh", N_("Give the Welsh: --text, or a file with --file; - is standard input."))


class WelshGroup(Group):
    """``cydbost welsh P12 ...`` is ``cydbost welsh give P12 ...``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps the type to itself
        """Put ``give`` before a posting that stands where a command would."""
        first = next(iter(args), "")
        is_ref = bool(first) and first.lstrip("Pp").isdecimal()
        parsed: list[str] = super().parse_args(ctx, ["give", *args] if is_ref else args)
        return parsed


app = App(cls=WelshGroup, help=N_("Give the Welsh that is owed after an emergency in English."))


@app.command("list", help=N_("List the Welsh that is owed: by when, and how long is left."))
def list_owed(context: typer.Context) -> None:
    """List what is owed, the first due (so the latest) first; nothing owed is status 0."""
    with at_desk(context) as here:
        now = here.desk.clock.now()
        owed = owed_welsh(here.desk)
        for posting in owed:
            if here.as_json:
                print_json(owed_data(posting, now))
            elif posting.exception:
                state = _("the Welsh is written and waits for approval") if Language.CY in posting.versions else ""
                parts = [posting.line.ref, posting.line.label, spell_deadline(posting.exception, now), state]
                say(" · ".join(part for part in parts if part))
        if not owed and not here.as_json:
            say(_("No Welsh is owed."))


@app.command(
    "give", help=N_("Give a post its Welsh; it is judged at once, and goes out when someone else approves it.")
)
def give(
    context: typer.Context,
    ref: Ref,
    *,
    text: Annotated[str | None, typer.Option("--text", metavar=N_("TEXT"), help=N_("The Welsh text."))] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar=N_("FILE"), help=N_("A file with the Welsh; - is standard input."))
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar=N_("LINK"), help=N_("The Welsh page it links to."))
    ] = None,
    alt: Annotated[
        list[str] | None,
        typer.Option("--alt", metavar=N_("TEXT"), help=N_("The picture described in Welsh; once for each picture.")),
    ] = None,
) -> None:
    """Write the Welsh version, and say what is found in it.

    Raises:
        Misuse: no text, or one that cannot be used.
        QueueError: the queue does not take it.
    """
    words = words_given("--text", text, file, file_option="--file")
    with at_desk(context) as here:
        posting = show_posting(here.desk, ref)
        current = posting.versions.get(Language.CY)
        if words is None:
            words = _from_editor(posting.line.ref, current.text if current else "")
        content = changed_content(
            here.settings,
            Given(Language.CY, words, link, tuple(alt or ())),
            [],
            current=current,
            other=posting.versions.get(Language.EN),
        )
        revision = current.revision if current else 0
        edit_version(here.desk, here.actor, ref, Language.CY, content, seen_revision=revision)
        report(here, ref, _("{ref} has its Welsh.").format(ref=posting.line.ref), texts=True)


def _from_editor(ref: str, before: str) -> str:
    if not has_terminal():
        raise Misuse(NO_WORDS())
    return edit_text(before, name=f"{ref}-cy")
