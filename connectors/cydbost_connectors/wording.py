"""What connectors say to people: Welsh first, then English, in one line; and what all of them say alike."""

from typing import Final

SEPARATOR: Final = " / "


def both(cy: str, en: str) -> str:
    """Return a sentence in both languages as one line."""
    return cy + SEPARATOR + en


def joined(*said: str) -> str:
    """Return several lines as one: all their Welsh, then all their English."""
    sides = [one.split(SEPARATOR) for one in said]
    return both(" ".join(cy for cy, _ in sides), " ".join(en for _, en in sides))


def with_words(ours: str, words: str) -> str:
    """Return a line with a platform's own words after it, in either language."""
    if not words:
        return ours
    told = f"({words.replace(SEPARATOR, '/')})"
    return joined(ours, told + SEPARATOR + told)


class Wording:
    """A sentence in both languages, with places for what differs."""

    def __init__(self, cy: str, en: str) -> None:
        self._both = both(cy, en)

    def __call__(self, **what: object) -> str:
        """Return it with its places filled."""
        return self._both.format(**what)


EMPTY: Final = both("Rhowch destun y neges.", "Enter the post's text.")
CONTROL: Final = both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
WRONG_LANGUAGE: Final = both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
UNKNOWN_LANGUAGE: Final = both("Rhaid i'r iaith fod yn cy, en neu cy,en.", "The language must be cy, en or cy,en.")
OTHER_CONTENT: Final = both(
    "Mae'r allwedd hon eisoes yn perthyn i gynnwys arall.", "This key already belongs to other content."
)
WITHDRAWN: Final = both(
    "Tynnwyd y neges hon yn ôl ac ni all ddychwelyd. Gwnewch un newydd.",
    "This post was withdrawn and cannot come back. Make a new one.",
)
NOT_THE_SAME_THING: Final = both(
    "Gellir newid testun, lluniau a dolen, neu ychwanegu'r iaith arall. At unrhyw newid arall, gwnewch un newydd.",
    "Text, pictures and link can be changed, or the other language added. For any other change, make a new one.",
)

MEDIA_COUNT: Final = Wording("Gellir anfon {limit} llun ar y mwyaf.", "There can be {limit} pictures at most.")
MEDIA_TYPE: Final = Wording(
    "Rhaid i bob llun fod o un o'r mathau hyn: {kinds}.", "Each picture must be of one of these kinds: {kinds}."
)
MEDIA_SIZE: Final = Wording("Rhaid i bob llun fod yn {size} MB neu lai.", "Each picture must be {size} MB or less.")
MEDIA_GONE: Final = both(
    "Ni ellir darllen ffeil y llun. Ychwanegwch y llun eto.", "The picture's file cannot be read. Add it again."
)
MEDIA_CHANGED: Final = both(
    "Mae ffeil y llun wedi newid ers ei chymeradwyo. Ychwanegwch y llun eto.",
    "The picture's file has changed since it was approved. Add it again.",
)
ALT_MISSING: Final = both("Disgrifiwch bob llun mewn testun amgen.", "Describe each picture in alternative text.")
ALT_LONG: Final = Wording(
    "Rhaid i'r testun amgen fod yn {limit} nod neu lai.", "The alternative text must be {limit} characters or less."
)
