"""What needs a person: why, since when, who acts next, and the acts that are safe."""

from typing import Final

from starlette.responses import Response

from cydbost_bot.office.dead_letters import views
from cydbost_bot.office.dead_letters.settling import settle
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _, ngettext
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import QueueError
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.dead_letters import DeadLetter, Way, dead_letters, show_dead_letter

room = Room(
    "dead_letters",
    title=N_("Dead letters"),
    home="/dead-letters",
    right=Right.READ,
    order=60,
    daily_for=[Role.APPROVER, Role.ON_CALL],
)

AT_A_TIME: Final = 50
#: What is said of a field that was left empty.
EMPTY: Final = {
    "account": N_("Choose the account that you looked at."),
    "address": N_("Paste the address at which it stands."),
    "reason": N_("Write a reason."),
}
EXAMPLE: Final = {"ref": "P8"}


@room.waiting
def tell(visit: Visit) -> str:
    """Say how much needs one of the visitor's roles."""
    number = sum(letter.role in visit.actor.roles for letter in dead_letters(visit.desk))
    said = ngettext("%(num)s thing needs you.", "%(num)s things need you.", number)
    return said % {"num": number} if number else ""


@room.page("/dead-letters", right=Right.READ)
def all_of_them(visit: Visit) -> Response:
    """List them, the longest waiting first; with ``mine`` only those whose next act is the visitor's role's."""
    found, only_mine = dead_letters(visit.desk), "mine" in visit.query
    if only_mine:
        found = [one for one in found if one.role in visit.actor.roles]
    skip = int(visit.query.get("from", "0")) if visit.query.get("from", "0").isdecimal() else 0
    return visit.show(
        "dead_letters/list.html",
        letters=found[skip : skip + AT_A_TIME],
        number=len(found),
        skip=skip,
        after=skip + AT_A_TIME if len(found) > skip + AT_A_TIME else None,
        only_mine=only_mine,
        views=views,
    )


@room.page("/dead-letters/{ref}", right=Right.READ, example=EXAMPLE)
def one(visit: Visit, ref: str) -> Response:
    """Show one of them, with what may be done."""
    return _shown(visit, show_dead_letter(visit.desk, ref))


@room.act("/dead-letters/{ref}/settle", right=Right.RESOLVE, example=EXAMPLE)
def settle_posting(visit: Visit, ref: str) -> Response:
    """Do what was chosen with a posting or a stranger."""
    return _settle(visit, ref, Right.RESOLVE)


@room.act("/dead-letters/{ref}/answer", right=Right.ANSWER, example={"ref": "C1"})
def settle_answer(visit: Visit, ref: str) -> Response:
    """Do what was chosen with an answer."""
    return _settle(visit, ref, Right.ANSWER)


@room.act("/dead-letters/{ref}/withdraw", right=Right.WITHDRAW, example=EXAMPLE)
def take_down(visit: Visit, ref: str) -> Response:
    """Withdraw both versions."""
    return _settle(visit, ref, Right.WITHDRAW)


@room.act("/dead-letters/{ref}/write", right=Right.WRITE, example=EXAMPLE)
def drop(visit: Visit, ref: str) -> Response:
    """Drop a change."""
    return _settle(visit, ref, Right.WRITE)


def _settle(visit: Visit, ref: str, right: Right) -> Response:
    letter, asked = show_dead_letter(visit.desk, ref), visit.form.text("way")
    errors = FieldErrors()
    choice = next((one for one in views.choices(letter) if one.way.value == asked), None)
    if choice is None or views.right_of(letter, choice.way) is not right:
        errors.add("choices", _("That cannot be done with it as it stands now. Choose from what is offered."))
        return _shown(visit, letter, errors=errors)
    for field in choice.asks:
        if not visit.form.text(field):
            errors.add(f"{choice.way.value}-{field}", _(EMPTY[field]))
    if errors:
        return _shown(visit, letter, errors=errors)
    try:
        settle(visit, letter, choice.way)
    except (QueueError, ConnectorError) as error:
        return _shown(visit, letter, problem=error)
    said = _("%(ref)s: done. What follows is shown here if it needs a person again.") % {"ref": letter.ref}
    return visit.go("/dead-letters", said=said)


def _shown(
    visit: Visit, letter: DeadLetter, *, errors: FieldErrors | None = None, problem: Exception | None = None
) -> Response:
    kinds = {Right.ANSWER: "answer", Right.WITHDRAW: "withdraw", Right.WRITE: "write", Right.RESOLVE: "settle"}
    choices = [
        (choice, kinds[views.right_of(letter, choice.way)])
        for choice in views.choices(letter)
        if visit.may(views.right_of(letter, choice.way))
    ]
    return visit.show(
        "dead_letters/one.html",
        letter=letter,
        choices=choices,
        typed={name: visit.form.text(name) for name in ("way", "account", "address", "reason")},
        needs_time=Way.RESCHEDULE in letter.ways and visit.may(Right.SCHEDULE),
        needs_hand=Way.HAND in letter.ways and visit.may(Right.POST_BY_HAND),
        views=views,
        errors=errors,
        problem=problem,
    )
