"""What is said when Mastodon cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

SEPARATOR: Final = " / "


class Wording:
    """A sentence in both languages, with places for what differs."""

    def __init__(self, cy: str, en: str) -> None:
        self._both = cy + SEPARATOR + en

    def __call__(self, **what: object) -> str:
        """Return it with its places filled."""
        return self._both.format(**what)


def _both(cy: str, en: str) -> str:
    return cy + SEPARATOR + en


BAD_SERVER: Final = _both(
    "Rhaid i “server” fod yn gyfeiriad gweinydd heb lwybr, fel https://toot.wales.",
    "“server” must be the address of a server without a path, such as https://toot.wales.",
)
BAD_TOKEN: Final = _both(
    "Rhaid i “token” fod yn docyn mynediad: llythrennau a ffigurau heb fylchau.",
    "“token” must be an access token: letters and figures without spaces.",
)
NO_SERVER: Final = _both(
    "Nid yw'r gweinydd hwn yn siarad API Mastodon. Cywirwch “server”.",
    "This server does not speak Mastodon's API. Correct “server”.",
)
MOVED: Final = _both(
    "Mae'r gweinydd yn anfon galwadau i gyfeiriad arall. Rhowch y cyfeiriad newydd yn “server”.",
    "The server sends calls to another address. Put the new address in “server”.",
)
EXPIRED: Final = _both(
    "Nid yw'r gweinydd yn derbyn y tocyn. Gwnewch un newydd dan Dewisiadau, Datblygu, a'i roi yn lle'r hen un.",
    "The server does not accept the token. Make a new one under Preferences, Development, and put it in its place.",
)
FORBIDDEN: Final = _both(
    "Nid oes gan y tocyn na'r cyfrif hawl i hyn. Rhowch i'r rhaglen yr hawliau read, write:statuses a write:media.",
    "Neither the token nor the account may do this. Give the application the scopes read, write:statuses, write:media.",
)
REFUSED: Final = _both(
    "Gwrthododd y gweinydd hyn. Newidiwch yr hyn y mae'n ei nodi.", "The server refused this. Change what it names."
)
THROTTLED: Final = _both(
    "Mae'r gweinydd yn gofyn am arafu. Rhoddir cynnig arall arni yn nes ymlaen.",
    "The server asks to slow down. It is tried again later.",
)
NOT_REACHED: Final = _both(
    "Methwyd â chyrraedd y gweinydd. Gwiriwch “server” a'r cysylltiad.",
    "The server was not reached. Check “server” and the connection.",
)
FAILED: Final = _both("Methodd y gweinydd.", "The server failed.")
UNCLEAR: Final = _both(
    "Nid yw'n glir a wnaeth y gweinydd hyn. Holwch ef cyn anfon eto.",
    "It is not clear whether the server did this. Ask it before sending again.",
)
UNREADABLE: Final = _both("Ni ellir darllen ateb y gweinydd.", "The server's answer cannot be read.")
USABLE: Final = _both("Mae'r cyfrif yn barod.", "The account is ready.")
SUSPENDED: Final = _both(
    "Mae'r gweinydd wedi atal neu gyfyngu'r cyfrif. Cysylltwch â'i weinyddwyr.",
    "The server has suspended or limited the account. Contact its administrators.",
)
ACCOUNT_MOVED: Final = _both(
    "Mae'r cyfrif wedi symud i gyfrif arall. Gosodwch hwnnw yn ei le.",
    "The account has moved to another account. Set that one in its place.",
)

WRONG_LANGUAGE: Final = _both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
EMPTY: Final = _both("Rhowch destun y neges.", "Enter the post's text.")
CONTROL: Final = _both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
TOO_LONG: Final = Wording(
    "Mae'r testun yn {count} nod fel y mae Mastodon yn cyfrif. Byrhewch ef i {limit} neu lai.",
    "The text is {count} characters as Mastodon counts. Shorten it to {limit} or less.",
)
NOT_THERE: Final = _both("Nid yw'r neges hon ar y cyfrif.", "This post is not on the account.")
KEY_USED: Final = _both(
    "Nid yw'r gweinydd yn dod o hyd i'r neges hon: tynnwyd hi i lawr o'r blaen. Gwnewch un newydd.",
    "The server does not find this post: it was taken down before. Make a new one.",
)
NOTHING_TO_ANSWER: Final = _both(
    "Nid yw'r sylw neu'r neges i'w hateb ar y gweinydd bellach.",
    "The comment or post to answer is no longer on the server.",
)
MEDIA_COUNT: Final = Wording("Gellir anfon {limit} llun ar y mwyaf.", "There can be {limit} pictures at most.")
MEDIA_TYPE: Final = Wording(
    "Nid yw'r gweinydd yn derbyn y math hwn o lun. Defnyddiwch un o'r rhain: {types}.",
    "The server does not take this kind of picture. Use one of these: {types}.",
)
MEDIA_SIZE: Final = Wording(
    "Rhaid i bob llun fod yn {limit} beit neu lai.", "Each picture must be {limit} bytes or less."
)
MEDIA_GONE: Final = _both(
    "Ni ellir darllen ffeil y llun. Ychwanegwch y llun eto.", "The picture's file cannot be read. Add it again."
)
MEDIA_CHANGED: Final = _both(
    "Mae ffeil y llun wedi newid ers ei chymeradwyo. Ychwanegwch y llun eto.",
    "The picture's file has changed since it was approved. Add it again.",
)
MEDIA_PENDING: Final = _both(
    "Mae'r gweinydd yn dal i brosesu llun. Rhoddir cynnig arall arni ymhen ychydig.",
    "The server is still processing a picture. It is tried again shortly.",
)
ALT_MISSING: Final = _both("Disgrifiwch bob llun mewn testun amgen.", "Describe each picture in alternative text.")
ALT_LONG: Final = Wording(
    "Rhaid i'r testun amgen fod yn {limit} nod neu lai.", "The alternative text must be {limit} characters or less."
)
