"""Making a post public once: a container that nobody sees, and then one act on its known id.

https://developers.facebook.com/docs/threads/posts and …/troubleshooting, read on 23 November 2026. Whatever goes wrong
while a container is made, nothing is public. Its id is noted before it is published; asked for its status, Threads says
whether it was. Threads makes a container ready by itself, in a second or in half a minute: nobody waits for it here.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from cydbost_connectors import OutcomeUnknown, Outgoing, Rejected, Unavailable
from cydbost_threads import details
from cydbost_threads.calls import ThreadsApi
from cydbost_threads.errors import Absent, unclear
from cydbost_threads.limits import needs_card
from cydbost_threads.notes import Note, Notes
from cydbost_threads.pictures import Shelf
from cydbost_threads.reading import is_id

#: Seconds after which a container that was not ready is looked at again; Meta speaks of 30 on average.
LOOK_AGAIN: Final = 15.0
#: So often a container may not be found when it is to be published; then another is made.
_MISSES: Final = 2
_PUBLISHED: Final = "PUBLISHED"


@dataclass(frozen=True, slots=True)
class Ready:
    """A container that can be published; ``is_public`` says that it was."""

    note: Note
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Containers:
    """The containers of one account."""

    api: ThreadsApi
    notes: Notes
    shelf: Shelf

    def make_ready(self, outgoing: Outgoing, now: datetime) -> Ready:
        """Return a container that can be published, or was; make it where there is none.

        Raises:
            Unavailable: it is not ready yet, or could not be made; nothing is public.
            NotSent: why it cannot be made.
        """
        note = self.notes.of(outgoing)
        if note.post:
            return Ready(note, is_public=True)
        if note.container and note.misses < _MISSES:
            status = self._status(note.container)
            if status is not None:
                return self._judged(outgoing, note, status)
        return self._made(outgoing, note, now)

    def publish(self, outgoing: Outgoing, note: Note) -> str:
        """Make a container public; return the post's id.

        Raises:
            NotSent: surely nothing was made public by this.
            OutcomeUnknown: it may have been.
        """
        try:
            told = self.api.write("me/threads_publish", acts=True, creation_id=note.container)
        except Absent as error:
            # Threads may know a container only after a while. It is tried once more before another is made.
            self.notes.keep(outgoing.key, replace(note, misses=note.misses + 1))
            raise Unavailable(error.detail, retry_after=LOOK_AGAIN) from None
        post = str(told.get("id", ""))
        if not is_id(post):
            raise OutcomeUnknown(details.UNCLEAR)
        self.notes.keep(outgoing.key, replace(note, post=post))
        self.shelf.take_down(outgoing.media, outgoing.key)
        return post

    def was_published(self, note: Note) -> bool:
        """Tell whether Threads says that a noted container was published.

        Raises:
            NotSent: it could not be asked.
        """
        return bool(note.container) and self._status(note.container) == _PUBLISHED

    def _made(self, outgoing: Outgoing, note: Note, now: datetime) -> Ready:
        addresses = self.shelf.put(outgoing.media, outgoing.key, now)
        common = {"text": outgoing.text}
        if outgoing.reply_to is not None:
            common["reply_to_id"] = outgoing.reply_to
        if outgoing.link is not None and needs_card(outgoing):
            common["link_attachment"] = outgoing.link
        if not addresses:
            container = self._new(media_type="TEXT", **common)
        elif len(addresses) == 1:
            alt_text = outgoing.media[0].alt_text
            container = self._new(media_type="IMAGE", image_url=addresses[0], alt_text=alt_text, **common)
        else:
            note = self._children(outgoing, note, addresses)
            container = self._new(media_type="CAROUSEL", children=",".join(note.children), **common)
        note = replace(note, container=container, misses=0)
        self.notes.keep(outgoing.key, note)
        return self._judged(outgoing, note, self._status(container) or "IN_PROGRESS")

    def _children(self, outgoing: Outgoing, note: Note, addresses: list[str]) -> Note:
        """Return the note with a container for each picture, all of them ready."""
        if not note.children or None in (states := [self._status(one) for one in note.children]):
            made = [
                self._new(media_type="IMAGE", image_url=address, alt_text=one.alt_text, is_carousel_item="true")
                for one, address in zip(outgoing.media, addresses, strict=True)
            ]
            note = replace(note, children=tuple(made))
            self.notes.keep(outgoing.key, note)
            states = [self._status(one) for one in made]
        for state in states:
            self._judged(outgoing, note, state or "IN_PROGRESS")
        return note

    def _new(self, **form: str) -> str:
        made = str(self.api.write("me/threads", acts=False, **form).get("id", ""))
        if not is_id(made):
            raise unclear("", acts=False)
        return made

    def _status(self, container: str) -> str | None:
        """Return what became of a container, ``None`` where Threads no longer knows it, or will not publish it."""
        try:
            told = str(self.api.read(container, fields="status,error_message").get("status", ""))
        except Absent:
            return None
        return None if told == "EXPIRED" else told

    def _judged(self, outgoing: Outgoing, note: Note, status: str) -> Ready:
        if status in {"FINISHED", _PUBLISHED}:
            return Ready(note, is_public=status == _PUBLISHED)
        if status == "ERROR":
            self.notes.keep(outgoing.key, Note(note.content))
            raise Rejected(details.MEDIA_UNFETCHED if outgoing.media else details.REFUSED)
        raise Unavailable(details.GETTING_READY, retry_after=LOOK_AGAIN)
