"""What the Bluesky connector says when something is to be changed or mended: Welsh first, then English, in one line."""

from typing import Final


def _both(cy: str, en: str) -> str:
    return f"{cy} / {en}"


USABLE: Final = _both("Mae'r cyfrif yn barod", "The account is ready")
MAIN_PASSWORD: Final = _both(
    "Prif gyfrinair y cyfrif sydd wedi'i osod. Gwnewch gyfrinair ap yn Bluesky a'i osod yn ei le.",
    "The account's main password is set. Make an app password in Bluesky and set that in its place.",
)
NOT_ACTIVE: Final = _both(
    "Nid yw Bluesky yn gadael i'r cyfrif hwn gyhoeddi. Mewngofnodwch i Bluesky i weld pam.",
    "Bluesky does not let this account publish. Sign in to Bluesky to see why.",
)
PASSWORD: Final = _both(
    "Nid yw Bluesky yn derbyn y cyfrinair ap. Gwnewch un newydd yn Bluesky a'i osod yma.",
    "Bluesky does not accept the app password. Make a new one in Bluesky and set it here.",
)
SECOND_FACTOR: Final = _both(
    "Mae Bluesky yn gofyn am god drwy e-bost. Gosodwch gyfrinair ap yn lle'r prif gyfrinair.",
    "Bluesky asks for a code sent by e-mail. Set an app password in place of the main password.",
)
SERVICE: Final = _both(
    "Rhaid i gyfeiriad y gwasanaeth fod ar ffurf https://gweinydd.",
    "The service's address must have the form https://server.",
)
NO_EDITS: Final = _both(
    "Ni ellir newid neges ar Bluesky. Tynnwch y pâr yn ôl a chyhoeddwch un newydd.",
    "A post on Bluesky cannot be changed. Withdraw the pair and publish a new one.",
)
OTHER_CONTENT: Final = _both(
    "Mae'r allwedd hon eisoes yn perthyn i gynnwys arall.", "This key already belongs to other content."
)
WITHDRAWN: Final = _both(
    "Tynnwyd y neges hon yn ôl ac ni all ddychwelyd. Gwnewch un newydd.",
    "This post was withdrawn and cannot come back. Make a new one.",
)
NOTHING_TO_ANSWER: Final = _both(
    "Nid yw'r neges i'w hateb ar Bluesky bellach.", "The post to answer is no longer on Bluesky."
)
WRONG_LANGUAGE: Final = _both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
UNKNOWN_LANGUAGE: Final = _both("Rhaid i'r iaith fod yn cy, en neu cy,en.", "The language must be cy, en or cy,en.")
EMPTY: Final = _both("Rhowch destun y neges.", "Enter the post's text.")
CONTROL: Final = _both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
TOO_LONG: Final = _both(
    "Rhaid i'r testun fod yn 300 nod gweladwy (graffem) a 3,000 beit neu lai.",
    "The text must be 300 visible characters (graphemes) and 3,000 bytes or less.",
)
LINK: Final = _both(
    "Rhaid i'r ddolen ddechrau â https:// neu http:// a bod yn 2,000 nod neu lai.",
    "The link must start with https:// or http:// and be 2,000 characters or less.",
)
LINK_OR_PICTURE: Final = _both(
    "Ni all neges ar Bluesky ddangos llun a cherdyn dolen. Rhowch y ddolen yn y testun, neu dynnu'r llun.",
    "A post on Bluesky cannot show a picture and a link card. Put the link into the text, or leave the picture out.",
)
MEDIA_COUNT: Final = _both("Gellir anfon 4 llun ar y mwyaf.", "There can be 4 pictures at most.")
MEDIA_TYPE: Final = _both(
    "Rhaid i bob llun fod yn JPEG, PNG, GIF neu WebP.", "Each picture must be a JPEG, PNG, GIF or WebP."
)
MEDIA_SIZE: Final = _both(
    "Rhaid i bob llun ar Bluesky fod yn 1,000,000 beit neu lai. Gwnewch y llun yn llai.",
    "Each picture on Bluesky must be 1,000,000 bytes or less. Make the picture smaller.",
)
MEDIA_GONE: Final = _both(
    "Ni ellir darllen ffeil y llun. Ychwanegwch y llun eto.", "The picture's file cannot be read. Add it again."
)
MEDIA_CHANGED: Final = _both(
    "Mae ffeil y llun wedi newid ers ei chymeradwyo. Ychwanegwch y llun eto.",
    "The picture's file has changed since it was approved. Add it again.",
)
ALT_MISSING: Final = _both("Disgrifiwch bob llun mewn testun amgen.", "Describe each picture in alternative text.")
ALT_LONG: Final = _both(
    "Rhaid i'r testun amgen fod yn 2,000 nod neu lai.", "The alternative text must be 2,000 characters or less."
)
SERVER_TROUBLE: Final = _both("Mae trafferth ar weinydd Bluesky.", "Bluesky's server is in trouble.")
NO_ANSWER: Final = _both("Ni ddaeth ateb cyfan gan Bluesky.", "No whole answer came from Bluesky.")
NOT_REACHED: Final = _both("Ni ellir cyrraedd Bluesky.", "Bluesky cannot be reached.")
