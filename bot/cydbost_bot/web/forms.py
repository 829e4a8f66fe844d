"""The comment form: read within bounds, judged, and told what to mend."""

import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request

from cydbost_bot.web.words import N_
from cydbost_connectors.noticeboard.commenting import AUTHOR_LIMIT, COMMENT_LIMIT
from cydbost_connectors.refusing import is_showable

BODY_LIMIT: Final = 64_000  #: bytes: several times the longest comment, every character escaped
_FIELDS: Final = 10
_UNSEEN: Final = {"Zs", "Zl", "Zp", "Cf", "Mn"}  #: Unicode's spaces, formats and combining marks

ENTER: Final = N_("Enter your comment")
TOO_LONG: Final = N_("Your comment must be 2,000 characters or less")
NAME_TOO_LONG: Final = N_("Your name must be 80 characters or less")
CONTROL: Final = N_("Your comment holds a character that cannot be shown. Type it again in place of pasting it")
NAME_CONTROL: Final = N_("Your name holds a character that cannot be shown. Type it again in place of pasting it")
TRAP: Final = N_("Leave this field empty: it is there to catch machines")


class TooLarge(Exception):
    """More was sent than any comment needs."""


@dataclass(frozen=True, slots=True)
class CommentForm:
    """What was typed. ``website`` is hidden from people: what fills it in is a machine."""

    text: str = ""
    author: str = ""
    website: str = ""

    def errors(self) -> dict[str, str]:
        """Return, for each field to mend, what to do, as an English sentence of the catalogue."""
        found: dict[str, str | None] = {
            "text": _first(
                (not _says_anything(self.text), ENTER),
                (len(self.text) > COMMENT_LIMIT, TOO_LONG),
                (not is_showable(self.text), CONTROL),
            ),
            "author": _first(
                (len(self.author) > AUTHOR_LIMIT, NAME_TOO_LONG), (not is_showable(self.author), NAME_CONTROL)
            ),
            "website": TRAP if self.website else None,
        }
        return {field: error for field, error in found.items() if error}


async def read_form(request: Request) -> CommentForm:
    """Read a posted form.

    Raises:
        TooLarge: it is larger than ``BODY_LIMIT``, whatever it said of its own size.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise TooLarge
    return parsed(bytes(body))


def parsed(body: bytes) -> CommentForm:
    """Read a form's body; what is no form of ours, or no UTF-8, is an empty or unshowable one."""
    try:
        # Bytes that are no UTF-8 become half characters, which the judgement then refuses in words.
        fields = parse_qs(body.decode("utf-8", "surrogateescape"), errors="surrogateescape", max_num_fields=_FIELDS)
    except ValueError:
        return CommentForm()
    text, author, website = (_typed(fields, name) for name in ("text", "author", "website"))
    return CommentForm(text=text, author=author, website=website)


def _typed(fields: dict[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0].replace("\r\n", "\n").strip()


def _says_anything(text: str) -> bool:
    """Say whether anything in ``text`` can be seen: spaces and joiners alone cannot."""
    return any(unicodedata.category(character) not in _UNSEEN for character in text)


def _first(*judged: tuple[bool, str]) -> str | None:
    return next((sentence for wrong, sentence in judged if wrong), None)
