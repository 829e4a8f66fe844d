"""The exercise: a platform that behaves as a real one, reaches nobody, and marks every word that it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.message import Health, Incoming, Live, Outgoing, Receipt
from cydbost_connectors.noticeboard.connector import NoticeboardConnector
from cydbost_connectors.noticeboard.store import NoticeboardStore

PLATFORM: Final = "exercise"

#: Stands above every text, by its language: whoever meets it knows that it is no message of the council's.
MARKS: Final[Mapping[str, str]] = {
    "cy": "YMARFER. Nid neges go iawn.",
    "en": "EXERCISE. Not a real message.",
    "cy,en": "YMARFER. Nid neges go iawn. / EXERCISE. Not a real message.",
}


class ExerciseConnector:
    """One account in an exercise, on a board of the exercise's own. It holds no credentials and opens no connection."""

    def __init__(self, store: NoticeboardStore, account: str, *, language: str) -> None:
        """``language`` is what the account carries: ``cy``, ``en`` or ``cy,en``."""
        self._board = NoticeboardConnector(store, account, language=language, base_url="https://exercise.invalid")

    @property
    def capabilities(self) -> Capabilities:
        """What the exercise's board can do."""
        return replace(self._board.capabilities, platform=PLATFORM)

    def prepare(self, outgoing: Outgoing) -> None:
        """Check what the board would check.

        Raises:
            NotSent: what to change.
        """
        self._board.prepare(_marked(outgoing))

    def publish(self, outgoing: Outgoing) -> Receipt:
        """Put it, marked, on the exercise's board."""
        return self._board.publish(_marked(outgoing))

    def find(self, outgoing: Outgoing) -> Live | None:
        """Return what stands under this key, without its mark."""
        return _unmarked(self._board.find(outgoing))

    def read_back(self, remote_id: str) -> Live | None:
        """Return what stands there, without its mark."""
        return _unmarked(self._board.read_back(remote_id))

    def edit(self, remote_id: str, outgoing: Outgoing) -> Receipt:
        """Put it, marked, in the place of what stands there."""
        return self._board.edit(remote_id, _marked(outgoing))

    def withdraw(self, remote_id: str) -> None:
        """Take it down."""
        self._board.withdraw(remote_id)

    def comments(self, since: datetime) -> Iterator[Incoming]:
        """Yield what those who take part wrote."""
        return self._board.comments(since)

    def recent(self, since: datetime) -> Iterator[Live]:
        """Yield what stands on the exercise's board, without its marks."""
        return (live for live in map(_unmarked, self._board.recent(since)) if live is not None)

    def health(self) -> Health:
        """Say whether the exercise's board can be used."""
        return self._board.health()


def _marked(outgoing: Outgoing) -> Outgoing:
    return replace(outgoing, text=f"{MARKS[outgoing.language]}\n\n{outgoing.text}")


def _unmarked(live: Live | None) -> Live | None:
    if live is None:
        return None
    for mark in sorted(MARKS.values(), key=len, reverse=True):
        if live.text.startswith(f"{mark}\n\n"):
            return replace(live, text=live.text.removeprefix(f"{mark}\n\n"))
    return live
