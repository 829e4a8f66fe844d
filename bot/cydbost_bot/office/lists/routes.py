"""The addresses of the lists."""

from typing import Any, Final

from starlette.responses import Response

from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.lists import table_file
from cydbost_bot.office.room import Room
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences import error_sentence, name_of
from cydbost_bot.sentences_lists import PAIR_KINDS
from cydbost_queue.actions.agreeing import NewPair, agree, agree_all, change_pair, end_pair
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.policy import Right, Role
from cydbost_queue.queries.agreed import all_pairs, count_pairs, fixed_pairs, list_pairs, show_pair
from cydbost_queue.tables import PairKind

room = Room(
    "lists",
    title=N_("Lists"),
    home="/lists",
    right=Right.READ,
    order=82,
    daily_for=[Role.LANGUAGE_OFFICER, Role.TRANSLATOR],
)

#: What each list is called, in the order in which they are used most.
TITLES: Final = {
    PairKind.TERM: N_("Words"),
    PairKind.NAME: N_("Places and names"),
    PairKind.HASHTAG: N_("Hashtags"),
    PairKind.MENTION: N_("Handles"),
    PairKind.LINK: N_("Links"),
    PairKind.DOMAIN: N_("Domains"),
    PairKind.LINE: N_("Lines that differ on purpose"),
}
#: What each list is for, and what a pair of it does.
USES: Final = {
    PairKind.TERM: N_(
        "Where one version has the word, the other must have its partner. The same on both sides is never translated."
    ),
    PairKind.NAME: N_("Places and bodies with a name in each language, and acronyms."),
    PairKind.HASHTAG: N_("Hashtags that stand for each other."),
    PairKind.MENTION: N_("Accounts of one body, one in each language."),
    PairKind.LINK: N_("Two addresses of one page, where nothing in them shows it."),
    PairKind.DOMAIN: N_("Two names of one website: every page of the one is the twin of the same page of the other."),
    PairKind.LINE: N_("Phone numbers, e-mail addresses and hours that are not the same in both languages, on purpose."),
}
#: The key of the configuration that holds each list.
KEYS: Final = {
    PairKind.TERM: "terms",
    PairKind.NAME: "names",
    PairKind.HASHTAG: "hashtags",
    PairKind.MENTION: "mentions",
    PairKind.LINK: "links",
    PairKind.DOMAIN: "domains",
    PairKind.LINE: "lines",
}
_EXAMPLE: Final = {"ref": "L1"}
_MOST_SHOWN: Final = 300  #: fixed pairs of one list


@room.page("/lists", right=Right.READ)
def show_lists(visit: Visit) -> Response:
    """Show one list: what people keep, and what is fixed in the configuration."""
    return _list(visit, _kind(visit.query.get("kind", "")))


@room.page("/lists/file", right=Right.READ)
def give_file(visit: Visit) -> Response:
    """Answer with every list as a file."""
    name = "parau.csv" if visit.language == "cy" else "pairs.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    table = "\ufeff" + table_file.written(all_pairs(visit.desk))  # with the mark by which spreadsheets know UTF-8
    return Response(table, media_type="text/csv; charset=utf-8", headers=headers)


@room.act("/lists", right=Right.KEEP_LISTS)
def add(visit: Visit) -> Response:
    """Put a pair on a list."""
    pair = _typed(visit)
    errors = _wrong(pair)
    if errors:
        return _list(visit, pair.kind, pair=pair, errors=errors)
    try:
        agree(visit.desk, visit.actor, pair)
    except Refused as problem:
        return _list(visit, pair.kind, pair=pair, errors=_said(problem))
    said = _("“{cy}” and “{en}” are agreed, and count from now on.").format(cy=pair.cy, en=pair.en)
    return visit.go(f"/lists?kind={pair.kind.value}", said=said)


