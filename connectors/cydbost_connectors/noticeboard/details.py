"""What the noticeboard says when it cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

SEPARATOR: Final = " / "


def _both(cy: str, en: str) -> str:
    return cy + SEPARATOR + en


LOCKED: Final = _both(
    "Mae'r hysbysfwrdd wedi'i gloi gan broses arall. Rhowch gynnig arall arni ymhen munud.",
    "The noticeboard is locked by another process. Try again in a minute.",
)
DISK_FULL: Final = _both(
    "Mae disg yr hysbysfwrdd yn llawn. Rhyddhewch le arni.",
    "The noticeboard's disk is full. Free some space on it.",
)
READ_ONLY: Final = _both(
    "Ni ellir ysgrifennu i gronfa ddata'r hysbysfwrdd. Rhowch hawl i'r gwasanaeth ysgrifennu i'r ffeil a'r ffolder.",
    "The noticeboard's database cannot be written to. Let the service write to the file and its folder.",
)
NOT_OPENED: Final = _both(
    "Ni ellir agor cronfa ddata'r hysbysfwrdd. Gwiriwch fod y ffolder yn bod a bod gan y gwasanaeth hawl iddi.",
    "The noticeboard's database cannot be opened. Check that its folder exists and that the service may use it.",
)
NOT_A_BOARD: Final = _both(
    "Nid cronfa ddata hysbysfwrdd yw'r ffeil hon, neu mae wedi'i difrodi. Adferwch hi o gopi wrth gefn.",
    "This file is not a noticeboard's database, or it is damaged. Restore it from a backup.",
)
UNREACHED: Final = _both(
    "Methwyd â chyrraedd cronfa ddata'r hysbysfwrdd.", "The noticeboard's database could not be reached."
)
UNCLEAR: Final = _both(
    "Torrwyd ar draws yr hysbysfwrdd wrth iddo gadw. Holwch ef cyn anfon eto.",
    "The noticeboard was interrupted while it saved. Ask it before sending again.",
)
NEWER: Final = _both(
    "Gwnaed yr hysbysfwrdd hwn gan fersiwn ddiweddarach o Cydbost. Diweddarwch Cydbost.",
    "This noticeboard was made by a newer version of Cydbost. Update Cydbost.",
)
USABLE: Final = _both("Mae'r hysbysfwrdd yn barod.", "The noticeboard is ready.")

OTHER_CONTENT: Final = _both(
    "Mae'r allwedd hon eisoes yn perthyn i gynnwys arall.", "This key already belongs to other content."
)
WITHDRAWN: Final = _both(
    "Tynnwyd yr hysbysiad hwn yn ôl ac ni all ddychwelyd. Gwnewch un newydd.",
    "This notice was withdrawn and cannot come back. Make a new one.",
)
NOT_THERE: Final = _both("Nid yw'r hysbysiad hwn ar yr hysbysfwrdd.", "This notice is not on the noticeboard.")
NOTHING_TO_ANSWER: Final = _both(
    "Nid yw'r sylw neu'r hysbysiad i'w ateb ar yr hysbysfwrdd bellach.",
    "The comment or notice to answer is no longer on the noticeboard.",
)
NOT_THE_SAME_THING: Final = _both(
    "Gellir newid testun, lluniau a dolen, neu ychwanegu'r iaith arall. At unrhyw newid arall, gwnewch un newydd.",
    "Text, pictures and link can be changed, or the other language added. For any other change, make a new one.",
)
WRONG_LANGUAGE: Final = _both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
UNKNOWN_LANGUAGE: Final = _both("Rhaid i'r iaith fod yn cy, en neu cy,en.", "The language must be cy, en or cy,en.")
NO_KEY: Final = _both("Rhowch allwedd o 1 i 200 nod.", "Give a key of 1 to 200 characters.")
NO_PAIR: Final = _both("Rhowch gyfeirnod pâr o 1 i 200 nod.", "Give a pair reference of 1 to 200 characters.")
EMPTY: Final = _both("Rhowch destun yr hysbysiad.", "Enter the notice's text.")
TOO_LONG: Final = _both("Rhaid i'r testun fod yn 5,000 nod neu lai.", "The text must be 5,000 characters or less.")
CONTROL: Final = _both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
LINK: Final = _both(
    "Rhaid i'r ddolen ddechrau â https:// neu http:// a bod yn 2,000 nod neu lai.",
    "The link must start with https:// or http:// and be 2,000 characters or less.",
)
MEDIA_COUNT: Final = _both("Gellir anfon 4 llun ar y mwyaf.", "There can be 4 pictures at most.")
MEDIA_TYPE: Final = _both(
    "Rhaid i bob llun fod yn JPEG, PNG, GIF neu WebP.", "Each picture must be a JPEG, PNG, GIF or WebP."
)
MEDIA_SIZE: Final = _both("Rhaid i bob llun fod yn 8 MB neu lai.", "Each picture must be 8 MB or less.")
MEDIA_GONE: Final = _both(
    "Ni ellir darllen ffeil y llun. Ychwanegwch y llun eto.", "The picture's file cannot be read. Add it again."
)
MEDIA_CHANGED: Final = _both(
    "Mae ffeil y llun wedi newid ers ei chymeradwyo. Ychwanegwch y llun eto.",
    "The picture's file has changed since it was approved. Add it again.",
)
ALT_MISSING: Final = _both("Disgrifiwch bob llun mewn testun amgen.", "Describe each picture in alternative text.")
ALT_LONG: Final = _both(
    "Rhaid i'r testun amgen fod yn 1,500 nod neu lai.", "The alternative text must be 1,500 characters or less."
)
