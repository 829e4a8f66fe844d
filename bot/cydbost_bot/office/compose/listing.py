"""The list of posts: filtered, searched, a page at a time; and what one has begun and not handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from cydbost_bot.office.compose.typed import is_new_place
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_language import Language
from cydbost_queue.policy import Right
from cydbost_queue.queries.drafts import DraftView, drafts_of
from cydbost_queue.queries.posting_list import Lack, Wanted, find_postings
from cydbost_queue.states import PostingState

LACKS: Final = {
    Lack.WELSH: N_("the Welsh"),
    Lack.ENGLISH: N_("the English"),
    Lack.APPROVAL: N_("an approval"),
    Lack.SLOT: N_("a time"),
}
#: What a state is shown as: the colour of its tag beside its name.
COLOURS: Final = {
    PostingState.DRAFT: "grey",
    PostingState.READY: "teal",
    PostingState.SCHEDULED: "blue",
    PostingState.RELEASING: "blue",
    PostingState.PUBLISHED: "green",
    PostingState.CORRECTING: "yellow",
    PostingState.CHANGING: "yellow",
    PostingState.HELD: "red",
    PostingState.ENGLISH_OUT: "red",
    PostingState.WITHDRAWN: "grey",
}
_LONGEST: Final = 100
_BEGINNING: Final = 70


@dataclass(frozen=True, slots=True)
class Begun:
    """Something that was begun and not handed in: where to go on with it, and its first words."""

    path: str
    name: str
    saved_at: datetime


def show_list(visit: Visit) -> Response:
    """Show a page of postings."""
    query = visit.query
    wanted = _wanted(query, {channel.name for channel in visit.settings.channels})
    before = query.get("before", "")
    is_number = before.isascii() and before.isdigit() and len(before) < 16
    page = find_postings(visit.desk, wanted, before=int(before) if is_number else None)
    mine = drafts_of(visit.desk, visit.actor.name) if visit.may(Right.WRITE) else []
    return visit.show(
        "compose/list.html",
        wanted=wanted,
        page=page,
        older=_address(wanted, page.older) if page.older else None,
        newest=_address(wanted, None) if is_number else None,
        begun=[_begun(draft) for draft in mine],
        states=list(PostingState),
        lacks=LACKS,
        colours=COLOURS,
        channels=[channel.name for channel in visit.settings.channels],
    )


def _wanted(query: Mapping[str, str], channels: set[str]) -> Wanted:
    state, lack, channel = query.get("state", ""), query.get("lacks", ""), query.get("channel", "")
    return Wanted(
        states=frozenset({PostingState(state)}) if state in set(PostingState) else frozenset(),
        channel=channel if channel in channels else "",
        lacks=Lack(lack) if lack in set(Lack) else None,
        search=query.get("search", "").strip()[:_LONGEST],
    )


def _address(wanted: Wanted, before: int | None) -> str:
    asked = {
        "search": wanted.search,
        "state": next(iter(wanted.states), ""),
        "channel": wanted.channel,
        "lacks": wanted.lacks or "",
        "before": str(before or ""),
    }
    said = urlencode({name: value for name, value in asked.items() if value})
    return f"/postings?{said}" if said else "/postings"


def _begun(draft: DraftView) -> Begun:
    is_new = is_new_place(draft.place)
    path = f"/postings/new?draft={draft.place}" if is_new else f"/postings/{draft.place}/edit"
    words = draft.first("label") or next((draft.first(one.value) for one in Language if draft.first(one.value)), "")
    words = " ".join(words.split())[:_BEGINNING] or _("without words yet")
    return Begun(path, words if is_new else f"{draft.place}: {words}", draft.saved_at)
