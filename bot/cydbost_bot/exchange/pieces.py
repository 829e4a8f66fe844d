"""A text in pieces, a sentence or a line each, that can be put together again with other words in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cydbost_language.sentences import ends


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, without the white space around it, and the white space that comes before it."""

    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """All the pieces of a text, and the white space after the last."""

    pieces: tuple[Piece, ...]
    after: str

    def joined(self, words: Sequence[str]) -> str:
        """Return the text with ``words`` in the place of its pieces, one for each: its lines stay as they are.

        A piece for which there are no words is left out, with the white space before it.

        Raises:
            ValueError: there are more words, or fewer, than pieces.
        """
        parts = [piece.before + text for piece, text in zip(self.pieces, words, strict=True) if text]
        return "".join([*parts, self.after])


def cut(text: str) -> Pieces:
    """Cut ``text`` at the ends of its lines and sentences; what ``joined`` makes of its own pieces is ``text``."""
    pieces: list[Piece] = []
    waiting = ""
    for stretch in _stretches(text):
        kept = stretch.strip()
        if not kept:
            waiting += stretch
            continue
        begin = len(stretch) - len(stretch.lstrip())
        pieces.append(Piece(waiting + stretch[:begin], kept))
        waiting = stretch[begin + len(kept) :]
    return Pieces(tuple(pieces), waiting)


def _stretches(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        done = 0
        for end in (*ends(line), len(line)):
            if end > done:
                yield line[done:end]
                done = end
