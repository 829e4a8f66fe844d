"""The addresses of pictures, link cards and the translation memory."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.media import link_card, remembered, serving
from cydbost_bot.office.media.taking_in import from_form
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right

room = Room("media", title=N_("Said before"), home="/memory", right=Right.READ, order=62)

_EXAMPLE: Final = {"sha256": "0" * 64}

room.page("/memory", right=Right.READ)(remembered.show_memory)
room.act("/memory/beside", right=Right.WRITE)(remembered.show_beside)
room.act("/memory/again/{ref}", right=Right.WRITE, example={"ref": "P1"})(remembered.begin_again)
room.page("/media/{sha256}", right=Right.READ, example=_EXAMPLE)(serving.show_picture)
room.page("/media/{sha256}/small", right=Right.READ, example=_EXAMPLE)(serving.show_small)
room.page("/link-card", right=Right.WRITE)(link_card.show_cards)


@room.act("/media/fields", right=Right.WRITE)
def show_fields(visit: Visit) -> Response:
    """Take in the pictures of a form, and answer with that part of it: for the script of the page."""
    errors = FieldErrors()
    pictures = from_form(visit, errors)
    return visit.swap("media/_fields.html", pictures=pictures, picture_errors=errors)