@room.act("/lists/file", right=Right.KEEP_LISTS)
def take_file(visit: Visit) -> Response:
    """Put the pairs of a file on their lists: all of them or none."""
    errors, given = FieldErrors(), visit.form.file("file")
    if given is None:
        errors.add("file", _("Choose a file"))
        return _list(visit, PairKind.TERM, errors=errors)
    found = table_file.read(given.file.read(table_file.MOST_BYTES + 1))
    for fault in found.faults:
        errors.add("file", fault)
    if errors:
        return _list(visit, PairKind.TERM, errors=errors)
    try:
        kept = agree_all(visit.desk, visit.actor, found.pairs)
    except Refused as problem:
        what, row = error_sentence(problem), problem.facts.get("row", "")
        errors.add("file", _("Row {row}: {what}").format(row=int(row) + 1, what=what) if row else what)
        return _list(visit, PairKind.TERM, errors=errors)
    said = _("{new} of {all} pairs are new, and count from now on.").format(new=len(kept), all=len(found.pairs))
    return visit.go("/lists", said=said)


@room.page("/lists/{ref}", right=Right.KEEP_LISTS, example=_EXAMPLE)
def show_one(visit: Visit, ref: str) -> Response:
    """Show one pair, to be changed or taken off."""
    view = show_pair(visit.desk, ref)
    return visit.show(
        "lists/pair.html", view=view, pair=NewPair(view.kind, view.cy, view.en, view.note or ""), **_names()
    )


@room.act("/lists/{ref}", right=Right.KEEP_LISTS, example=_EXAMPLE)
def change(visit: Visit, ref: str) -> Response:
    """Put another pair in the place of one."""
    view = show_pair(visit.desk, ref)
    pair = _typed(visit)
    errors = _wrong(pair)
    if not errors:
        try:
            change_pair(visit.desk, visit.actor, ref, pair)
        except NotFound:
            raise
        except Refused as problem:
            errors = _said(problem)
    if errors:
        return visit.show("lists/pair.html", view=view, pair=pair, errors=errors, **_names())
    said = _("“{cy}” and “{en}” are agreed, and count from now on.").format(cy=pair.cy, en=pair.en)
    return visit.go(f"/lists?kind={pair.kind.value}", said=said)


@room.act("/lists/{ref}/end", right=Right.KEEP_LISTS, example=_EXAMPLE)
def end(visit: Visit, ref: str) -> Response:
    """Take a pair off its list."""
    view = show_pair(visit.desk, ref)
    end_pair(visit.desk, visit.actor, ref)
    said = _("“{cy}” and “{en}” are no longer on the list.").format(cy=view.cy, en=view.en)
    return visit.go(f"/lists?kind={view.kind.value}", said=said)


def _list(visit: Visit, kind: PairKind, *, pair: NewPair | None = None, errors: FieldErrors | None = None) -> Response:
    sought = visit.query.get("q", "").strip()[:100]
    fixed = fixed_pairs(visit.desk, kind)
    shown = [one for one in fixed if _has(one.cy, sought) or _has(one.en, sought)]
    return visit.show(
        "lists/list.html",
        errors=errors,
        kind=kind,
        page=list_pairs(visit.desk, kind, sought=sought, before=visit.query.get("before") or None),
        fixed=tuple(shown[:_MOST_SHOWN]),
        fixed_left=max(len(shown) - _MOST_SHOWN, 0),
        is_first=not visit.query.get("before"),
        sought=sought,
        counts=count_pairs(visit.desk),
        pair=pair or NewPair(kind, "", ""),
        **_names(),
    )


def _names() -> dict[str, Any]:
    return {"titles": TITLES, "uses": USES, "keys": KEYS, "kind_name": lambda kind: name_of(PAIR_KINDS, kind.value)}


def _kind(name: str) -> PairKind:
    return PairKind(name) if name in set(PairKind) else PairKind.TERM


def _typed(visit: Visit) -> NewPair:
    form = visit.form
    return NewPair(_kind(form.text("kind")), form.text("cy"), form.text("en"), form.text("note"))


def _wrong(pair: NewPair) -> FieldErrors:
    errors = FieldErrors()
    if not pair.cy:
        errors.add("cy", _("Enter the Welsh"))
    if not pair.en:
        errors.add("en", _("Enter the English"))
    return errors


def _said(problem: Refused) -> FieldErrors:
    """Say what was refused beside the field that it is about."""
    errors = FieldErrors()
    errors.add(problem.facts.get("field", "cy"), error_sentence(problem))
    return errors


def _has(text: str, sought: str) -> bool:
    return sought.casefold() in text.casefold()
