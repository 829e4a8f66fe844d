"""Language: text in, judgement out. Pure functions; no files, no network, no database."""

from cydbost_language.detection import Detected, Detection, ReplyIn, detect
from cydbost_language.hashing import content_hash
from cydbost_language.judge import check_alone, check_pair
from cydbost_language.pair import Agreements, Attachment, Finding, Language, Pair, Severity, Side, Span

__all__ = [
    "Agreements",
    "Attachment",
    "Detected",
    "Detection",
    "Finding",
    "Language",
    "Pair",
    "ReplyIn",
    "Severity",
    "Side",
    "Span",
    "check_alone",
    "check_pair",
    "content_hash",
    "detect",
]
