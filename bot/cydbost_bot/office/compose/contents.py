"""From what was typed to what is handed in: words, link and the pictures that stand already."""

from collections.abc import Mapping
from dataclasses import replace

from cydbost_bot.office.compose.typed import Typed
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.content import Content
from cydbost_queue.queries.written import Written
from cydbost_queue.sides import media_of


def contents_of(settings: Settings, typed: Typed, written: Written | None) -> dict[Language, Content]:
    """Return each side that has words, as they were typed, with its pictures."""
    return {
        language: Content(
            typed.text(language), typed.link(language) or None, _pictures(settings, typed, written, language)
        )
        for language in Language
        if typed.text(language)
    }


def _pictures(settings: Settings, typed: Typed, written: Written | None, language: Language) -> tuple[Media, ...]:
    there = pictures_of(written, language)
    return there if typed.pictures is None else typed.pictures.media(settings, language, known=there)


def pictures_of(written: Written | None, language: Language) -> tuple[Media, ...]:
    """Return the pictures of one version; a first writing takes the other's, to be described in its own language."""
    if written is None:
        return ()
    if language in written.versions:
        return media_of(written.versions[language].media)
    other = written.versions.get(language.other)
    return tuple(replace(picture, alt_text="") for picture in media_of(other.media)) if other else ()


def changed_contents(settings: Settings, typed: Typed, written: Written) -> Mapping[Language, Content]:
    """Return those sides that are other than what is written of the posting."""
    return {
        one: content for one, content in contents_of(settings, typed, written).items() if typed.differs(written, one)
    }
