"""Pictures for X: looked at before anything is sent, then put there with their alternative texts."""

from cydbost_connectors.errors import Unavailable
from cydbost_connectors.message import Media
from cydbost_connectors.x import details
from cydbost_connectors.x.api import XApi


def uploaded(api: XApi, media: Media, content: bytes) -> str:
    """Put a picture and its alternative text at X, which shows neither before a post names them; return its id.

    Raises:
        NotSent: nothing was made public; what became of the upload does not matter.
    """
    with api.asking():
        answer = api.post_form(
            "/2/media/upload",
            files={"media": (media.sha256[:16], content, media.mime)},
            data={"media_category": "tweet_image"},
        )
        there = answer.json()["data"]
        number = str(there["id"])
    state = (there.get("processing_info") or {}).get("state", "succeeded")
    if state != "succeeded":
        raise Unavailable(details.MEDIA_WORKED_ON)
    described = {"id": number, "metadata": {"alt_text": {"text": media.alt_text}}}
    with api.asking():
        api.client.request("POST", "/2/media/metadata", json=described)
    return number
