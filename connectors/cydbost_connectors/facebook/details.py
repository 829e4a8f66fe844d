"""What is said when a Page cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

TOO_LONG: Final = both(
    "Mae'r testun yn rhy hir i Facebook: 63,206 o nodau i neges, 8,000 i sylw.",
    "The text is too long for Facebook: 63,206 characters for a post, 8,000 for a comment.",
)
PRIVATE_TOO_LONG: Final = both(
    "Rhaid i ateb preifat fod yn 2,000 nod neu lai.", "A private reply must be 2,000 characters or less."
)
LINK: Final = both(
    "Rhowch y ddolen yn y testun: ni all neges â lluniau, na sylw, gario cerdyn dolen ar Facebook.",
    "Put the link into the text: a post with pictures, or a comment, cannot carry a link card on Facebook.",
)
MEDIA_COUNT: Final = both(
    "Gellir anfon 10 llun ar y mwyaf, ac un mewn sylw.", "There can be 10 pictures at most, and one in a comment."
)
PAGE_ID: Final = both(
    "Rhaid i page_id fod yn rhif y dudalen ar Facebook, ffigurau yn unig.",
    "page_id must be the Page's number on Facebook, figures only.",
)
VERSION: Final = both("Rhaid i graph_version fod fel v26.0.", "graph_version must be written like v26.0.")
ADDRESS: Final = both(
    "Rhaid i address fod yn https:// ac enw gweinydd, heb ddim ar ei ôl.",
    "address must be https:// and a server's name, with nothing after it.",
)
CHOICE: Final = both(
    "Rhaid i publish_by fod yn draft neu direct, a token_in yn header neu form.",
    "publish_by must be draft or direct, and token_in header or form.",
)
DAYS: Final = both("Rhaid i comment_days fod yn rhif o 1 i 365.", "comment_days must be a number from 1 to 365.")
NOT_THERE: Final = both(
    "Nid yw hwn ar Facebook bellach, neu ni chaiff y tocyn ei weld.",
    "This is no longer on Facebook, or the token may not see it.",
)
NOTHING_TO_ANSWER: Final = both(
    "Nid yw'r sylw neu'r neges i'w ateb ar Facebook bellach.",
    "The comment or post to answer is no longer on Facebook.",
)
PICTURES_STAY: Final = both(
    "Ni ellir newid lluniau neges ar Facebook. Tynnwch hi'n ôl a chyhoeddwch un newydd.",
    "A post's pictures cannot be changed on Facebook. Withdraw it and publish a new one.",
)
TOKEN: Final = both(
    "Mae tocyn y dudalen wedi dod i ben neu wedi'i dynnu'n ôl. Gwnewch docyn newydd a'i roi yn page_token.",
    "The Page's token has run out or was withdrawn. Make a new token and put it in page_token.",
)
PERMISSION: Final = both(
    "Nid oes gan y tocyn yr hawl hon. Rhowch y caniatâd i'r ap ac i'r defnyddiwr system, a gwnewch docyn newydd.",
    "The token lacks this permission. Give it to the app and to the system user, and make a new token.",
)
BLOCKED: Final = both(
    "Mae Facebook wedi rhwystro'r weithred hon am y tro. Edrychwch ar ansawdd y dudalen yn Meta Business Suite.",
    "Facebook has blocked this action for now. Look at the Page's quality in Meta Business Suite.",
)
DUPLICATE: Final = both(
    "Mae Facebook yn gwrthod yr un testun ddwywaith. Newidiwch y testun.",
    "Facebook refuses the same text twice. Change the text.",
)
THROTTLED: Final = both("Mae Facebook yn gofyn am arafu.", "Facebook asks to slow down.")
UNREACHED: Final = both("Ni chyrhaeddwyd Facebook.", "Facebook was not reached.")
UNCLEAR: Final = both("Ni ddywedodd Facebook beth a ddigwyddodd.", "Facebook did not say what came of it.")
REFUSED: Final = both("Gwrthododd Facebook hyn.", "Facebook refused this.")
ANSWERED: Final = both(
    "Anfonwyd ateb preifat i'r sylw hwn eisoes; un yn unig a ganiateir.",
    "This comment was answered in private before; only one is allowed.",
)
ANSWER_TOO_LATE: Final = both(
    "Mae saith niwrnod ers y sylw wedi mynd; ni ellir ei ateb yn breifat mwyach.",
    "Seven days have passed since the comment; it can no longer be answered in private.",
)
ANSWER_NOT_TAKEN: Final = both(
    "Nid yw'r person hwn, neu'r dudalen, yn derbyn negeseuon preifat.",
    "This person, or the Page, takes no private messages.",
)
NO_COMMENT: Final = both("Nid sylw ar Facebook yw hwn.", "This is no comment on Facebook.")
USABLE: Final = both("Mae'r dudalen yn barod.", "The Page is ready.")
MISSING: Final = both("Caniatâd ar goll: {names}.", "Permission missing: {names}.")
