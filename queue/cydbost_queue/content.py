"""What a person hands in for one version, tidied and checked before it is stored."""

import unicodedata
from dataclasses import dataclass, field
from typing import Any, Final

from cydbost_connectors import Media
from cydbost_language import Language
from cydbost_queue.errors import Refused

TEXT_LIMIT: Final = 20_000  #: characters; no platform takes as much, and a slip of paste should not reach the record
LABEL_LIMIT: Final = 200
MEDIA_LIMIT: Final = 20

#: Marks that turn the direction of text round: they can make a reader see something else than what is sent.
_DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED_CONTROLS: Final = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class Content:
    """The words, link and files of one version."""

    text: str
    link: str | None = None
    media: tuple[Media, ...] = field(default=())

    def media_rows(self) -> list[dict[str, Any]]:
        """Return the files as they are stored."""
        return [
            {
                "path": item.path,
                "sha256": item.sha256,
                "mime": item.mime,
                "alt_text": tidy(item.alt_text),
                "rights": tidy(item.rights),
                **({"words_in": _languages(item.words_in)} if item.words_in else {}),
            }
            for item in self.media
        ]


def _languages(words_in: str) -> str:
    """Return the languages of a picture's words in one spelling.

    Raises:
        Refused: one is not a language of the pair.
    """
    named = {code.strip() for code in words_in.split(",")}
    if not named <= {one.value for one in Language}:
        raise Refused("words_in_unknown", named=words_in[:20])
    return ",".join(one.value for one in Language if one.value in named)


def tidy(text: str) -> str:
    """Return ``text`` with one kind of line end, composed accents (NFC) and no blank edges."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def checked_text(text: str, *, field_name: str = "text", limit: int = TEXT_LIMIT) -> str:
    """Return ``text`` tidied.

    Raises:
        Refused: it is empty, too long, or holds characters that cannot be shown as they are.
    """
    if len(text) > limit:
        raise Refused("text_too_long", field=field_name, limit=str(limit), length=str(len(text)))
    for place, letter in enumerate(text):
        if _is_unshowable(letter):
            raise Refused("text_unshowable", field=field_name, place=str(place + 1), letter=f"U+{ord(letter):04X}")
    tidied = tidy(text)
    if not tidied:
        raise Refused("text_empty", field=field_name)
    return tidied


def checked(content: Content) -> Content:
    """Return ``content`` tidied, or raise ``Refused`` saying what to mend."""
    if len(content.media) > MEDIA_LIMIT:
        raise Refused("too_many_files", limit=str(MEDIA_LIMIT))
    link = content.link.strip() if content.link else None
    if link and not link.startswith(("https://", "http://")):
        raise Refused("link_unusable", link=link[:100])
    return Content(checked_text(content.text), link or None, content.media)


def from_outside(text: str) -> str:
    """Return a stranger's words fit to keep: tidied, bounded, and with every unshowable character marked as such."""
    return tidy("".join("\ufffd" if _is_unshowable(letter) else letter for letter in text[:TEXT_LIMIT]))


def _is_unshowable(letter: str) -> bool:
    if letter in _DIRECTION_MARKS:
        return True
    category = unicodedata.category(letter)
    return category == "Cs" or (category == "Cc" and letter not in _ALLOWED_CONTROLS and letter != "\r")
