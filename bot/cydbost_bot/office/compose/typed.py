"""What a person has typed of a pair: read from the form, from what was kept of it, or from the posting itself."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cydbost_bot.office.fields import Form
from cydbost_bot.office.media import MARK, Pictures, pictures_in, pictures_of
from cydbost_language import Language
from cydbost_queue.content import tidy
from cydbost_queue.queries.drafts import DraftView
from cydbost_queue.queries.written import Written
from cydbost_queue.sides import media_of

#: Fields of the form that belong to one sending of it, and are not kept.
_NOT_KEPT: Final = frozenset({"csrf", "do", "add", "turn", "anyway", "picture-do"})
_NEW: Final = re.compile(r"new-[a-z0-9]{4,24}")


@dataclass(frozen=True, slots=True)
class Typed:
    """One writing of a pair, not handed in yet.

    ``place`` is where it is kept: the posting's reference, or a name of its own. ``seen`` are the revisions that it
    began from, ``turn`` the newest keeping that this page knows of, ``fields`` the whole form as it was sent.
    """

    place: str
    label: str = ""
    channels: tuple[str, ...] = ()
    texts: Mapping[Language, str] = field(default_factory=dict)
    links: Mapping[Language, str] = field(default_factory=dict)
    at: str = ""
    seen: Mapping[Language, int] = field(default_factory=dict)
    turn: int = 0
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    pictures: Pictures | None = None  #: ``None``: those that are written stay as they are

    def text(self, language: Language) -> str:
        """Return the words of one side."""
        return self.texts.get(language, "")

    def link(self, language: Language) -> str:
        """Return the link of one side."""
        return self.links.get(language, "")

    def differs(self, written: Written, language: Language) -> bool:
        """Tell whether one side is other than what is written of the posting."""
        there = written.versions.get(language)
        text, link = tidy(self.text(language)), self.link(language)
        is_picture = self.pictures is not None and self.pictures.said(language) != written_pictures(written).said(
            language
        )
        return is_picture or (text, link) != (there.text if there else "", (there.link if there else "") or "")

    def put(self, language: Language, words: str) -> "Typed":
        """Return it with ``words`` put at the end of one side."""
        before = self.text(language)
        joined = f"{before}{'' if not before or before.endswith((' ', chr(10))) else ' '}{words}"
        return replace(self, texts={**self.texts, language: joined})


def new_place() -> str:
    """Return a name under which a posting that is not there yet is kept."""
    return f"new-{secrets.token_hex(6)}"


def is_new_place(place: str) -> bool:
    """Tell whether ``place`` is such a name."""
    return _NEW.fullmatch(place) is not None


def typed_in(form: Form) -> Typed:
    """Return what a form brought."""
    fields: dict[str, list[str]] = {}
    for name, value in form.items():
        if name not in _NOT_KEPT:
            fields.setdefault(name, []).append(value)
    return _of_fields(fields, turn=_number(form.text("turn")))


def typed_before(draft: DraftView) -> Typed:
    """Return what was kept of what somebody typed."""
    return _of_fields({**draft.fields, "place": [draft.place]}, turn=draft.turn)


def typed_of(written: Written) -> Typed:
    """Return a posting as it is written, to be written anew."""
    versions = written.versions
    return Typed(
        place=written.line.ref,
        label=written.line.label,
        channels=written.line.channels,
        texts={language: version.text for language, version in versions.items()},
        links={language: version.link or "" for language, version in versions.items()},
        seen={language: version.revision for language, version in versions.items()},
        pictures=written_pictures(written),
    )


def written_pictures(written: Written) -> Pictures:
    """Return the pictures of a posting as it is written."""
    return pictures_of({language: media_of(version.media) for language, version in written.versions.items()})


def _of_fields(fields: Mapping[str, Sequence[str]], *, turn: int) -> Typed:
    def first(name: str) -> str:
        return next(iter(fields.get(name, ())), "").strip()

    return Typed(
        place=first("place"),
        label=first("label"),
        channels=_once(fields.get("channels", ())),
        texts={language: first(language.value) for language in Language},
        links={language: first(f"link-{language.value}") for language in Language},
        at=first("at"),
        seen={language: _number(first(f"seen-{language.value}")) for language in Language},
        turn=turn,
        fields=fields,
        pictures=pictures_in(fields) if MARK in fields else None,
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
