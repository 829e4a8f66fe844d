"""Dead letters in words: why each waits, who acts next, and what was met on each account."""

from dataclasses import dataclass
from typing import Final

from cydbost_bot.office.words import N_, gettext
from cydbost_bot.sentences import delivery_state, name_of, platform_words
from cydbost_bot.sentences_people import ROLES
from cydbost_bot.sentences_words import DEAD_LETTERS, ERRORS, HELD_REASONS, NOTICE_ERRORS, VERSIONS
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.dead_letters import DeadLetter, Trouble, Way

#: What a way asks for, besides the press of a button.
ASKS: Final = {
    Way.FOUND: ("account", "address"),
    Way.ABSENT: ("account",),
    Way.WITHDRAW: ("reason",),
    Way.GIVE_UP: ("reason",),
    Way.SETTLE: ("reason",),
}
#: What each is called on its button.
BUTTONS: Final = {
    Way.RETRY: N_("Try again"),
    Way.FOUND: N_("It is there"),
    Way.ABSENT: N_("It is not there: send it again"),
    Way.LOOK: N_("Look again now"),
    Way.WITHDRAW: N_("Withdraw both versions"),
    Way.DROP: N_("Drop the change"),
    Way.GIVE_UP: N_("Give this answer up"),
    Way.SETTLE: N_("Mark as looked at"),
}
#: What each does, before it is done.
EXPLAINED: Final = {
    Way.RETRY: N_("Once you have mended the cause: only what was not sent goes again. What is live is not touched."),
    Way.FOUND: N_("You have looked, and it is out. Its address is checked on the platform, and it is not sent again."),
    Way.ABSENT: N_("You have looked, and it is not out. It is sent again."),
    Way.LOOK: N_("Cydbost asks the platform once more, and acts by what it finds."),
    Way.WITHDRAW: N_("Both languages come down, everywhere, so that neither stands alone."),
    Way.DROP: N_("The change is given up. The public goes on seeing the words of before, in both languages."),
    Way.GIVE_UP: N_("The answer as it was written is given up, and its comment waits for another."),
    Way.SETTLE: N_("Write what it is, and why it may stand. The record keeps it."),
}
#: The right that each asks for, where it is about a posting; about an answer it is that of answering.
RIGHTS: Final = {Way.WITHDRAW: Right.WITHDRAW, Way.DROP: Right.WRITE}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be done, ready to be shown."""

    way: Way
    button: str
    explained: str
    asks: tuple[str, ...]
    accounts: tuple[str, ...]
    is_dangerous: bool


def why(code: str) -> str:
    """Return why something waits, in a few words."""
    for table in (HELD_REASONS, DEAD_LETTERS, ERRORS, NOTICE_ERRORS):
        if code in table:
            return name_of(table, code)
    return code


def owner(role: Role) -> str:
    """Return who acts next."""
    return name_of(ROLES, role.value)


def trouble_words(trouble: Trouble) -> str:
    """Return what was met on one account."""
    parts = [delivery_state(trouble.state.value), name_of(ERRORS, trouble.error), platform_words(trouble.detail)]
    return " · ".join(part for part in parts if part)


def version_of(trouble: Trouble) -> str:
    """Return which version it is about."""
    return name_of(VERSIONS, trouble.carries.value)


def is_answer(ref: str) -> bool:
    """Tell whether a reference names a comment, whose answer it is about."""
    return ref.strip()[:1].upper() == "C"


def right_of(letter: DeadLetter, way: Way) -> Right:
    """Return the right that one act on one letter asks for."""
    return Right.ANSWER if is_answer(letter.ref) else RIGHTS.get(way, Right.RESOLVE)


def choices(letter: DeadLetter) -> list[Choice]:
    """Return what may be done with a letter by a form; a new time and a person's hand have pages of their own."""
    unclear = tuple(one.account for one in letter.troubles if one.state.value == "unknown")
    return [
        Choice(
            way,
            gettext(BUTTONS[way]),
            gettext(EXPLAINED[way]),
            ASKS.get(way, ()),
            unclear,
            way is Way.WITHDRAW,
        )
        for way in letter.ways
        if way in BUTTONS
    ]
