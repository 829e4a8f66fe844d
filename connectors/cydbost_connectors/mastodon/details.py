"""What is said when Mastodon cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import Wording, both

BAD_SERVER: Final = both(
    "Rhaid i “server” fod yn gyfeiriad gweinydd heb lwybr, fel https://toot.wales.",
    "“server” must be the address of a server without a path, such as https://toot.wales.",
)
BAD_TOKEN: Final = both(
    "Rhaid i “token” fod yn docyn mynediad: llythrennau a ffigurau heb fylchau.",
    "“token” must be an access token: letters and figures without spaces.",
)
NO_SERVER: Final = both(
    "Nid yw'r gweinydd hwn yn siarad API Mastodon. Cywirwch “server”.",
    "This server does not speak Mastodon's API. Correct “server”.",
)
MOVED: Final = both(
    "Mae'r gweinydd yn anfon galwadau i gyfeiriad arall. Rhowch y cyfeiriad newydd yn “server”.",
    "The server sends calls to another address. Put the new address in “server”.",
)
EXPIRED: Final = both(
    "Nid yw'r gweinydd yn derbyn y tocyn. Gwnewch un newydd dan Dewisiadau, Datblygu, a'i roi yn lle'r hen un.",
    "The server does not accept the token. Make a new one under Preferences, Development, and put it in its place.",
)
FORBIDDEN: Final = both(
    "Nid oes gan y tocyn na'r cyfrif hawl i hyn. Rhowch i'r rhaglen yr hawliau read, write:statuses a write:media.",
    "Neither the token nor the account may do this. Give the application the scopes read, write:statuses, write:media.",
)
REFUSED: Final = both(
    "Gwrthododd y gweinydd hyn. Newidiwch yr hyn y mae'n ei nodi.", "The server refused this. Change what it names."
)
THROTTLED: Final = both(
    "Mae'r gweinydd yn gofyn am arafu. Rhoddir cynnig arall arni yn nes ymlaen.",
    "The server asks to slow down. It is tried again later.",
)
NOT_REACHED: Final = both(
    "Methwyd â chyrraedd y gweinydd. Gwiriwch “server” a'r cysylltiad.",
    "The server was not reached. Check “server” and the connection.",
)
FAILED: Final = both("Methodd y gweinydd.", "The server failed.")
UNCLEAR: Final = both(
    "Nid yw'n glir a wnaeth y gweinydd hyn. Holwch ef cyn anfon eto.",
    "It is not clear whether the server did this. Ask it before sending again.",
)
UNREADABLE: Final = both("Ni ellir darllen ateb y gweinydd.", "The server's answer cannot be read.")
USABLE: Final = both("Mae'r cyfrif yn barod.", "The account is ready.")
SUSPENDED: Final = both(
    "Mae'r gweinydd wedi atal neu gyfyngu'r cyfrif. Cysylltwch â'i weinyddwyr.",
    "The server has suspended or limited the account. Contact its administrators.",
)
ACCOUNT_MOVED: Final = both(
    "Mae'r cyfrif wedi symud i gyfrif arall. Gosodwch hwnnw yn ei le.",
    "The account has moved to another account. Set that one in its place.",
)

TOO_LONG: Final = Wording(
    "Mae'r testun yn {count} nod fel y mae Mastodon yn cyfrif. Byrhewch ef i {limit} neu lai.",
    "The text is {count} characters as Mastodon counts. Shorten it to {limit} or less.",
)
NOT_THERE: Final = both("Nid yw'r neges hon ar y cyfrif.", "This post is not on the account.")
KEY_USED: Final = both(
    "Nid yw'r gweinydd yn dod o hyd i'r neges hon: tynnwyd hi i lawr o'r blaen. Gwnewch un newydd.",
    "The server does not find this post: it was taken down before. Make a new one.",
)
NOTHING_TO_ANSWER: Final = both(
    "Nid yw'r sylw neu'r neges i'w hateb ar y gweinydd bellach.",
    "The comment or post to answer is no longer on the server.",
)
MEDIA_PENDING: Final = both(
    "Mae'r gweinydd yn dal i brosesu llun. Rhoddir cynnig arall arni ymhen ychydig.",
    "The server is still processing a picture. It is tried again shortly.",
)
