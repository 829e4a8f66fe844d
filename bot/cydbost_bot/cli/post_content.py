"""From options to what the queue stores for a version: words, link and pictures with their descriptions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cydbost_bot.cli.text_input import refuse_stdin_twice, words_given
from cydbost_bot.compose import keep_media
from cydbost_bot.i18n import N_
from cydbost_bot.media_intake import for_each
from cydbost_bot.problem import Misuse, Wording
from cydbost_bot.settings_model import Settings
from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.content import Content, checked
from cydbost_queue.sides import media_of
from cydbost_queue.views import VersionView

ALTS = Wording(
    "alts_do_not_fit",
    N_("Describe each picture: {option} stands {given} times for {files} pictures. Give it once for each."),
)
RIGHTS = Wording(
    "rights_do_not_fit",
    N_(
        "Say once by what right all the pictures are used, or once for each: {option} stands {given} times for {files}."
    ),
)
NO_TEXT = Wording("no_text_beside", N_("{option} has no text to stand beside. Give {text} too."))


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for one language; ``None`` or nothing where it was not."""

    language: Language
    text: str | None = None
    link: str | None = None
    alts: Sequence[str] = field(default=())
    rights: Sequence[str] = field(default=())

    @property
    def is_nothing(self) -> bool:
        """Tell whether nothing at all was given."""
        return self.text is None and self.link is None and not self.alts and not self.rights


def given_texts(texts: Mapping[Language, str | None], files: Mapping[Language, str | None]) -> dict[Language, str]:
    """Return the words given for each language, as options or as files.

    Raises:
        Misuse: a text was given twice, or a file cannot be read as text.
        OSError: a file cannot be opened.
    """
    refuse_stdin_twice(*files.values())
    found = {one: words_given(f"--{one.value}", texts.get(one), files.get(one)) for one in Language}
    return {language: text for language, text in found.items() if text is not None}


def new_contents(settings: Settings, sides: Sequence[Given], files: Sequence[Path]) -> dict[Language, Content]:
    """Return the versions of a new posting; the pictures are taken in last, when the words are known to be usable.

    Raises:
        Misuse: a link or description without its text, pictures without descriptions, no such picture.
        Refused: a text or link cannot be used as it is.
    """
    contents: dict[Language, Content] = {}
    for side in sides:
        _refuse_textless(side)
        if side.text is not None:
            _require_alts(side, len(files))
            _require_rights(side, len(files))
            contents[side.language] = checked(Content(side.text, side.link))
    kept = {side.language: _kept(settings, side, files) for side in sides if side.language in contents}
    return {language: replace(content, media=kept[language]) for language, content in contents.items()}


def changed_content(
    settings: Settings,
    side: Given,
    files: Sequence[Path],
    *,
    current: VersionView | None,
    other: VersionView | None,
) -> Content:
    """Return one version as it will be: what is given in the place of what is there, the rest as it is.

    A version's first writing takes the other one's pictures, to be described in its own language.

    Raises:
        Misuse: no text yet, or descriptions that do not fit the pictures.
        Refused: a text or link cannot be used as it is.
    """
    text = side.text if side.text is not None else current.text if current else None
    if text is None:
        _refuse_textless(side)
        text = ""
    link = side.link if side.link is not None else current.link if current else None
    content = checked(Content(text, link))
    if files:
        _require_alts(side, len(files))
        _require_rights(side, len(files))
        pictures = _kept(settings, side, files)
    else:
        pictures = _noted(side, _described(side, media_of(current.media) if current else _undescribed(other)))
    return replace(content, media=pictures)


def _kept(settings: Settings, side: Given, files: Sequence[Path]) -> tuple[Media, ...]:
    each = zip(files, side.alts, for_each(side.rights, len(files)), strict=True)
    return tuple(keep_media(settings, file, alt, rights) for file, alt, rights in each)


def _undescribed(other: VersionView | None) -> tuple[Media, ...]:
    return tuple(replace(picture, alt_text="") for picture in media_of(other.media)) if other else ()


def _described(side: Given, pictures: tuple[Media, ...]) -> tuple[Media, ...]:
    if not side.alts:
        return pictures
    _require_alts(side, len(pictures))
    return tuple(replace(picture, alt_text=alt) for picture, alt in zip(pictures, side.alts, strict=True))


def _noted(side: Given, pictures: tuple[Media, ...]) -> tuple[Media, ...]:
    if not side.rights:
        return pictures
    _require_rights(side, len(pictures))
    notes = for_each(side.rights, len(pictures))
    return tuple(replace(picture, rights=note) for picture, note in zip(pictures, notes, strict=True))


def _refuse_textless(side: Given) -> None:
    if side.text is None and (side.link is not None or side.alts):
        option = "--link" if side.link is not None else "--alt"
        raise Misuse(NO_TEXT(option=f"{option}-{side.language.value}", text=f"--{side.language.value}"))


def _require_alts(side: Given, files: int) -> None:
    if len(side.alts) != files:
        raise Misuse(ALTS(option=f"--alt-{side.language.value}", given=len(side.alts), files=files))


def _require_rights(side: Given, files: int) -> None:
    if len(side.rights) not in {0, 1, files} or (side.rights and not files):
        raise Misuse(RIGHTS(option="--rights", given=len(side.rights), files=files))
