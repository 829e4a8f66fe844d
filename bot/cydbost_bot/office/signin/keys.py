"""Keys with which a program acts for somebody."""

from datetime import timedelta
from typing import Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import SIGNED_IN
from cydbost_bot.office.signin.door import room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_bot.sentences import error_sentence
from cydbost_bot.sentences_words import RIGHTS, name_of
from cydbost_queue.actions.api_keys import NEVER, make_key, revoke_key
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right

#: How many days a key may last, as the page offers it.
_DAYS: Final = (30, 90, 365)


@room.page("/me/keys/new", right=SIGNED_IN)
def new_key_page(visit: Visit) -> Response:
    """Ask what the key is for."""
    return _ask(visit)


@room.act("/me/keys/new", right=SIGNED_IN, step_up=True)
def new_key(visit: Visit) -> Response:
    """Make the key and show it, once."""
    days = visit.form.text("days")
    scopes = frozenset(right for right in Right if right.value in _asked(visit))
    until = visit.now + timedelta(days=int(days) if days in {str(one) for one in _DAYS} else 0)
    try:
        ref, key = make_key(visit.desk, visit.actor, visit.form.text("label"), scopes, until)
    except QueueError as refused:
        errors = FieldErrors()
        fields = {"scopes_missing": "scopes", "key_expiry": "days"}
        errors.add(fields.get(refused.code, "label"), error_sentence(refused))
        return _ask(visit, errors)
    return visit.show("signin/key.html", ref=ref, key=key, until=until)


@room.act("/me/keys/{number}/revoke", right=SIGNED_IN, example={"number": "1"})
def revoke(visit: Visit, number: int) -> Response:
    """Take one of one's own keys back."""
    revoke_key(visit.desk, visit.actor, number)
    return visit.go("/me", said=_("The key was taken back. Nothing comes in with it any more."))


def _asked(visit: Visit) -> set[str]:
    """Return the rights that were ticked: each is a field of its own, so that a step-up carries all of them over."""
    return {name.removeprefix("scope-") for name, _value in visit.form.items() if name.startswith("scope-")}


def _ask(visit: Visit, errors: FieldErrors | None = None) -> Response:
    rights = [right for right in Right if visit.actor.may(right) and right not in NEVER]
    return visit.show(
        "signin/new_key.html",
        errors=errors,
        label=visit.form.text("label"),
        rights=[(right.value, name_of(RIGHTS, right.value)) for right in rights],
        asked=_asked(visit),
        days=[str(one) for one in _DAYS],
        chosen=visit.form.text("days") or str(_DAYS[1]),
    )
