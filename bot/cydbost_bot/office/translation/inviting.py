"""Links for people outside the council: making one, and taking it back."""

from datetime import timedelta
from typing import Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _, ngettext
from cydbost_language import Language
from cydbost_queue.actions.outside import NAME_LIMIT, invite_translator, revoke_link
from cydbost_queue.errors import QueueError
from cydbost_queue.queries.translation import show_translation

DAYS: Final = (1, 3, 7, 14, 30)
_USUAL: Final = 7


def link_form(visit: Visit, ref: str) -> Response:
    """Show the form by which a link is made."""
    return _form(visit, ref, name="", days=_USUAL)


def make_link(visit: Visit, ref: str) -> Response:
    """Make a link and show it: this once, for only its hash is kept."""
    name, written = visit.form.text("name"), visit.form.text("days")
    days = int(written) if written in map(str, DAYS) else 0
    errors = FieldErrors()
    if not name:
        errors.add("name", _("Enter the name of the translator or their company"))
    elif len(name) > NAME_LIMIT:
        errors.add("name", _("The name must be %(most)s characters or fewer") % {"most": NAME_LIMIT})
    if not days:
        errors.add("days", _("Choose how long the link opens"))
    if errors:
        return _form(visit, ref, name=name, days=days, errors=errors)
    try:
        made = invite_translator(visit.desk, visit.actor, ref, name=name, lasts=timedelta(days=days))
    except QueueError as problem:
        return _form(visit, ref, name=name, days=days, problem=problem)
    address = f"{visit.office.base_url}/outside/{made.token}"
    view = show_translation(visit.desk, ref)
    return visit.show("translation/link_made.html", view=view, address=address, name=name, expires=made.expires_at)


def revoke(visit: Visit, ref: str) -> Response:
    """Take a link back."""
    revoke_link(visit.desk, visit.actor, ref, Language.EN if visit.form.text("wanted") == "en" else Language.CY)
    return visit.go(f"/translation/{ref}", said=_("The link opens nothing any more. The work is free again."))


def _form(
    visit: Visit,
    ref: str,
    *,
    name: str,
    days: int,
    errors: FieldErrors | None = None,
    problem: QueueError | None = None,
) -> Response:
    choices = [
        {"value": str(one), "text": ngettext("%(n)s day", "%(n)s days", one) % {"n": one}, "checked": one == days}
        for one in DAYS
    ]
    view = show_translation(visit.desk, ref)
    return visit.show("translation/link.html", errors=errors, problem=problem, view=view, name=name, choices=choices)
