"""What is said of a comment: its language, how surely, and the language of the answer."""

from dataclasses import dataclass
from enum import StrEnum

from cydbost_language.pair import Language, Span


class Detected(StrEnum):
    """The language a comment is found to be in."""

    CY = "cy"
    EN = "en"
    MIXED = "mixed"  #: both, each saying something of its own
    OTHER = "other"  #: a third language
    NONE = "none"  #: no words to judge by: links, numbers, signs, or names alone


class ReplyIn(StrEnum):
    """The language or languages a comment must be answered in. Where it is both, Welsh stands first."""

    CY = "cy"
    EN = "en"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Detection:
    """The verdict on one comment.

    ``confidence`` goes from 0.0 to 1.0. ``spans`` are the stretches of the text that are surely in one language,
    in reading order, in characters; links, names, greetings and numbers belong to none.
    """

    language: Detected
    confidence: float
    reply_in: ReplyIn
    spans: tuple[tuple[Language, Span], ...] = ()
