"""What the room calls things."""

from collections.abc import Mapping
from typing import Final

from cydbost_bot.exchange.bringing_back import Refusal
from cydbost_bot.exchange.formats import Format
from cydbost_bot.exchange.parcel import Fault
from cydbost_bot.office.words import N_, _
from cydbost_bot.sentences_translation import person_name
from cydbost_language import Language
from cydbost_language.offering import PointKind
from cydbost_queue.translations import Owed

_OWED: Final = {
    (Language.CY, Owed.MISSING): N_("Welsh to be written"),
    (Language.EN, Owed.MISSING): N_("English to be written"),
    (Language.CY, Owed.STALE): N_("Welsh stale: the English has changed"),
    (Language.EN, Owed.STALE): N_("English stale: the Welsh has changed"),
}
_WRITTEN: Final = N_("Welsh written: it waits for approval")

POINT_KINDS: Final[Mapping[PointKind, str]] = {
    PointKind.DATE: N_("a date"),
    PointKind.TIME: N_("a time"),
    PointKind.AMOUNT: N_("a sum of money"),
    PointKind.PERCENTAGE: N_("a percentage"),
    PointKind.NUMBER: N_("a number"),
    PointKind.PHONE: N_("a telephone number"),
    PointKind.EMAIL: N_("an e-mail address"),
    PointKind.POSTCODE: N_("a postcode"),
    PointKind.LINK: N_("a link"),
    PointKind.HASHTAG: N_("a hashtag"),
    PointKind.MENTION: N_("an account"),
    PointKind.PLACEHOLDER: N_("a gap to be filled"),
    PointKind.NAME: N_("an agreed name"),
    PointKind.TERM: N_("an agreed term"),
}
FORMATS: Final[Mapping[Format, tuple[str, str]]] = {
    Format.XLIFF_12: (N_("XLIFF 1.2"), N_("For most translators’ tools.")),
    Format.XLIFF_2: (N_("XLIFF 2.0"), N_("For newer tools.")),
    Format.CSV: (N_("CSV"), N_("For Excel and other spreadsheets.")),
}
REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.NOT_OURS: N_("It names no text that was sent out from here. Send it out again."),
    Refusal.GONE: N_("The post that it names is not here, or the file is another council’s."),
    Refusal.TWICE: N_(
        "The file has it twice. The first is taken; take the second out of the file, or correct it here."
    ),
    Refusal.SOURCE_CHANGED: N_("The text that it was translated from has changed since. Send it out again."),
    Refusal.INCOMPLETE: N_("Pieces without a translation: %(missing)s. Have the file finished, then bring it back."),
    Refusal.NOTHING_NEW: N_("It says what the post says already."),
}
FAULTS: Final[Mapping[Fault, str]] = {
    Fault.TOO_BIG: N_("The file is too big, or holds over 200 texts. Divide it."),
    Fault.NOT_XML: N_("The file is damaged: it cannot be read as XML. Ask for it again."),
    Fault.NOT_XLIFF: N_("The file is XML, but not XLIFF 1.2, 2.0, 2.1 or 2.2."),
    Fault.HAS_DOCTYPE: N_("The file declares a document type, which is not safe to read. Export it again without one."),
    Fault.NOT_UTF8: N_("The file has lost letters such as ŵ and ŷ. In Excel, save it as “CSV UTF-8”."),
    Fault.NOT_CSV: N_("The file is damaged: it cannot be read as CSV. Save it again as “CSV UTF-8”."),
    Fault.NO_COLUMNS: N_("Columns are missing from the file. Bring back the file that was sent out: XLIFF or CSV."),
    Fault.EMPTY: N_("There is no text in the file."),
    Fault.MIXED: N_("The file holds translations into both languages. Bring them back in two files."),
}
_VERSIONS: Final = {Language.CY: N_("Welsh"), Language.EN: N_("English")}


def what_is_owed(wanted: Language, why: Owed, *, is_written: bool = False) -> str:
    """Say what has to be done."""
    return _(_WRITTEN) if is_written else _(_OWED[wanted, why])


def language_name(language: Language) -> str:
    """Return what a language is called."""
    return _(_VERSIONS[language])


def taker_name(name: str | None) -> str | None:
    """Return what somebody is called who has taken a translation."""
    return None if name is None else person_name(name)
