"""A post as Bluesky keeps it: made from what is sent, and read back as what the public sees."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from cydbost_connectors.bluesky.facets import Facet
from cydbost_connectors.bluesky.keys import POST, PostId
from cydbost_connectors.bluesky.pictures import content_id
from cydbost_connectors.message import Live, Outgoing, Receipt

Record = Mapping[str, Any]


def record_of(
    outgoing: Outgoing, at: datetime, *, facets: Sequence[Facet], blobs: Sequence[Any], reply: Record | None
) -> dict[str, Any]:
    """Return the record of a post that is sent at ``at`` (UTC).

    Args:
        outgoing: what is sent.
        at: the moment that Bluesky shows.
        facets: what in its text can be followed.
        blobs: its pictures as the server named them when it took them.
        reply: the post it answers, and the one that began the thread.
    """
    record: dict[str, Any] = {
        "$type": POST,
        "text": outgoing.text,
        "langs": outgoing.language.split(","),
        "createdAt": at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
    }
    if facets:
        record["facets"] = list(facets)
    if reply is not None:
        record["reply"] = reply
    if blobs:
        pictures = zip(outgoing.media, blobs, strict=True)
        images = [{"alt": media.alt_text, "image": blob} for media, blob in pictures]
        record["embed"] = {"$type": "app.bsky.embed.images", "images": images}
    elif outgoing.link is not None:
        record["embed"] = {"$type": "app.bsky.embed.external", "external": _card(outgoing.link)}
    return record


def _card(link: str) -> dict[str, str]:
    """Return a link's card. It says no more than the link: only approved words are published."""
    return {"uri": link, "title": urlsplit(link).netloc, "description": ""}


def is_same(outgoing: Outgoing, record: Record) -> bool:
    """Say whether a record is this very post: what makes it out besides its time, and what others decide."""
    sent = [(content_id(media.sha256), media.alt_text) for media in outgoing.media]
    card = None if outgoing.media else outgoing.link
    external = (record.get("embed") or {}).get("external") or {}
    return (outgoing.text, outgoing.language, outgoing.reply_to, sent, card) == (
        record.get("text"),
        _language(record),
        ((record.get("reply") or {}).get("parent") or {}).get("uri"),
        [(_link_of(image), image.get("alt", "")) for image in _images(record)],
        external.get("uri"),
    )


def receipt_of(live: Live) -> Receipt:
    """Return the receipt of a post that stands."""
    return Receipt(live.remote_id, live.address, live.published_at)


def live_of(at: PostId, record: Record, web: str) -> Live:
    """Return what the public sees of a record; ``web`` is where people read Bluesky."""
    return Live(
        remote_id=str(at),
        address=f"{web}/profile/{at.did}/post/{at.rkey}",
        language=_language(record),
        text=str(record.get("text", "")),
        alt_texts=tuple(str(image.get("alt", "")) for image in _images(record)),
        published_at=moment(str(record.get("createdAt", ""))),
    )


def moment(written: str) -> datetime:
    """Return a moment as the protocol writes it (UTC); where it is none, as people's own tools may write, the first."""
    try:
        return datetime.fromisoformat(written).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.fromtimestamp(0, UTC)


def _language(record: Record) -> str | None:
    langs = record.get("langs") or ()
    return ",".join(str(one) for one in langs) or None


def _images(record: Record) -> Sequence[Record]:
    embed = record.get("embed") or {}
    return (embed.get("media") or embed).get("images") or ()


def _link_of(image: Record) -> str:
    return str(((image.get("image") or {}).get("ref") or {}).get("$link", ""))
