"""What in a text can be followed: links, hashtags and accounts, each at its place in bytes of UTF-8."""

from collections.abc import Callable
from typing import Any

Facet = dict[str, Any]


def facets_of(text: str, resolve: Callable[[str], str | None]) -> list[Facet]:
    """Return the facets of a text as Bluesky's own app would find them.

    Args:
        text: the post's text.
        resolve: gives the identity of the account with a handle, ``None`` where there is none: it stays plain text.
    """
    from atproto_client.utils import facet_detection  # noqa: PLC0415 - the library takes a second to load

    found = [one.model_dump(by_alias=True, exclude_none=True) for one in facet_detection.detect_facets(text)]
    for mention in facet_detection.detect_mentions(text):
        did = resolve(mention.handle.lower())
        if did is not None:
            feature = {"$type": "app.bsky.richtext.facet#mention", "did": did}
            place = {"byteStart": mention.byte_start, "byteEnd": mention.byte_end}
            found.append({"index": place, "features": [feature]})
    return sorted(found, key=lambda one: int(one["index"]["byteStart"]))
