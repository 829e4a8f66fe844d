"""From the stored rows to the values that ``language`` and ``connectors`` understand."""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Final

from cydbost_connectors import Media
from cydbost_language import Attachment, Language, Side
from cydbost_queue.tables import Version

#: Stands between the languages of one post, Welsh above it: readers, and their machines, see where one ends.
LANGUAGE_RULE: Final = "\n\n---\n\n"


def side_of(version: Version) -> Side:
    """Return what a stored revision says, for the comparison."""
    return Side(text=version.text, media=attachments_of(version.media), link=version.link)


def attachments_of(stored: Iterable[Mapping[str, object]]) -> tuple[Attachment, ...]:
    """Return stored files, for the comparison."""
    return tuple(
        Attachment(
            name=_shown_name(str(item["path"]), str(item["sha256"]), number),
            digest=str(item["sha256"]),
            alt_text=str(item["alt_text"]),
            rights=str(item["rights"]),
            words_in=frozenset(map(Language, str(item.get("words_in", "")).split(",") if item.get("words_in") else ())),
        )
        for number, item in enumerate(stored, start=1)
    )


def _shown_name(path: str, sha256: str, number: int) -> str:
    """Return what people know a file by: its place among the others, where its name is but its hash."""
    name = PurePath(path)
    return f"{number}{name.suffix}" if name.stem == sha256 else name.name


def media_of(stored: Iterable[Mapping[str, object]]) -> tuple[Media, ...]:
    """Return stored files, for a connector."""
    return tuple(
        Media(
            path=str(item["path"]),
            sha256=str(item["sha256"]),
            mime=str(item["mime"]),
            alt_text=str(item["alt_text"]),
            rights=str(item["rights"]),
            words_in=str(item.get("words_in", "")),
        )
        for item in stored
    )
