"""Saved replies in an answer: offered in its language only, and filled where they have gaps."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cydbost_bot.library import load_saved_replies
from cydbost_bot.library.template_filling import kind_name
from cydbost_bot.library.template_values import read_values
from cydbost_bot.office.fields import FieldErrors, Form
from cydbost_bot.office.inbox.drafting import wanted
from cydbost_bot.office.words import _
from cydbost_bot.settings_model import Settings
from cydbost_bot.wall_clock import LONDON, find_zone
from cydbost_language import Language
from cydbost_language.templates import FieldKind, Template, fill, value_faults

#: What is sent by itself is nothing to choose.
_BY_ITSELF: Final = "acknowledgement"
_PER_LANGUAGE: Final = frozenset({FieldKind.TEXT, FieldKind.PLACE, FieldKind.LINK})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to fill in, in one language or for all of them."""

    name: str  #: of the box
    label: str
    help: str
    choices: Mapping[str, str]
    lang: str


def saved_replies(settings: Settings) -> Mapping[str, Template]:
    """Return the saved replies that people choose, by name.

    Raises:
        LibraryRefused: the council's own file has faults.
    """
    library = load_saved_replies(settings.replies.file)
    return {name: reply for name, reply in library.items() if name != _BY_ITSELF}


def titles(replies: Mapping[str, Template], reply_in: str) -> list[tuple[str, str, str]]:
    """Return the names, titles and languages of saved replies, in the language of the answer; Welsh where both."""
    language = wanted(reply_in)[0]
    return [(name, reply.title.side(language), language.value) for name, reply in replies.items()]


def gaps_of(reply: Template, reply_in: str, language: str) -> list[Gap]:
    """Return what has to be filled in, said in the reader's ``language``."""
    found = []
    for field in reply.fields:
        told = field.help.side(Language(language))
        choices = {key: words.side(wanted(reply_in)[0]) for key, words in field.choices.items()}
        several = len(wanted(reply_in)) > 1 and field.kind in _PER_LANGUAGE
        for side in wanted(reply_in) if several else (None,):
            label = told if side is None else f"{told} ({_('Welsh') if side is Language.CY else _('English')})"
            name = f"gap_{field.name}" if side is None else f"gap_{field.name}_{side.value}"
            lang = side.value if side else wanted(reply_in)[0].value if field.kind in _PER_LANGUAGE else ""
            found.append(Gap(name, label, str(kind_name(reply, field.name)), choices, lang))
    return found


def filled(reply: Template, reply_in: str, form: Form, errors: FieldErrors, *, now: datetime) -> dict[Language, str]:
    """Return a saved reply's words with the form's values in its gaps; what is wrong is told in ``errors``."""
    reading = read_values(reply, _given(reply, reply_in, form), now=now, zone=LONDON)
    faulty = {fault.field for fault in value_faults(reply, reading.values)}
    for field in reply.fields:
        if field.name in faulty:
            boxes = [gap.name for gap in gaps_of(reply, reply_in, "en") if _is_of(gap.name, field.name)]
            box = next((name for name in boxes if not form.text(name)), boxes[0])
            errors.add(box, _("Fill this in: %(kind)s") % {"kind": kind_name(reply, field.name)})
    if errors:
        return {}
    words = fill(reply, reading.values, zone=find_zone(LONDON))
    sides = {Language.CY: words.cy, Language.EN: words.en}
    return {language: sides[language] for language in wanted(reply_in)}


def _is_of(box: str, field: str) -> bool:
    return box == f"gap_{field}" or box in {f"gap_{field}_{side.value}" for side in Language}


def _given(reply: Template, reply_in: str, form: Form) -> list[str]:
    """Return the form's values as they are given elsewhere: ``field=value``; what is empty is not given."""
    given = []
    for field in reply.fields:
        if field.kind in _PER_LANGUAGE and len(wanted(reply_in)) > 1:
            sides = {side: form.text(f"gap_{field.name}_{side.value}") for side in Language}
            given += [f"{field.name}.{side.value}={value}" for side, value in sides.items() if value]
            continue
        value = form.text(f"gap_{field.name}")
        if value:  # only one language is sent: the other needs no value of its own
            given.append(f"{field.name}.both={value}" if field.kind in _PER_LANGUAGE else f"{field.name}={value}")
    return given
