"""What stands on the noticeboard, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

#: A line of its own between the two languages of a notice that carries both (``cy,en``), Welsh above it.
LANGUAGE_RULE: Final = "---"

#: Between the two languages of such a notice's alternative texts, Welsh before it.
ALT_RULE: Final = " / "

CY: Final = "cy"
EN: Final = "en"
COMBINED: Final = "cy,en"
LANGUAGES: Final = (CY, EN)  #: the pages there are, Welsh first


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of a notice; its bytes are fetched by ``sha256``."""

    sha256: str
    mime: str
    alt_text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice, or one reply to a comment, as it stands now. All times are UTC.

    ``slug`` names its pages (``""`` for a reply), ``continues`` the notice and ``answers`` the comment it
    was sent in reply to, by their numbers.
    """

    number: int
    uid: str  #: a UUID that never changes, for feeds
    account: str
    key: str
    language: str
    pair: str
    slug: str
    text: str
    link: str | None
    pictures: tuple[Picture, ...]
    published_at: datetime
    edited_at: datetime | None
    withdrawn_at: datetime | None
    continues: int | None
    answers: int | None

    @property
    def updated_at(self) -> datetime:
        """When the public last saw it change."""
        return self.edited_at or self.published_at

    def part(self, language: str) -> str:
        """Return what it says in ``language``; all of it where its languages are not told apart."""
        if self.language != COMBINED:
            return self.text
        welsh, english = parts(self.text)
        return (english or self.text) if language == EN else welsh

    def described(self, picture: Picture, language: str) -> str:
        """Return a picture's alternative text in ``language``; all of it where its languages are not told apart."""
        halves = picture.alt_text.split(ALT_RULE)
        both = self.language == COMBINED and len(halves) == len(LANGUAGES)
        return halves[LANGUAGES.index(language)] if both else picture.alt_text

    def carries(self, language: str) -> bool:
        """Say whether this notice says anything in ``language``."""
        return language in self.language.split(",")


@dataclass(frozen=True, slots=True)
class Comment:
    """What a member of the public wrote under the notice numbered ``on``; ``author`` may be empty."""

    number: int
    on: int
    author: str
    text: str
    written_at: datetime
    removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice or reply, with the path where the public finds it."""

    notice: Notice
    path: str


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """The noticeboard itself: an id for its feeds and when it was made (UTC)."""

    uid: str
    made_at: datetime


def parts(text: str) -> tuple[str, str | None]:
    """Split the text of a combined notice into Welsh and English at the first ``LANGUAGE_RULE`` line."""
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.strip() == LANGUAGE_RULE:
            return "\n".join(lines[:at]).strip(), "\n".join(lines[at + 1 :]).strip()
    return text, None
