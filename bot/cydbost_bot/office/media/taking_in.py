"""Taking in what a form brings: pictures that were chosen, and the buttons that order, remove and replace them."""

import re
from dataclasses import replace
from itertools import product
from typing import Final

from starlette.datastructures import UploadFile

from cydbost_bot.clean_picture import MOST_GIVEN, clean_picture
from cydbost_bot.media_intake import keep_bytes
from cydbost_bot.office.fields import FieldErrors, Form
from cydbost_bot.office.media.pictures import MOST, Half, Picture, Pictures, pictures_in
from cydbost_bot.office.visit import Visit
from cydbost_bot.office.words import _
from cydbost_bot.problem import Misuse
from cydbost_language import Language
from cydbost_queue.actions.uploading import NewUpload, note_upload
from cydbost_queue.policy import Right

DO: Final = "picture-do"  #: the buttons' name
NEW: Final = "picture-new"  #: the field of pictures to add
_DOING: Final = re.compile(r"(up|down|remove|same)-([0-9]{1,2})")
_PIECE: Final = 65_536


def from_form(visit: Visit, errors: FieldErrors) -> Pictures:
    """Return the pictures of the form that was posted, those that were just chosen taken in.

    ``is_asked`` of what is returned tells that a button of the pictures was pressed: the form is to be shown again,
    and nothing else done with it. What could not be taken in is said in ``errors``.
    """
    form = visit.form
    pictures = pictures_in(written_fields(form))
    items = _replaced(visit, pictures.items, errors)
    items = _added(visit, items, errors)
    asked = form.text(DO)
    return Pictures(_done(items, asked), is_asked=bool(asked))


def written_fields(form: Form) -> dict[str, list[str]]:
    """Return every written field of a form, by its name."""
    fields: dict[str, list[str]] = {}
    for name, value in form.items():
        fields.setdefault(name, []).append(value)
    return fields


def _replaced(visit: Visit, items: tuple[Picture, ...], errors: FieldErrors) -> tuple[Picture, ...]:
    """Put the pictures that were chosen for one language in the place of those that stood there."""
    made = list(items)
    for number, language in product(range(len(items)), Language):
        name = f"picture-{number}-{language.value}-file"
        given = visit.form.file(name)
        sha256 = _kept(visit, given, name, errors) if given else ""
        if sha256:
            half = made[number].half(language)
            made[number] = made[number].put(language, replace(half, sha256=sha256))
    return tuple(made)


def _added(visit: Visit, items: tuple[Picture, ...], errors: FieldErrors) -> tuple[Picture, ...]:
    for given in visit.form.files(NEW):
        if len(items) >= MOST:
            errors.add(NEW, _("Choose {most} pictures or fewer").format(most=MOST))
            break
        sha256 = _kept(visit, given, NEW, errors)
        if sha256:
            items = (*items, Picture(Half(sha256), Half(sha256)))
    return items


def take_picture(visit: Visit, given: UploadFile) -> NewUpload:
    """Draw a picture anew and keep it; return what is known of it.

    Raises:
        Denied: the visitor may not write.
        Misuse: it cannot be used.
    """
    visit.actor.require(Right.WRITE)
    made = clean_picture(_read(given), _shown_name(given))
    digest = keep_bytes(visit.settings, made.content, made.ending)
    new = NewUpload(digest, made.mime, len(made.content), made.width, made.height, made.frames)
    note_upload(visit.desk, visit.actor, new)
    return new


def _kept(visit: Visit, given: UploadFile, name: str, errors: FieldErrors) -> str:
    """Keep a picture; return its hash, or nothing where it cannot be used."""
    try:
        return take_picture(visit, given).sha256
    except Misuse as problem:
        errors.add(name, " ".join(problem.sentences()))
        return ""


def _read(given: UploadFile) -> bytes:
    """Read no more than a picture may be, however much was sent."""
    content = b""
    while len(content) <= MOST_GIVEN and (piece := given.file.read(_PIECE)):
        content += piece
    return content


def _shown_name(given: UploadFile) -> str:
    name = re.sub(r"[^\w. ()-]", "", (given.filename or "").replace("\\", "/").rpartition("/")[2])
    return name[:80] or _("the picture")


def _done(items: tuple[Picture, ...], asked: str) -> tuple[Picture, ...]:
    """Do what a button says: ``up-2``, ``down-0``, ``remove-1``, or ``same-0``: the Welsh picture for both."""
    found = _DOING.fullmatch(asked)
    if not found or int(found[2]) >= len(items):
        return items
    doing, number = found[1], int(found[2])
    moved = list(items)
    if doing == "same":
        moved[number] = items[number].put(Language.EN, replace(items[number].en, sha256=items[number].cy.sha256))
        return tuple(moved)
    taken = moved.pop(number)
    if doing != "remove":
        moved.insert(max(number + (-1 if doing == "up" else 1), 0), taken)
    return tuple(moved)
