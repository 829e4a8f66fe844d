"""Language: text in, judgement out. Pure functions; no files, no network, no database.

The values are here at once. The judges are fetched when they are first asked for: their patterns take longer to build
than a command that only prints its help may take.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from cydbost_language.pair import Agreements, Attachment, Finding, Language, Pair, Severity, Side, Span

if TYPE_CHECKING:
    from cydbost_language.detection import Detected, Detection, ReplyIn, detect
    from cydbost_language.hashing import content_hash
    from cydbost_language.judge import check_alone, check_pair
    from cydbost_language.messages import explain, explain_check
    from cydbost_language.spelling import Speller, Spellers

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
    "Speller",
    "Spellers",
    "check_alone",
    "check_pair",
    "content_hash",
    "detect",
    "explain",
    "explain_check",
]

_HOMES: Final = {
    "Detected": "detection",
    "Detection": "detection",
    "ReplyIn": "detection",
    "detect": "detection",
    "content_hash": "hashing",
    "check_alone": "judge",
    "check_pair": "judge",
    "explain": "messages",
    "explain_check": "messages",
    "Speller": "spelling",
    "Spellers": "spelling",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module of that name holds
    """Fetch a judge from its module, and keep it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
