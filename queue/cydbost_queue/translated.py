"""What a translator gives of one side, and the version it makes beside the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from cydbost_queue.content import Content
from cydbost_queue.errors import Refused
from cydbost_queue.sides import media_of


class Pictured(Protocol):
    """A side with its pictures, as it is stored or as it is shown."""

    @property
    def media(self) -> Sequence[Mapping[str, Any]]:
        """Each picture's path, digest, kind, description and rights."""
        ...


@dataclass(frozen=True, slots=True)
class Translated:
    """One side's words: its text, its link, and a description of each picture in order."""

    text: str
    link: str | None = None
    alts: tuple[str, ...] = field(default=())

    def data(self) -> dict[str, Any]:
        """Return it as it is kept while it is a draft."""
        return {"text": self.text, "link": self.link, "alts": list(self.alts)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Translated":
        """Return what ``data`` kept."""
        return cls(str(data["text"]), data["link"], tuple(data["alts"]))


def content_of(source: Pictured, current: Pictured | None, given: Translated) -> Content:
    """Return what a version will be: the words given, with the pictures it has, or else those of the source.

    Raises:
        Refused: there is not one description for each picture.
    """
    pictures = media_of((current or source).media)
    if current is None and not given.alts:
        pictures = tuple(replace(picture, alt_text="") for picture in pictures)
    elif given.alts:
        if len(given.alts) != len(pictures):
            raise Refused("alts_missing", given=str(len(given.alts)), files=str(len(pictures)))
        pictures = tuple(replace(one, alt_text=alt) for one, alt in zip(pictures, given.alts, strict=True))
    return Content(given.text, given.link, pictures)
