"""The pages that belong to no room."""

from starlette.responses import RedirectResponse, Response

from cydbost_bot.i18n import LANGUAGES
from cydbost_bot.office import cookies
from cydbost_bot.office.room import ANYONE, SIGNED_IN, Room
from cydbost_bot.office.visit import Visit, own_path

room = Room("hall")


@room.page("/", right=SIGNED_IN)
def first_page(visit: Visit) -> Response:
    """Show what waits for the visitor, and where one can go from here."""
    places = [(place, place.tell_waiting(visit) if place.tell_waiting else "") for place in visit.navigation]
    return visit.show("hall/first.html", places=places)


@room.page("/accessibility", right=ANYONE)
def accessibility(visit: Visit) -> Response:
    """Show the accessibility statement.

    Asked for by the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
    """
    return visit.show("hall/accessibility.html")


@room.act("/language", right=ANYONE)
def choose_language(visit: Visit) -> Response:
    """Speak the language chosen from now on, on the page where it was chosen."""
    answer = RedirectResponse(visit.url(own_path(visit.form.text("next", "/"))), 303)
    language = visit.form.text("language")
    if language in LANGUAGES:
        cookies.keep_language(visit.office, answer, language)
    return answer
