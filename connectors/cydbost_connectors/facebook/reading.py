"""Facebook's posts and comments as values, and when two say the same."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cydbost_connectors.facebook.graph import PageGraph, items, mapping
from cydbost_connectors.facebook.limits import needs_card
from cydbost_connectors.message import Incoming, Live, Outgoing

_ATTACHED: Final = "media_type,target,unshimmed_url"
POST_FIELDS: Final = (
    "id,message,created_time,updated_time,permalink_url,is_published,"
    f"attachments{{{_ATTACHED},subattachments.limit(30){{media_type,target}}}}"
)
COMMENT_FIELDS: Final = f"id,message,created_time,permalink_url,from,parent{{id}},attachment{{{_ATTACHED}}}"
ALT_FIELDS: Final = "id,alt_text_custom"
#: How far Facebook's clock may be behind ours.
SKEW: Final = timedelta(minutes=2)

_EPOCH: Final = datetime.fromtimestamp(0, UTC)


def moment(told: object) -> datetime:
    """Return one of Facebook's times (``2026-06-03T17:30:00+0000``), the epoch where it is none."""
    try:
        return datetime.fromisoformat(str(told)).astimezone(UTC)
    except ValueError:
        return _EPOCH


def folded(text: str) -> str:
    """Return a text as a reader sees it: composed letters, and any run of white space as one."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def photos_of(node: Mapping[str, Any]) -> list[str]:
    """Return the ids of the pictures of a post or a comment, in their order."""
    return [
        str(mapping(one.get("target")).get("id"))
        for one in _attached(node)
        if one.get("media_type") == "photo" and mapping(one.get("target")).get("id")
    ]


def alt_texts_of(graph: PageGraph, nodes: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the alternative texts of all pictures of these, by the picture's id."""
    wanted = [photo for node in nodes for photo in photos_of(node)]
    found = graph.get_many(wanted, ALT_FIELDS) if wanted else {}
    return {photo: str(mapping(found.get(photo)).get("alt_text_custom") or "") for photo in wanted}


def live_of(node: Mapping[str, Any], alt_texts: Mapping[str, str]) -> Live:
    """Return a post or a comment as the public sees it."""
    return Live(
        remote_id=str(node.get("id")),
        address=str(node.get("permalink_url") or f"https://www.facebook.com/{node.get('id')}"),
        language=None,
        text=str(node.get("message") or ""),
        alt_texts=tuple(alt_texts.get(photo, "") for photo in photos_of(node)),
        published_at=moment(node.get("created_time")),
    )


def incoming_of(node: Mapping[str, Any], on: str) -> Incoming:
    """Return a comment as it came. Facebook gives no name where the token may not see it."""
    return Incoming(
        remote_id=str(node.get("id")),
        on=on,
        author=str(mapping(node.get("from")).get("name") or ""),
        text=str(node.get("message") or ""),
        written_at=moment(node.get("created_time")),
    )


def is_by(node: Mapping[str, Any], page_id: str) -> bool:
    """Tell whether the Page itself wrote this comment."""
    return str(mapping(node.get("from")).get("id")) == page_id


def says(node: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Tell whether a post or comment has these words and as many pictures, and was made since they were to go out."""
    return (
        folded(str(node.get("message") or "")) == folded(outgoing.text)
        and len(photos_of(node)) == len(outgoing.media)
        and moment(node.get("created_time")) >= outgoing.created_at - SKEW
    )


def links_alike(node: Mapping[str, Any], outgoing: Outgoing) -> bool:
    """Tell whether a post's link card is the one that is wanted, if one is."""
    cards = [str(one.get("unshimmed_url")) for one in _attached(node) if one.get("media_type") == "link"]
    if needs_card(outgoing):
        return cards == [outgoing.link]
    return all(card in outgoing.text for card in cards)


def _attached(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    alone = node.get("attachment")
    for one in [mapping(alone)] if alone else items(node.get("attachments")):
        inner = items(one.get("subattachments"))
        yield from inner or [one]
