"""What a list of comments is asked for, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self
from urllib.parse import urlencode

from cydbost_bot.office.words import N_
from cydbost_queue.queries.inbox_order import Wanted
from cydbost_queue.rules import Rules
from cydbost_queue.tables import WAITING, CommentState

#: The states one can ask for, by how they stand in the address.
STATES: Final[Mapping[str, tuple[CommentState, ...]]] = {
    "waiting": WAITING,
    **{state.value: (state,) for state in CommentState},
    "all": tuple(CommentState),
}
ORDERS: Final = {"urgent": N_("The most urgent first"), "newest": N_("The newest first")}
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody chose; what they did not choose is empty."""

    state: str = "waiting"
    language: str = ""
    channel: str = ""
    who: str = ""  #: ``me``, ``nobody`` or a name
    tag: str = ""
    overdue: bool = False
    marked: bool = False
    order: str = "urgent"
    after: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Self:
        """Read an address; what cannot be chosen counts as not chosen."""
        state = query.get("state", "")
        order = query.get("order", "")
        language = query.get("language", "")
        return cls(
            state=state if state in STATES else "waiting",
            language=language if language in {"cy", "en", "both"} else "",
            channel=query.get("channel", "")[:64],
            who=query.get("who", "")[:64],
            tag=query.get("tag", "")[:32],
            overdue=query.get("overdue") == "yes",
            marked=query.get("marked") == "yes",
            order=order if order in ORDERS else "urgent",
            after=query.get("after", "")[:40],
        )

    @property
    def is_plain(self) -> bool:
        """Whether nothing was chosen."""
        return self == type(self)()

    @property
    def is_narrowed(self) -> bool:
        """Whether something was chosen besides the state and the order."""
        return replace(self, after="", state="waiting", order="urgent") != type(self)()

    def wanted(self, person: str, rules: Rules, now: datetime) -> Wanted:
        """Return the same as the queue is asked it."""
        return Wanted(
            states=WAITING if self.overdue else STATES[self.state],
            reply_in=self.language or None,
            channel=self.channel or None,
            assigned_to=None if self.who in ("", NOBODY) else person if self.who == ME else self.who,
            nobodys=self.who == NOBODY,
            tag=self.tag or None,
            marked=self.marked,
            written_until=now - rules.answer_within if self.overdue else None,
            newest_first=self.order == "newest",
        )

    def address(self, **changed: object) -> str:
        """Return the list's address with some of it chosen otherwise."""
        asked = replace(self, **{"after": "", **changed})  # type: ignore[arg-type]  # names of this class's own fields
        plain = type(self)()
        fields = {
            name: "yes" if getattr(asked, name) is True else getattr(asked, name)
            for name in self.__slots__
            if getattr(asked, name) != getattr(plain, name)
        }
        return f"/inbox?{urlencode(fields)}" if fields else "/inbox"
