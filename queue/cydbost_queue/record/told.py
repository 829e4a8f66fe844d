"""What one chain tells of its posting: the state it came to, and the texts it was given."""

import json
from collections.abc import Iterator
from typing import Final

from cydbost_queue.record.as_stored import Row, number_in
from cydbost_queue.record.flaws import Flaw
from cydbost_queue.record.restated import restated_text
from cydbost_queue.record.tags import Tag
from cydbost_queue.states import PostingState

#: The acts after which a posting's state, or one of its texts, is another.
TELLING: Final = frozenset({Tag.POSTING_ADDED.value, Tag.POSTING_MOVED.value, Tag.VERSION_WRITTEN.value})


class Told:
    """One subject's state and texts, as its chain tells them."""

    def __init__(self, subject: str) -> None:
        """Nothing was told yet."""
        self._subject = subject
        self._state: str | None = None
        self._texts: dict[tuple[str, str], str] = {}  #: content hash by language and revision

    def hear(self, act: str, data: object) -> None:
        """Take in an entry of one of the acts that tell."""
        said = _read(data)
        if act == Tag.POSTING_ADDED:
            self._state = PostingState.DRAFT.value
        elif act == Tag.POSTING_MOVED:
            self._state = str(said.get("to"))
        else:
            self._texts[str(said.get("language")), str(said.get("revision"))] = str(said.get("content"))

    def state_flaws(self, postings: Iterator[Row]) -> Iterator[Flaw]:
        """Give the flaws of the posting's state; each row is its number and its state."""
        states = [state for _, state in postings]
        if not states and self._state is not None:
            yield Flaw("posting_missing", self._subject)
        yield from (Flaw("state_differs", self._subject) for state in states if state != self._state)

    def text_flaws(self, versions: Iterator[Row]) -> Iterator[Flaw]:
        """Give the flaws of the posting's texts."""
        seen = 0
        for _, language, revision, text, link, media, stated in versions:
            seen += 1
            told = self._texts.get((str(language), str(revision)))
            if told is None or told != stated or told != restated_text(text, link, media):
                yield Flaw("text_differs", self._subject, number_in(revision))
        if seen < len(self._texts):
            yield Flaw("text_missing", self._subject, len(self._texts) - seen)


def _read(data: object) -> dict[str, object]:
    try:
        said = json.loads(data) if isinstance(data, str) else {}
    except (RecursionError, ValueError):
        return {}  # its hash tells that it was changed
    return said if isinstance(said, dict) else {}
