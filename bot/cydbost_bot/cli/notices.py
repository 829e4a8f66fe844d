"""``cydbost notices``: what people were told, to whom it went, and trying whether they can be reached."""

from typing import Annotated, Any

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App, Group
from cydbost_bot.cli.notice_view import notice_data, notice_lines
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _
from cydbost_bot.notify.reach import addresses, notice_language
from cydbost_bot.notify.sending import Sent, send
from cydbost_bot.notify.wording import trial_message
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import name_of
from cydbost_bot.sentences_words import NOTICE_ERRORS, audience_name
from cydbost_queue.actions.telling_again import retry_notice
from cydbost_queue.policy import Role
from cydbost_queue.queries.notices import OWED, notices
from cydbost_queue.tables import NoticeState

NO_SUCH_ROLE = Wording("no_such_role", N_("There is no role “{role}”.{perhaps} The roles are: {known}."))
LAST = Wording("last_out_of_range", N_("--last is a number from 1 to 100000."))
NOBODY = Wording("nobody_of_that_name", N_("There is nobody called “{name}” to reach.{perhaps}"))
NO_WAY = Wording("no_way_to_reach", N_("No way to reach {name} is set. Add “ways” under [people.{name}]."))


class NoticesGroup(Group):
    """``cydbost notices --role ...`` is ``cydbost notices list --role ...``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer keeps the type to itself
        """Put ``list`` before options that stand where a command would, and in the place of nothing."""
        first = next(iter(args), "")
        is_list = not first or (first.startswith("-") and first != "--help")
        parsed: list[str] = super().parse_args(ctx, ["list", *args] if is_list else args)
        return parsed


app = App(cls=NoticesGroup, help=N_("See what people were told. Without a command's name, this is “list”."))


@app.command("list", help=N_("Show what people were told, the newest last, and whom each notice reached."))
def list_notices(
    context: typer.Context,
    *,
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar=N_("ROLE"), help=N_("Only for this role; may be repeated."))
    ] = None,
    owed: Annotated[bool, typer.Option("--owed", help=N_("Only those that somebody still has to be sent."))] = False,
    failed: Annotated[bool, typer.Option("--failed", help=N_("Only those that could not be brought."))] = False,
    last: Annotated[int, typer.Option("--last", metavar=N_("NUMBER"), help=N_("At most so many."))] = 100,
) -> None:
    """Show notices.

    Raises:
        Misuse: there is no such role, or ``--last`` is out of range.
    """
    if not 1 <= last <= 100_000:
        raise Misuse(LAST())
    roles = [_role(word) for word in role or ()]
    states = {*(OWED if owed else ()), *({NoticeState.FAILED} if failed else ())}
    with at_desk(context) as here:
        told = notices(here.desk, roles=roles, states=states, limit=last)
        for notice in reversed(told):
            if here.as_json:
                print_json(notice_data(notice))
            else:
                for line in notice_lines(notice):
                    say(line)
        if not told and not here.as_json:
            say(_("There are no notices."))


@app.command("test", help=N_("Send a person a test by each way there is; the status is 1 when one does not take it."))
def try_person(
    context: typer.Context,
    person: Annotated[str, typer.Argument(metavar=N_("PERSON"), help=N_("Whom to reach; desk:ROLE for a shared one."))],
) -> None:
    """Send a test by every way of one person, and say what became of each. The record does not keep it.

    Raises:
        Misuse: nobody of that name, or no way to reach them.
        typer.Exit: status 1 when a way did not take it.
    """
    with at_desk(context) as here:
        contacts = here.desk.rules.reach.contacts
        if person not in contacts:
            raise Misuse(NOBODY(name=person, perhaps=perhaps(person, list(contacts))))
        if not contacts[person].ways:
            raise Misuse(NO_WAY(name=person))
        places, language = addresses(here.settings), notice_language(here.settings, person)
        is_well = True
        for way in contacts[person].ways:
            message = trial_message(audience_name(person), way.name, language)
            outcome = send(places[person, way.name], message)
            is_well = is_well and outcome is Sent.TAKEN
            if here.as_json:
                print_json({"person": person, "way": way.name, "outcome": outcome.value})
            else:
                say(f"{way.name}: {_spell(outcome)}")
    if not is_well:
        raise typer.Exit(NO)


@app.command("retry", help=N_("Have a notice that failed brought to its person again, by every way there is."))
def retry(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar=N_("REF"), help=N_("The notice, as the list names it: N5."))],
) -> None:
    """Send a notice again.

    Raises:
        QueueError: there is no such notice, it did not fail, or this person may not.
    """
    with at_desk(context) as here:
        person = retry_notice(here.desk, here.actor, ref)
        say(_("{person} is told again at once.").format(person=audience_name(person)))


def _spell(outcome: Sent) -> str:
    return _("sent; see that it arrived") if outcome is Sent.TAKEN else name_of(NOTICE_ERRORS, outcome.value)


def _role(word: str) -> str:
    known = [role.value for role in Role if role is not Role.SYSTEM]
    if word not in known:
        raise Misuse(NO_SUCH_ROLE(role=word, perhaps=perhaps(word, known), known=", ".join(known)))
    return word
