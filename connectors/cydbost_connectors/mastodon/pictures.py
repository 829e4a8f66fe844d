"""Pictures: looked at before anything is sent, and uploaded ahead of the post that will show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from mastodon import Mastodon

from cydbost_connectors.errors import Unavailable
from cydbost_connectors.mastodon import details
from cydbost_connectors.mastodon.calls import Calls
from cydbost_connectors.mastodon.errors import NotThere
from cydbost_connectors.mastodon.limits import Limits
from cydbost_connectors.message import Media
from cydbost_connectors.pictures import load_picture

#: How long an upload is counted on. Servers keep what no post shows for a day.
_KEPT: Final = timedelta(hours=1)
#: Seconds until a picture that the server still works on is asked for again.
_AGAIN: Final = 15.0


@dataclass(frozen=True, slots=True)
class _Upload:
    remote_id: str
    is_ready: bool
    at: datetime


class Pictures:
    """The pictures of one account that were uploaded and that no post shows yet.

    It only saves uploading twice: what another process uploaded, or what was forgotten, is uploaded again.
    """

    def __init__(self, calls: Calls, now: Callable[[], datetime]) -> None:
        """``now`` is the queue's clock (UTC)."""
        self._calls, self._now = calls, now
        self._uploads: dict[tuple[str, str], _Upload] = {}

    def prepare(self, media: Sequence[Media], limits: Limits) -> None:
        """Look at all of them, and upload those that were not.

        Raises:
            Rejected: what to change.
            NotSent: why they cannot be uploaded now.
        """
        contents = [load_picture(one, limits.capabilities()) for one in media]
        self._forget_old()
        for one, content in zip(media, contents, strict=True):
            if _name(one) not in self._uploads:
                self._uploads[_name(one)] = self._upload(one, content)

    def take(self, media: Sequence[Media], limits: Limits) -> list[str]:
        """Return the ids of uploads for a post that is about to be sent; none of them is given out again.

        Raises:
            Rejected: what to change.
            Unavailable: the server still works on one; or why they cannot be uploaded now.
        """
        self.prepare(media, limits)
        for one in media:
            self._ensure_ready(one)
        return [self._taken(one, limits).remote_id for one in media]

    def _taken(self, media: Media, limits: Limits) -> _Upload:
        upload = self._uploads.pop(_name(media), None)
        if upload is None:  # the post shows it twice
            return self._upload(media, load_picture(media, limits.capabilities()))
        return upload

    def _ensure_ready(self, media: Media) -> None:
        upload = self._uploads[_name(media)]
        if upload.is_ready:
            return
        try:
            found = self._calls.read(lambda client: _upload_of(client.media(upload.remote_id), upload.at))
        except NotThere:
            self._uploads.pop(_name(media))  # the next attempt uploads it again
            raise Unavailable(details.MEDIA_PENDING, retry_after=_AGAIN) from None
        if not found.is_ready:
            raise Unavailable(details.MEDIA_PENDING, retry_after=_AGAIN)
        self._uploads[_name(media)] = found

    def _upload(self, media: Media, content: bytes) -> _Upload:
        def send(client: Mastodon) -> _Upload:
            made = client.media_post(content, mime_type=media.mime, description=media.alt_text)
            return _upload_of(made, self._now())

        return self._calls.stage(send)

    def _forget_old(self) -> None:
        oldest = self._now() - _KEPT
        self._uploads = {name: upload for name, upload in self._uploads.items() if upload.at > oldest}


def _upload_of(told: object, at: datetime) -> _Upload:
    """Read a MediaAttachment: it has its address once the server is done with it."""
    if not isinstance(told, dict):
        raise TypeError("no MediaAttachment")
    return _Upload(str(told["id"]), bool(told.get("url")), at)


def _name(media: Media) -> tuple[str, str]:
    return media.sha256.lower(), media.alt_text
