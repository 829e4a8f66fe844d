"""The list: what waits for an answer, the most urgent first, narrowed as one likes."""

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.responses import Response

from cydbost_bot.office.inbox.asked import NOBODY, ORDERS, STATES, Asked
from cydbost_bot.office.inbox.colleagues import colleagues
from cydbost_bot.office.inbox.covering import Covered, covered
from cydbost_bot.office.inbox.here import room
from cydbost_bot.office.inbox.wording import due_words, is_overdue, lang_of, language_words
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences_inbox import COMMENT_STATES, CONCERNS
from cydbost_bot.sentences_words import LANGUAGES, name_of
from cydbost_language import Language
from cydbost_queue.policy import Right
from cydbost_queue.queries.inbox import count_inbox, list_inbox, list_tags
from cydbost_queue.queries.inbox_order import Wanted
from cydbost_queue.tables import CommentState
from cydbost_queue.views_inbox import InboxLine

#: How many comments stand above the list, in each of the groups there.
ABOVE = 5
#: Characters of a comment that a list shows.
SHOWN = 300

_STATE_CHOICES = {"waiting": N_("Waits for somebody"), "all": N_("All")}


@dataclass(frozen=True, slots=True)
class Row:
    """One comment as the list shows it."""

    line: InboxLine
    said: Covered | None
    lang: str
    language: str
    due: str
    overdue: bool
    concern: str
    state: str


@room.page("/inbox", right=Right.READ)
def show_list(visit: Visit) -> Response:
    """Show a part of the inbox."""
    asked = Asked.of(visit.query)
    wanted = asked.wanted(visit.actor.name, visit.desk.rules, visit.now)
    page = list_inbox(visit.desk, wanted, after=asked.after or None)
    groups = _groups(visit) if asked.is_plain else []
    above = {row.line.ref for _title, rows in groups for row in rows}
    return visit.show(
        "inbox/list.html",
        asked=asked,
        rows=rows_of(visit, (line for line in page.lines if line.ref not in above)),
        groups=groups,
        next_page=asked.address(after=page.next_key) if page.next_key else None,
        counts=count_inbox(visit.desk, visit.actor.name),
        choices=_choices(visit, asked),
    )


def rows_of(visit: Visit, lines: Iterable[InboxLine]) -> list[Row]:
    """Return comments as a list shows them."""
    agreements = visit.desk.current_rules().agreements
    return [
        Row(
            line=line,
            said=covered(line.text, agreements, most=SHOWN),
            lang=lang_of(line.language),
            language=language_words(line),
            due=due_words(line, visit.now),
            overdue=is_overdue(line, visit.now),
            concern=name_of(CONCERNS, line.concern) if line.concern else "",
            state=name_of(COMMENT_STATES, line.state),
        )
        for line in lines
    ]


def _groups(visit: Visit) -> list[tuple[str, list[Row]]]:
    """Return what stands above the list: what is marked, and for who has Welsh, the Welsh that nobody has yet."""
    marked = list_inbox(visit.desk, Wanted(states=tuple(CommentState), marked=True), limit=ABOVE).lines
    groups = [(_("Marked: others must know of these"), rows_of(visit, marked))]
    if visit.may(Right.ANSWER) and Language.CY in visit.actor.languages:
        unmarked = {line.ref for line in marked}
        welsh = list_inbox(
            visit.desk, Wanted(states=(CommentState.OPEN,), reply_in="cy", nobodys=True), limit=ABOVE
        ).lines
        title = _("In Welsh, and nobody has them yet")
        groups.append((title, rows_of(visit, (line for line in welsh if line.ref not in unmarked))))
    return [(title, rows) for title, rows in groups if rows]


Choice = list[dict[str, object]]


def _choices(visit: Visit, asked: Asked) -> dict[str, Choice]:
    """Return what can be chosen, as GOV.UK's select takes it."""
    anything = {"": _("Any")}
    states = {name: name_of(COMMENT_STATES, name) for name in STATES}
    states |= {name: _(words) for name, words in _STATE_CHOICES.items()}
    who = {"": _("Anybody"), "me": _("Me"), NOBODY: _("Nobody yet")}
    return {
        "state": _options(states, asked.state),
        "language": _options(anything | {one: name_of(LANGUAGES, one) for one in ("cy", "en", "both")}, asked.language),
        "channel": _options(anything | {one.name: one.name for one in visit.settings.channels}, asked.channel),
        "who": _options(who | {name: name for name in colleagues(visit)}, asked.who),
        "tag": _options(anything | {tag: tag for tag in list_tags(visit.desk)}, asked.tag),
        "order": _options({name: _(words) for name, words in ORDERS.items()}, asked.order),
    }


def _options(named: dict[str, str], chosen: str) -> Choice:
    return [{"value": value, "text": text, "selected": value == chosen} for value, text in named.items()]
