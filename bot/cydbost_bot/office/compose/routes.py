"""The addresses of the compose room, each with the right that opens it."""

from typing import Final

from cydbost_bot.office.compose import acting, histories, keeping, listing, showing, writing
from cydbost_bot.office.room import Handler, Room
from cydbost_bot.office.words import N_
from cydbost_queue.policy import Right

room = Room("compose", title=N_("Posts"), home="/postings", right=Right.READ, order=20)

_R = Right
#: In the order in which they are tried: an address in full before one with a gap.
_PAGES: Final[tuple[tuple[str, Right, Handler], ...]] = (
    ("/postings", _R.READ, listing.show_list),
    ("/postings/new", _R.WRITE, writing.begin),
    ("/postings/{ref}", _R.READ, showing.show),
    ("/postings/{ref}/edit", _R.WRITE, writing.edit),
    ("/postings/{ref}/history", _R.READ, histories.show_history),
    ("/postings/{ref}/accept/{finding}", _R.ACCEPT_FINDING, acting.ask_acceptance),
    ("/postings/{ref}/schedule", _R.SCHEDULE, acting.ask_time),
    ("/postings/{ref}/expire", _R.SCHEDULE, acting.ask_end),
    ("/postings/{ref}/withdraw", _R.WITHDRAW, acting.ask_withdrawal),
    ("/postings/{ref}/divide", _R.WRITE, acting.ask_division),
)
_ACTS: Final[tuple[tuple[str, Right, Handler], ...]] = (
    ("/postings/new", _R.WRITE, writing.add),
    ("/postings/judge", _R.WRITE, keeping.judge_typed),
    ("/postings/draft", _R.WRITE, keeping.keep),
    ("/postings/draft/forget", _R.WRITE, keeping.forget),
    ("/postings/{ref}/edit", _R.WRITE, writing.rewrite),
    ("/postings/{ref}/merge", _R.WRITE, keeping.merge),
    ("/postings/{ref}/approve", _R.APPROVE, acting.approve),
    ("/postings/{ref}/accept/{finding}", _R.ACCEPT_FINDING, acting.accept),
    ("/postings/{ref}/schedule", _R.SCHEDULE, acting.schedule),
    ("/postings/{ref}/unschedule", _R.SCHEDULE, acting.unschedule),
    ("/postings/{ref}/expire", _R.SCHEDULE, acting.expire),
    ("/postings/{ref}/withdraw", _R.WITHDRAW, acting.withdraw),
    ("/postings/{ref}/drop", _R.WRITE, acting.drop_change),
    ("/postings/{ref}/divide", _R.WRITE, acting.divide),
)
_EXAMPLE: Final = {"ref": "P1", "finding": "0123456789"}

for _path, _right, _handler in _PAGES:
    room.page(_path, right=_right, example=_EXAMPLE)(_handler)
for _path, _right, _handler in _ACTS:
    room.act(_path, right=_right, example=_EXAMPLE)(_handler)
