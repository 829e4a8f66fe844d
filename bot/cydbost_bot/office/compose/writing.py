"""Writing a pair: a new one, or one anew; nothing that was typed is lost on the way."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from starlette.responses import Response

from cydbost_bot.office.compose.conflict import conflict_of
from cydbost_bot.office.compose.contents import changed_contents, contents_of
from cydbost_bot.office.compose.judged import judge
from cydbost_bot.office.compose.typed import Typed, is_new_place, new_place, typed_before, typed_in, typed_of
from cydbost_bot.office.fields import FieldErrors
from cydbost_bot.office.media import Pictures, from_form
from cydbost_bot.office.media.taking_in import DO as PICTURE_DO
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.wall_clock import NotATime, parse_time
from cydbost_language import Language
from cydbost_queue.actions.addressing import readdress
from cydbost_queue.actions.drafting import drop_draft
from cydbost_queue.actions.writing import add_posting, edit_versions
from cydbost_queue.content import LABEL_LIMIT
from cydbost_queue.errors import NotFound, Refused
from cydbost_queue.queries.drafts import draft_of
from cydbost_queue.queries.written import Written, written_of
from cydbost_queue.states import PostingState

#: In these a version may be written; of what is live the public sees the old pair until the new one is approved.
_WRITABLE: Final = frozenset(
    {
        PostingState.DRAFT,
        PostingState.READY,
        PostingState.SCHEDULED,
        PostingState.HELD,
        PostingState.PUBLISHED,
        PostingState.CORRECTING,
        PostingState.ENGLISH_OUT,
    }
)
_LABEL_WORDS: Final = 60


def begin(visit: Visit) -> Response:
    """Show an empty pair, or one that was begun and not handed in."""
    place = visit.query.get("draft", "")
    draft = draft_of(visit.desk, visit.actor.name, place) if is_new_place(place) else None
    if draft is not None:
        return compose_page(visit, typed_before(draft), None, kept_at=draft.saved_at)
    channels = [channel.name for channel in visit.settings.channels]
    only = tuple(channels) if len(channels) == 1 else ()
    return compose_page(visit, Typed(new_place(), channels=only, at=visit.query.get("at", "")[:60]), None)


def add(visit: Visit) -> Response:
    """Add a posting of what was typed, or show what was found in it."""
    errors = FieldErrors()
    typed = _with_pictures(visit, typed_in(visit.form), errors)
    if asks := _asked(visit, typed):
        return compose_page(visit, asks, None, errors=errors)
    slot = _slot(visit, typed, errors)
    if not any(typed.text(language) for language in Language):
        errors.add("cy", _("Enter the Welsh or the English"))
    if not typed.channels:
        errors.add("channels", _("Choose where it goes"))
    _check_label(typed, errors)
    if errors:
        return compose_page(visit, typed, None, errors=errors)
    try:
        ref = add_posting(
            visit.desk,
            visit.actor,
            label=typed.label or _first_words(typed),
            channels=typed.channels,
            contents=contents_of(visit.settings, typed, None),
            slot=slot,
            request=typed.place if is_new_place(typed.place) else None,
        )
    except (Refused, NotFound) as problem:
        return compose_page(visit, typed, None, problem=problem)
    drop_draft(visit.desk, visit.actor, typed.place)
    return visit.go(f"/postings/{ref}", said=_("{ref} is saved.").format(ref=ref))


def edit(visit: Visit, ref: str) -> Response:
    """Show a posting to be written anew, or what was begun of that."""
    written = _writable(visit, ref)
    draft = draft_of(visit.desk, visit.actor.name, written.line.ref)
    if draft is not None:
        return compose_page(visit, typed_before(draft), written, kept_at=draft.saved_at)
    return compose_page(visit, typed_of(written), written)


def rewrite(visit: Visit, ref: str) -> Response:
    """Write a posting anew; where somebody else did meanwhile, show both and ask."""
    written = _writable(visit, ref)
    errors = FieldErrors()
    typed = _with_pictures(visit, replace(typed_in(visit.form), place=written.line.ref), errors)
    if asks := _asked(visit, typed):
        return compose_page(visit, asks, written, errors=errors)
    for language in sorted(written.versions):
        if not typed.text(language):
            errors.add(language.value, _("Enter the Welsh") if language is Language.CY else _("Enter the English"))
    if not typed.channels and not written.was_out:
        errors.add("channels", _("Choose where it goes"))
    _check_label(typed, errors)
    if errors:
        return compose_page(visit, typed, written, errors=errors)
    conflict = conflict_of(visit.desk, typed, written)
    if conflict:
        return visit.show("compose/conflict.html", status=409, conflict=conflict, typed=typed, written=written)
    try:
        is_changed = _written(visit, typed, written)
    except (Refused, NotFound) as problem:
        return compose_page(visit, typed, written, problem=problem)
    drop_draft(visit.desk, visit.actor, written.line.ref)
    said = _("{ref} is saved.") if is_changed else _("{ref} is as it was: nothing was changed.")
    return visit.go(f"/postings/{written.line.ref}", said=said.format(ref=written.line.ref))


def _written(visit: Visit, typed: Typed, written: Written) -> bool:
    """Write what was changed; tell whether anything was."""
    line = written.line
    contents = changed_contents(visit.settings, typed, written)
    channels = None if written.was_out else typed.channels
    is_elsewhere = readdress(visit.desk, visit.actor, line.ref, label=typed.label or line.label, channels=channels)
    if contents:
        seen = {language: typed.seen.get(language, 0) for language in contents}
        edit_versions(visit.desk, visit.actor, line.ref, contents, seen=seen)
    return is_elsewhere or bool(contents)


def compose_page(
    visit: Visit,
    typed: Typed,
    written: Written | None,
    *,
    kept_at: datetime | None = None,
    errors: FieldErrors | None = None,
    problem: Exception | None = None,
) -> Response:
    """Show the form with what was typed in it, and everything that is said of it."""
    return visit.show(
        "compose/write.html",
        errors=errors,
        problem=problem,
        typed=typed,
        pictures=typed.pictures or Pictures(),
        written=written,
        kept_at=kept_at,
        judged=judge(visit, typed, written),
        channels=visit.settings.channels,
        locked=_locked(written),
    )


def _with_pictures(visit: Visit, typed: Typed, errors: FieldErrors) -> Typed:
    """Return what was typed with the pictures that were chosen taken in."""
    if typed.pictures is None:
        return typed
    pictures = from_form(visit, errors)
    others = {name: values for name, values in typed.fields.items() if not name.startswith("picture")}
    return replace(typed, pictures=pictures, fields={**others, **pictures.fields()})


def _asked(visit: Visit, typed: Typed) -> Typed | None:
    """Return what the form holds where it is not handed in yet, but a look at it is asked for; else ``None``."""
    words = visit.form.text("add")
    if words:
        name, _colon, put = words.partition(":")
        for language in Language:
            if name == language.value:
                return typed.put(language, put)
            if name == f"link-{language.value}":
                return replace(typed, links={**typed.links, language: put})
    is_looked_at = visit.form.text("do") == "check" or visit.form.text(PICTURE_DO)
    return typed if is_looked_at or words else None


def _writable(visit: Visit, ref: str) -> Written:
    written = written_of(visit.desk, ref)
    if written.line.state not in _WRITABLE:
        raise Refused("posting_live", ref=written.line.ref, state=written.line.state.value)
    return written


def _locked(written: Written | None) -> frozenset[Language]:
    """Return the sides that cannot be written now: the English that stands before the public alone."""
    is_out = written is not None and written.line.state is PostingState.ENGLISH_OUT
    return frozenset({Language.EN}) if is_out else frozenset()


def _slot(visit: Visit, typed: Typed, errors: FieldErrors) -> datetime | None:
    if not typed.at:
        return None
    try:
        return parse_time(typed.at, now=visit.now)
    except NotATime as error:
        errors.add("at", " ".join(error.sentences()))
        return None


def _check_label(typed: Typed, errors: FieldErrors) -> None:
    if len(typed.label) > LABEL_LIMIT:
        errors.add("label", _("The name must be {limit} characters or less").format(limit=LABEL_LIMIT))


def _first_words(typed: Typed) -> str:
    text = " ".join((typed.text(Language.CY) or typed.text(Language.EN)).split())
    return text if len(text) <= _LABEL_WORDS else text[:_LABEL_WORDS].rsplit(" ", 1)[0] + "…"
