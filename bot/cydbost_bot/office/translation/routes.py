"""The addresses of the translators' room, each with the right that opens it."""

from typing import Final

from cydbost_bot.office.room import ANYONE, Handler, Key, Room
from cydbost_bot.office.translation import asking, bringing, inviting, outside, owing, sending, working
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, ngettext
from cydbost_queue.policy import Right
from cydbost_queue.queries.translations import asked_for

room = Room("translation", title=N_("Translation"), home="/translation", right=Right.WRITE, order=32)

_R = Right
#: In the order in which they are tried: an address in full before one with a gap.
_PAGES: Final[tuple[tuple[str, Key, Handler], ...]] = (
    ("/translation", _R.READ, owing.show_desk),
    ("/translation/left", _R.READ, owing.show_left),
    ("/translation/send-out", _R.WRITE, sending.choose),
    ("/translation/file", _R.WRITE, sending.send),
    ("/translation/bring-back", _R.WRITE, bringing.ask_file),
    ("/translation/{ref}", _R.READ, working.show),
    ("/translation/{ref}/memory", _R.READ, working.show_memory),
    ("/translation/{ref}/ask", _R.WRITE, asking.ask_form),
    ("/translation/{ref}/link", _R.INVITE_TRANSLATOR, inviting.link_form),
    ("/outside/{token}", ANYONE, outside.show),
)
_ACTS: Final[tuple[tuple[str, Key, Handler], ...]] = (
    ("/translation/bring-back", _R.WRITE, bringing.look),
    ("/translation/bring-back/write", _R.WRITE, bringing.write),
    ("/translation/{ref}", _R.WRITE, working.save),
    ("/translation/{ref}/judge", _R.WRITE, working.judge_typed),
    ("/translation/{ref}/take", _R.TRANSLATE, asking.take),
    ("/translation/{ref}/give-back", _R.TRANSLATE, asking.give_up),
    ("/translation/{ref}/ask", _R.WRITE, asking.ask),
    ("/translation/{ref}/drop", _R.WRITE, asking.drop),
    ("/translation/{ref}/link", _R.INVITE_TRANSLATOR, inviting.make_link),
    ("/translation/{ref}/link/revoke", _R.INVITE_TRANSLATOR, inviting.revoke),
    ("/outside/{token}/judge", ANYONE, outside.judge_typed),
    ("/outside/{token}/draft", ANYONE, outside.keep),
    ("/outside/{token}/send", ANYONE, outside.send),
)
_EXAMPLE: Final = {"ref": "P3", "token": "no-such-token"}

for _path, _right, _handler in _PAGES:
    room.page(_path, right=_right, example=_EXAMPLE)(_handler)
for _path, _right, _handler in _ACTS:
    room.act(_path, right=_right, example=_EXAMPLE)(_handler)


@room.waiting
def _waiting(visit: Visit) -> str:
    """Say how much is asked for and not given yet."""
    asked = asked_for(visit.desk)
    if not asked.texts:
        return ""
    return ngettext("%(n)s text is asked for", "%(n)s texts are asked for", asked.texts) % {"n": asked.texts}
