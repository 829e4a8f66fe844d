"""Covering words that a reader may not want to meet unprepared; they are shown on demand."""

from dataclasses import dataclass
from itertools import pairwise

from cydbost_bot.office.words import _
from cydbost_language import Agreements
from cydbost_language.offence import offensive_spans


@dataclass(frozen=True, slots=True)
class Covered:
    """What somebody wrote, as it is shown at first and as it was written."""

    text: str
    whole: str
    words: int  #: how many stretches are covered


def covered(text: str | None, agreements: Agreements, *, most: int | None = None) -> Covered | None:
    """Return ``text`` with its insults and obscenities covered; of a long one, only the beginning where ``most`` says.

    Returns nothing where the words were erased.
    """
    if text is None:
        return None
    spans = offensive_spans(text, agreements)
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    kept = [text[start:end] for start, end in list(pairwise(edges))[::2]]
    cover = "[" + _("covered word") + "]"
    return Covered(_beginning(cover.join(kept), most), text, len(spans))


def _beginning(text: str, most: int | None) -> str:
    if most is None or len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]}…"
