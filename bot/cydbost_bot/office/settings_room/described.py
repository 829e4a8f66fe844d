"""The settings as rows to read: each key of the configuration, what it is set to, and what it means. Never a secret."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cydbost_bot.office.settings_room.explained import explained
from cydbost_bot.office.words import _, ngettext
from cydbost_bot.sentences import spell_length, yes_no
from cydbost_bot.settings_model import AgreedPair, Settings
from cydbost_bot.settings_secret import Place
from cydbost_bot.settings_section import Section
from cydbost_queue.engine import shown_address


@dataclass(frozen=True, slots=True)
class Row:
    """One key: its name in the file, its value as people read it, and what it means.

    ``language`` is that of the value's words, ``""`` where nobody knows it; ``None`` where they are the page's own.
    """

    key: str
    value: str
    meaning: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the file."""

    name: str
    meaning: str
    rows: tuple[Row, ...]


def parts_of(settings: Settings, language: str, *, sees_places: bool) -> list[Part]:
    """Return every section of the configuration in its order; ``sees_places`` shows where secrets are kept."""
    return [
        Part(
            name,
            explained(name, language),
            tuple(_rows(getattr(settings, name), name, language, sees_places=sees_places)),
        )
        for name in type(settings).model_fields
    ]


def _rows(value: object, key: str, language: str, *, sees_places: bool) -> Iterator[Row]:
    for name, inner in _within(value):
        path = f"{key}.{name}" if name else key
        if _is_branch(inner):
            yield from _rows(inner, path, language, sees_places=sees_places)
        else:
            spelt = _spelt(path, inner, sees_places=sees_places)
            yield Row(path, spelt, _meaning(path, language), _language_of(path, inner))


def _within(value: object) -> Iterator[tuple[str, object]]:
    """Yield what a value is made of, with the names that the file has for it."""
    if isinstance(value, Section):
        yield from ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, Mapping):
        yield from ((str(name), inner) for name, inner in value.items())
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, inner in enumerate(value, start=1):
            yield str(getattr(inner, "name", None) or number), inner


def _is_branch(value: object) -> bool:
    """Say whether a value has keys of its own; a list of agreed pairs has a page of its own."""
    if isinstance(value, (Section, Mapping)):
        return bool(value)
    is_list = isinstance(value, Sequence) and not isinstance(value, str) and bool(value)
    return is_list and isinstance(value[0], Section) and not isinstance(value[0], AgreedPair)  # type: ignore[index]  # a list


def _spelt(key: str, value: object, *, sees_places: bool) -> str:
    if value is None or (isinstance(value, (Mapping, Sequence)) and not value):
        return _("not set")
    if isinstance(value, Place):
        return _place(value) if sees_places else _("kept apart, as a secret")
    if isinstance(value, bool):
        return yes_no(is_yes=value)
    return _plain(key, value)


def _language_of(key: str, value: object) -> str | None:
    """Return which language the council's own words are in: their key says so, or nothing does."""
    if not value or isinstance(value, (bool, timedelta, Place)) or _is_pairs(value):
        return None
    last = re.split(r"[._]", key)[-1]
    return last if last in {"cy", "en"} else ""


def _is_pairs(value: object) -> bool:
    return isinstance(value, tuple) and isinstance(value[0], AgreedPair)


def _plain(key: str, value: object) -> str:
    if isinstance(value, timedelta):
        return spell_length(value.total_seconds())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _many(value)
    is_database = key.endswith("url") and "://" in str(value) and not str(value).startswith("http")
    return shown_address(str(value)) if is_database else str(value)


def _many(values: Sequence[object]) -> str:
    if isinstance(values[0], AgreedPair):
        return ngettext("%(num)s pair", "%(num)s pairs", len(values)) % {"num": len(values)}
    return ", ".join(map(str, values))


def _place(place: Place) -> str:
    if place.env:
        return _("kept in the environment variable {name}").format(name=place.env)
    return _("kept in the file {name}").format(name=Path(str(place.path)).name)


def _meaning(key: str, language: str) -> str:
    """Return what a key means; of one among many (``people.NAME.roles``), what the example says of its own."""
    if told := explained(key, language):
        return told
    names = key.split(".")
    without = (".".join([*names[:at], *names[at + 1 :]]) for at in range(1, len(names)))
    return next((told for one in without if (told := explained(one, language))), "")
