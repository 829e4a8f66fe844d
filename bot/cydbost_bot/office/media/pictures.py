"""The pictures of a pair as a form holds them: one beside the other, each described in its own language."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from cydbost_bot.media_intake import kept_picture
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.content import tidy

MOST: Final = 20  #: pictures of one version, as the queue takes them
MARK: Final = "pictures"  #: the field that says that a form has a place for pictures, be there none
_FIELD: Final = re.compile(r"picture-([0-9]{1,2})-(?:cy|en|words|rights)")


class WordsIn(StrEnum):
    """What words stand in a picture itself."""

    NONE = ""
    BOTH = "both"  #: Welsh and English in the one picture
    APART = "apart"  #: in one language: each version needs a picture of its own


@dataclass(frozen=True, slots=True)
class Half:
    """A picture as one version has it: by its hash, with its description. No hash: there is none yet."""

    sha256: str = ""
    alt_text: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands at one place of both versions."""

    cy: Half = Half()
    en: Half = Half()
    words: WordsIn = WordsIn.NONE
    rights: str = ""

    def half(self, language: Language) -> Half:
        """Return the half of one version."""
        return self.cy if language == Language.CY else self.en  # a page says "cy"

    def put(self, language: Language, half: Half) -> "Picture":
        """Return it with another half."""
        return replace(self, cy=half) if language is Language.CY else replace(self, en=half)

    @property
    def is_one(self) -> bool:
        """Whether both versions show the same picture."""
        return self.cy.sha256 == self.en.sha256

    @property
    def wants_another(self) -> bool:
        """Whether its words ask for a picture in each language, and there is one only."""
        return self.words is WordsIn.APART and self.is_one


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures of a pair, in their order. ``is_asked`` tells that the form only wants to be shown again."""

    items: tuple[Picture, ...] = ()
    is_asked: bool = field(default=False, compare=False)

    def __iter__(self) -> Iterator[Picture]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def media(self, settings: Settings, language: Language, known: Iterable[Media] = ()) -> tuple[Media, ...]:
        """Return the files of one version.

        ``known`` are those that a version has already, wherever they are; one that is neither known nor kept here is
        left out.
        """
        at = {item.sha256: (item.path, item.mime) for item in known}
        made = []
        for item in self.items:
            half = item.half(language)
            kept = kept_picture(settings, half.sha256)
            path, mime = (str(kept[0]), kept[1]) if kept else at.get(half.sha256, ("", ""))
            if path:
                words_in = _words_in(item.words, language)
                made.append(Media(path, half.sha256, mime, half.alt_text, rights=item.rights, words_in=words_in))
        return tuple(made)

    def said(self, language: Language) -> tuple[tuple[str, ...], ...]:
        """Return what one version says with its pictures: two that say the same are the same to the reader."""
        halves = ((item, item.half(language)) for item in self.items)
        return tuple(
            (half.sha256, tidy(half.alt_text), tidy(item.rights), _words_in(item.words, language))
            for item, half in halves
        )

    def fields(self) -> dict[str, list[str]]:
        """Return the written fields of a form that hold these pictures."""
        found = {MARK: ["1"]}
        for number, item in enumerate(self.items):
            name = f"picture-{number}"
            for language in Language:
                found[f"{name}-{language.value}"] = [item.half(language).sha256]
                found[f"{name}-{language.value}-alt"] = [item.half(language).alt_text]
            found[f"{name}-words"], found[f"{name}-rights"] = [item.words.value], [item.rights]
        return found


def pictures_in(fields: Mapping[str, Sequence[str]]) -> Pictures:
    """Return what the written fields of a form say of pictures: ``picture-0-cy``, ``picture-0-cy-alt`` and so on."""

    def first(name: str) -> str:
        return next(iter(fields.get(name, ())), "").strip()

    numbers = sorted({int(found[1]) for name in fields if (found := _FIELD.fullmatch(name))})
    items = []
    for number in numbers[:MOST]:
        name = f"picture-{number}"
        cy, en = (Half(first(f"{name}-{one}"), first(f"{name}-{one}-alt")) for one in ("cy", "en"))
        words = first(f"{name}-words")
        item = Picture(cy, en, WordsIn(words) if words in set(WordsIn) else WordsIn.NONE, first(f"{name}-rights"))
        if item.cy.sha256 or item.en.sha256:
            items.append(item)
    return Pictures(tuple(items))


def pictures_of(media: Mapping[Language, Sequence[Media]]) -> Pictures:
    """Return the pictures of a pair that is written; where one version is missing, the other's, to be described."""
    cy, en = (list(media.get(language, ())) for language in Language)
    pairs = zip_longest(cy, en)
    return Pictures(tuple(_beside(welsh or english, english or welsh, welsh, english) for welsh, english in pairs))


def _beside(shown_cy: Media | None, shown_en: Media | None, cy: Media | None, en: Media | None) -> Picture:
    either = shown_cy or shown_en
    return Picture(
        Half(shown_cy.sha256 if shown_cy else "", cy.alt_text if cy else ""),
        Half(shown_en.sha256 if shown_en else "", en.alt_text if en else ""),
        _words(cy.words_in if cy else "", en.words_in if en else ""),
        either.rights if either else "",
    )


def _words(cy: str, en: str) -> WordsIn:
    if not cy and not en:
        return WordsIn.NONE
    return WordsIn.BOTH if "," in cy and "," in en else WordsIn.APART


def _words_in(words: WordsIn, language: Language) -> str:
    return {WordsIn.NONE: "", WordsIn.BOTH: "cy,en", WordsIn.APART: language.value}[words]
