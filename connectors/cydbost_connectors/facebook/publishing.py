"""Making a post public once: a draft that nobody sees, and then one act on its known id.

Facebook has no idempotency keys. Whatever goes wrong while a draft is made, nothing is public. Its id is noted before
it is published; publishing it twice is one post, and asking for it tells whether it is public.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cydbost_connectors.errors import OutcomeUnknown, Unavailable
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.errors import GraphFault, Kind, sorted_out
from cydbost_connectors.facebook.graph import PageGraph, items, mapping, whole
from cydbost_connectors.facebook.limits import CAPABILITIES, needs_card
from cydbost_connectors.facebook.reading import POST_FIELDS, SKEW, alt_texts_of, links_alike, photos_of, says
from cydbost_connectors.facebook.remote_ids import is_post
from cydbost_connectors.message import Media, Outgoing
from cydbost_connectors.pictures import load_picture
from cydbost_connectors.vault import Vault

#: Where drafts are noted, and how many are remembered.
_DRAWER: Final = "drafts"
_REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class Publisher:
    """Makes the posts of one Page.

    Args:
        graph: the Page's Graph API.
        page_id: its number.
        vault: where the ids of drafts are noted.
        drafts_edge: the edge that lists unpublished posts; empty where the token may not read it.
        is_direct: publish at once, without a draft.
    """

    graph: PageGraph
    page_id: str
    vault: Vault
    drafts_edge: str
    is_direct: bool

    def publish(self, outgoing: Outgoing) -> str:
        """Make a post public and return its id.

        Raises:
            Duplicate: Facebook holds it for the same as another.
            ConnectorError: what to do next.
        """
        if self.is_direct:
            return self._post(outgoing, published=True)
        with sorted_out():
            begun = next(self.drafts_of(outgoing), None)
        if begun is not None and begun.get("is_published") is True:
            return str(begun["id"])
        number = str(begun["id"]) if begun else self._post(outgoing, published=False)
        self._note(outgoing.key, number)
        with sorted_out(is_public=True):
            told = mapping(self.graph.request(f"{self.graph.version}/{number}", post_args={"is_published": True}))
        if told.get("success") is not True:
            raise OutcomeUnknown(details.UNCLEAR)
        return number

    def drafts_of(self, outgoing: Outgoing) -> Iterator[Mapping[str, Any]]:
        """Yield the posts that were begun for this, public by now or not: the noted one, then any with its content.

        Raises:
            GraphFault: they could not be read.
        """
        noted = self._noted().get(outgoing.key)
        if noted:
            with _nothing_if(Kind.ABSENT):
                node = whole(self.graph.get_object(noted, fields=POST_FIELDS), "id")
                if node.get("is_published") is True or self._is_same(node, outgoing):
                    yield node
        if not self.drafts_edge:
            return
        since = int((outgoing.created_at - SKEW).timestamp())
        # A token may do without the permission to read drafts: a lost one is then made anew, and never seen.
        with _nothing_if(Kind.ABSENT, Kind.PERMISSION, Kind.CONTENT):
            page = self.graph.get_connections(self.page_id, self.drafts_edge, fields=POST_FIELDS, since=since, limit=50)
            yield from [one for one in items(whole(page, "data")) if self._is_same(one, outgoing)]

    def upload(self, media: Media) -> str:
        """Send a picture that nobody sees yet; return its id.

        Raises:
            ConnectorError: it was not taken.
        """
        content = load_picture(media, CAPABILITIES)
        with sorted_out():
            told = self.graph.put_photo(
                (Path(media.path).name.encode("ascii", "replace").decode(), content, media.mime),
                album_path=f"{self.page_id}/photos",
                alt_text_custom=media.alt_text,
                published=False,
                temporary=True,
            )
        number = str(mapping(told).get("id", ""))
        if not number.isdecimal():
            raise Unavailable(details.UNCLEAR)
        return number

    def _post(self, outgoing: Outgoing, *, published: bool) -> str:
        pictures = [{"media_fbid": self.upload(one)} for one in outgoing.media]
        link = outgoing.link if needs_card(outgoing) else None
        with sorted_out(is_public=published):
            told = self.graph.put_object(
                self.page_id,
                "feed",
                message=outgoing.text,
                link=link,
                attached_media=pictures or None,
                published=published,
            )
        number = str(mapping(told).get("id", ""))
        if not is_post(number, self.page_id):
            raise (OutcomeUnknown if published else Unavailable)(details.UNCLEAR)
        return number

    def _is_same(self, node: Mapping[str, Any], outgoing: Outgoing) -> bool:
        if not says(node, outgoing) or not links_alike(node, outgoing):
            return False
        described = alt_texts_of(self.graph, [node])
        return [described[photo] for photo in photos_of(node)] == [one.alt_text for one in outgoing.media]

    def _noted(self) -> dict[str, str]:
        with self.vault.drawer(_DRAWER) as drawer:
            return _read(drawer.read())

    def _note(self, key: str, number: str) -> None:
        with self.vault.drawer(_DRAWER) as drawer:
            noted = _read(drawer.read()) | {key: number}
            drawer.keep(json.dumps(dict(list(noted.items())[-_REMEMBERED:])))


def _read(raw: str | None) -> dict[str, str]:
    with suppress(ValueError):
        return {str(key): str(number) for key, number in mapping(json.loads(raw or "{}")).items()}
    return {}


@contextmanager
def _nothing_if(*kinds: Kind) -> Iterator[None]:
    """Pass over a fault of these kinds."""
    try:
        yield
    except GraphFault as fault:
        if fault.kind not in kinds:
            raise
