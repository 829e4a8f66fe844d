"""``cydbost notices``: what people of each role were told."""

from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.i18n import N_, _
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import name_of, notice_sentence, spell_moment
from cydbost_bot.sentences_words import ROLES
from cydbost_queue.policy import Role
from cydbost_queue.queries.record import notices
from cydbost_queue.views import NoticeView

NO_SUCH_ROLE = Wording("no_such_role", N_("There is no role “{role}”.{perhaps} The roles are: {known}."))
LAST = Wording("last_out_of_range", N_("--last is a number from 1 to 100000."))

app = App()


@app.command(help=N_("Show what people were told, the newest last."))
def run(
    context: typer.Context,
    *,
    role: Annotated[
        list[str] | None, typer.Option("--role", metavar=N_("ROLE"), help=N_("Only for this role; may be repeated."))
    ] = None,
    last: Annotated[int, typer.Option("--last", metavar=N_("NUMBER"), help=N_("At most so many."))] = 100,
) -> None:
    """Show notices.

    Raises:
        Misuse: there is no such role, or ``--last`` is out of range.
    """
    if not 1 <= last <= 100_000:
        raise Misuse(LAST())
    roles = [_role(word) for word in role or ()]
    with at_desk(context) as here:
        told = notices(here.desk, roles=roles, limit=last)
        for notice in reversed(told):
            if here.as_json:
                print_json(_data(notice))
            else:
                say(f"{spell_moment(notice.at)}, {name_of(ROLES, notice.role)}: {notice_sentence(notice)}")
        if not told and not here.as_json:
            say(_("There are no notices."))


def _role(word: str) -> str:
    known = [role.value for role in Role if role is not Role.SYSTEM]
    if word not in known:
        raise Misuse(NO_SUCH_ROLE(role=word, perhaps=perhaps(word, known), known=", ".join(known)))
    return word


def _data(notice: NoticeView) -> dict[str, object]:
    return {
        "at": notice.at.isoformat(),
        "role": notice.role,
        "code": notice.code,
        "subject": notice.subject,
        "facts": dict(notice.facts),
        "message": notice_sentence(notice),
    }
