"""``cydbost person``: who may use the office, and the link with which somebody first comes in."""

from typing import Annotated

import typer

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.directory import Directory, is_dormant
from cydbost_bot.i18n import N_, _
from cydbost_bot.sentences import spell_moment
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import names_of
from cydbost_queue.actions.passwords import INVITED_FOR, invite

#: Where an invitation is taken, below the office's address.
INVITATION = "/invitation/"

app = App()


@app.command("invite", help=N_("Print a link with which somebody chooses a password, once."))
def invite_person(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Who is invited."))]
) -> None:
    """Invite somebody of the configuration, or somebody who was added in the office.

    Raises:
        Misuse: nobody is called so.
        Denied: whoever acts does not look after people.
    """
    with at_desk(context) as here:
        person = Directory(here.settings, here.desk).require(name)
        token = invite(here.desk, here.actor, person.name)
        until = here.desk.clock.now() + INVITED_FOR
        link = f"{here.settings.office.base_url.rstrip('/')}{INVITATION}{token}"
        if here.as_json:
            print_json({"person": person.name, "link": link, "expires": until.isoformat()})
            return
        say(link)
        say(
            _("It can be used once, until {when}. Give it to {name} alone.").format(when=spell_moment(until), name=name)
        )


@app.command("list", help=N_("List who may use Cydbost, with their roles."))
def list_people(context: typer.Context) -> None:
    """List everybody, by name."""
    with at_desk(context) as here:
        since = here.desk.clock.now() - here.settings.office.dormant_after
        for known in Directory(here.settings, here.desk).everybody():
            roles = sorted(role.value for role in known.actor.roles)
            marks = {"disabled": known.is_disabled, "dormant": is_dormant(known, since)}
            if here.as_json:
                print_json({"name": known.name, "roles": roles, "configured": known.is_configured, **marks})
                continue
            note = _(" (shut out)") if known.is_disabled else _(" (dormant)") if marks["dormant"] else ""
            say(f"{known.name}: {names_of(ROLES, roles)}{note}")
