"""What the noticeboard says when it cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

LOCKED: Final = both(
    "Mae'r hysbysfwrdd wedi'i gloi gan broses arall. Rhowch gynnig arall arni ymhen munud.",
    "The noticeboard is locked by another process. Try again in a minute.",
)
DISK_FULL: Final = both(
    "Mae disg yr hysbysfwrdd yn llawn. Rhyddhewch le arni.",
    "The noticeboard's disk is full. Free some space on it.",
)
READ_ONLY: Final = both(
    "Ni ellir ysgrifennu i gronfa ddata'r hysbysfwrdd. Rhowch hawl i'r gwasanaeth ysgrifennu i'r ffeil a'r ffolder.",
    "The noticeboard's database cannot be written to. Let the service write to the file and its folder.",
)
NOT_OPENED: Final = both(
    "Ni ellir agor cronfa ddata'r hysbysfwrdd. Gwiriwch fod y ffolder yn bod a bod gan y gwasanaeth hawl iddi.",
    "The noticeboard's database cannot be opened. Check that its folder exists and that the service may use it.",
)
NOT_A_BOARD: Final = both(
    "Nid cronfa ddata hysbysfwrdd yw'r ffeil hon, neu mae wedi'i difrodi. Adferwch hi o gopi wrth gefn.",
    "This file is not a noticeboard's database, or it is damaged. Restore it from a backup.",
)
UNREACHED: Final = both(
    "Methwyd â chyrraedd cronfa ddata'r hysbysfwrdd.", "The noticeboard's database could not be reached."
)
UNCLEAR: Final = both(
    "Torrwyd ar draws yr hysbysfwrdd wrth iddo gadw. Holwch ef cyn anfon eto.",
    "The noticeboard was interrupted while it saved. Ask it before sending again.",
)
NEWER: Final = both(
    "Gwnaed yr hysbysfwrdd hwn gan fersiwn ddiweddarach o Cydbost. Diweddarwch Cydbost.",
    "This noticeboard was made by a newer version of Cydbost. Update Cydbost.",
)
USABLE: Final = both("Mae'r hysbysfwrdd yn barod.", "The noticeboard is ready.")

WITHDRAWN: Final = both(
    "Tynnwyd yr hysbysiad hwn yn ôl ac ni all ddychwelyd. Gwnewch un newydd.",
    "This notice was withdrawn and cannot come back. Make a new one.",
)
NOT_THERE: Final = both("Nid yw'r hysbysiad hwn ar yr hysbysfwrdd.", "This notice is not on the noticeboard.")
NOTHING_TO_ANSWER: Final = both(
    "Nid yw'r sylw neu'r hysbysiad i'w ateb ar yr hysbysfwrdd bellach.",
    "The comment or notice to answer is no longer on the noticeboard.",
)
NO_KEY: Final = both("Rhowch allwedd o 1 i 200 nod.", "Give a key of 1 to 200 characters.")
NO_PAIR: Final = both("Rhowch gyfeirnod pâr o 1 i 200 nod.", "Give a pair reference of 1 to 200 characters.")
EMPTY: Final = both("Rhowch destun yr hysbysiad.", "Enter the notice's text.")
TOO_LONG: Final = both("Rhaid i'r testun fod yn 5,000 nod neu lai.", "The text must be 5,000 characters or less.")
LINK: Final = both(
    "Rhaid i'r ddolen ddechrau â https:// neu http:// a bod yn 2,000 nod neu lai.",
    "The link must start with https:// or http:// and be 2,000 characters or less.",
)
