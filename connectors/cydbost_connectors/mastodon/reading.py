"""What a server gives back (Status, Account), read as what the public sees."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any, Final

from cydbost_connectors.mastodon.wording import without_address, without_link
from cydbost_connectors.message import Live, Receipt

Entity = Mapping[str, Any]

_VOID: Final = frozenset({"br", "img", "hr", "wbr"})


def moment(told: object) -> datetime:
    """Return a moment in UTC, as the library or the server gives it.

    Raises:
        ValueError, TypeError: it is none.
    """
    when = datetime.fromisoformat(told) if isinstance(told, str) else told
    if not isinstance(when, datetime):
        raise TypeError("no moment")
    return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)


def text_of(status: Entity) -> str:
    """Return a status's words as they were written: line ends, whole links, and mentions with their servers."""
    named = {one["url"]: one["acct"] for one in status.get("mentions") or () if one.get("url")}
    reader = _Reader(named)
    reader.feed(status.get("content") or "")
    reader.close()
    warning = (status.get("spoiler_text") or "").strip()
    words = reader.text()
    return f"{warning}\n\n{words}" if warning else words


def alt_texts_of(status: Entity) -> tuple[str, ...]:
    """Return the descriptions of a status's media, in order."""
    return tuple(one.get("description") or "" for one in status.get("media_attachments") or ())


def address_of(status: Entity) -> str:
    """Return where the public finds a status."""
    return str(status.get("url") or status["uri"])


def receipt_of(status: Entity, at: object = None) -> Receipt:
    """Return what a server gave back for a write; ``at`` is its own time where that is not when it was published."""
    return Receipt(str(status["id"]), address_of(status), moment(at or status["created_at"]))


def live_of(status: Entity, own_id: str) -> Live:
    """Return what the public sees of a status of the account ``own_id``: neither whom it answers, nor its link."""
    answered = status.get("in_reply_to_account_id")
    text = text_of(status)
    if answered is not None and str(answered) != own_id:
        text = without_address(text, names_of(status, only=str(answered)))
    return Live(
        remote_id=str(status["id"]),
        address=address_of(status),
        language=status.get("language") or None,
        text=without_link(text),
        alt_texts=alt_texts_of(status),
        published_at=moment(status["created_at"]),
    )


def names_of(status: Entity, *, only: str | None = None) -> list[str]:
    """Return the names that a status mentions; ``only`` that of one account, by its id."""
    mentions: Iterable[Entity] = status.get("mentions") or ()
    return [str(one["acct"]) for one in mentions if only is None or str(one["id"]) == only]


class _Reader(HTMLParser):
    """Reads a status's HTML: paragraphs, line breaks, links and mentions; all other marks are passed over."""

    def __init__(self, named: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self._named = named
        self._pieces: list[str] = []
        self._mention: str | None = None  #: the name of the mention that is being read
        self._skipped = 0  #: how deep within what is no part of the words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        if self._skipped or "quote-inline" in classes:
            self._skipped += tag not in _VOID
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in {"p", "blockquote", "ul", "ol", "pre"} and self._pieces:
            self._pieces.append("\n\n")
        elif tag == "li" and self._pieces:
            self._pieces.append("\n")
        elif tag == "a" and "mention" in classes and given.get("href") in self._named:
            self._mention = self._named[given["href"] or ""]
            self._pieces.append(f"@{self._mention}")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif tag == "a":
            self._mention = None

    def handle_data(self, data: str) -> None:
        if not self._skipped and self._mention is None:
            self._pieces.append(data)

    def text(self) -> str:
        return "".join(self._pieces).strip("\n")
