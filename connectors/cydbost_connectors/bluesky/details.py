"""What the Bluesky connector says when something is to be changed or mended: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

USABLE: Final = both("Mae'r cyfrif yn barod", "The account is ready")
MAIN_PASSWORD: Final = both(
    "Prif gyfrinair y cyfrif sydd wedi'i osod. Gwnewch gyfrinair ap yn Bluesky a'i osod yn ei le.",
    "The account's main password is set. Make an app password in Bluesky and set that in its place.",
)
NOT_ACTIVE: Final = both(
    "Nid yw Bluesky yn gadael i'r cyfrif hwn gyhoeddi. Mewngofnodwch i Bluesky i weld pam.",
    "Bluesky does not let this account publish. Sign in to Bluesky to see why.",
)
PASSWORD: Final = both(
    "Nid yw Bluesky yn derbyn y cyfrinair ap. Gwnewch un newydd yn Bluesky a'i osod yma.",
    "Bluesky does not accept the app password. Make a new one in Bluesky and set it here.",
)
SECOND_FACTOR: Final = both(
    "Mae Bluesky yn gofyn am god drwy e-bost. Gosodwch gyfrinair ap yn lle'r prif gyfrinair.",
    "Bluesky asks for a code sent by e-mail. Set an app password in place of the main password.",
)
SERVICE: Final = both(
    "Rhaid i gyfeiriad y gwasanaeth fod ar ffurf https://gweinydd.",
    "The service's address must have the form https://server.",
)
NO_EDITS: Final = both(
    "Ni ellir newid neges ar Bluesky. Tynnwch y pâr yn ôl a chyhoeddwch un newydd.",
    "A post on Bluesky cannot be changed. Withdraw the pair and publish a new one.",
)
NOTHING_TO_ANSWER: Final = both(
    "Nid yw'r neges i'w hateb ar Bluesky bellach.", "The post to answer is no longer on Bluesky."
)
TOO_LONG: Final = both(
    "Rhaid i'r testun fod yn 300 nod gweladwy (graffem) a 3,000 beit neu lai.",
    "The text must be 300 visible characters (graphemes) and 3,000 bytes or less.",
)
LINK: Final = both(
    "Rhaid i'r ddolen ddechrau â https:// neu http:// a bod yn 2,000 nod neu lai.",
    "The link must start with https:// or http:// and be 2,000 characters or less.",
)
LINK_OR_PICTURE: Final = both(
    "Ni all neges ar Bluesky ddangos llun a cherdyn dolen. Rhowch y ddolen yn y testun, neu dynnu'r llun.",
    "A post on Bluesky cannot show a picture and a link card. Put the link into the text, or leave the picture out.",
)
SERVER_TROUBLE: Final = both("Mae trafferth ar weinydd Bluesky.", "Bluesky's server is in trouble.")
NO_ANSWER: Final = both("Ni ddaeth ateb cyfan gan Bluesky.", "No whole answer came from Bluesky.")
NOT_REACHED: Final = both("Ni ellir cyrraedd Bluesky.", "Bluesky cannot be reached.")
