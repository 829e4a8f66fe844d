"""The plan's feed, and the addresses at which people's own calendar programs read it."""

from starlette.responses import PlainTextResponse, Response

from cydbost_bot.i18n import LANGUAGES, use
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.planner.feed import Feed
from cydbost_bot.office.planner.holders import actor_named
from cydbost_bot.office.planner.room_of_plan import room
from cydbost_bot.office.room import ANYONE
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import gettext as _
from cydbost_language import Language
from cydbost_queue.actions.feed_keys import make_feed_key, revoke_feed_key
from cydbost_queue.policy import Right
from cydbost_queue.queries.feed_keys import feed_keys_of, holder_of_feed_key

LONGEST_KEY = 200


@room.page("/calendar.ics", right=ANYONE)
def feed(visit: Visit) -> Response:
    """Hand out the plan to whoever holds a key that was not taken back, of a person who may still read."""
    key = visit.query.get("key", "")
    holder = holder_of_feed_key(visit.desk, key) if 0 < len(key) <= LONGEST_KEY else None
    actor = actor_named(visit.office, holder.person) if holder is not None else None
    if holder is None or actor is None or not actor.may(Right.READ):
        return PlainTextResponse(_("This address opens nothing, or was taken back."), 404)
    use(holder.language.value)
    content = Feed(visit.office).made(holder.language.value)
    return Response(
        content,
        media_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "Content-Language": holder.language.value},
    )


@room.page("/calendar/subscribe", right=Right.READ)
def addresses(visit: Visit) -> Response:
    """Show a person's own addresses, without their keys, and the form for another."""
    return _page(visit)


@room.act("/calendar/subscribe", right=Right.READ)
def make_address(visit: Visit) -> Response:
    """Make an address and show it, this once."""
    language = visit.form.text("language")
    if language not in LANGUAGES:
        errors = FieldErrors()
        errors.add("language", _("Choose the language of the feed."))
        return _page(visit, errors=errors)
    key = make_feed_key(visit.desk, visit.actor, Language(language))
    return _page(visit, made=f"{visit.office.base_url}/calendar.ics?key={key}")


@room.act("/calendar/subscribe/{number}/revoke", right=Right.READ, example={"number": "1"})
def revoke(visit: Visit, number: int) -> Response:
    """Take an address back."""
    revoke_feed_key(visit.desk, visit.actor, number)
    return visit.go("/calendar/subscribe", said=_("The address was taken back. Nothing is read there any more."))


def _page(visit: Visit, *, made: str = "", errors: FieldErrors | None = None) -> Response:
    return visit.show(
        "planner/subscribe.html", errors=errors, made=made, keys=feed_keys_of(visit.desk, visit.actor.name)
    )
