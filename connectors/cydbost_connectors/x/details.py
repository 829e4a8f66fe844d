"""What is said where X cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

TOO_LONG: Final = both(
    "Rhaid i neges ar X fod yn 280 neu lai: mae dolen yn cyfrif 23 ac emoji 2. Byrhewch y testun.",
    "A post on X must be 280 or less: a link counts 23 and an emoji 2. Shorten the text.",
)
PLAIN_HTTP: Final = both(
    "Ysgrifennwch y ddolen gyda https://, neu heb http://: nid yw X yn rhoi’r ddwy ffurf yn ôl ar wahân.",
    "Write the link with https://, or without http://: X does not give the two back apart.",
)
CASHTAGS: Final = both(
    "Dim ond un gair sy’n dechrau â $ y mae X yn ei gymryd mewn neges.",
    "X takes only one word that begins with $ in a post.",
)
STARTS_WITH_NAME: Final = both(
    "Tynnwch yr enw @ o ddechrau’r ateb: mae X yn rhoi enwau yno ei hun.",
    "Take the @ name from the start of the reply: X puts names there itself.",
)
MEDIA_WORKED_ON: Final = both("Mae X yn dal i brosesu’r llun.", "X is still working on the picture.")
NO_EDITS: Final = both(
    "Nid yw X yn gadael newid neges. Tynnwch hi i lawr a chyhoeddwch un newydd, neu gyhoeddwch gywiriad.",
    "X does not let a post be changed. Take it down and publish a new one, or publish a correction.",
)
REPLY_GONE: Final = both(
    "Nid yw’r neges yr atebir iddi ar X mwyach, neu ni all y cyfrif ei gweld.",
    "The post that this answers is no longer on X, or the account cannot see it.",
)
REPLY_BARRED: Final = both(
    "Dim ond neges sy’n enwi neu’n dyfynnu’r cyfrif, neu un o’i rai ei hun, y mae X yn gadael i ap ei hateb. "
    "Atebwch â llaw ar x.com.",
    "X lets an app answer only a post that names or quotes the account, or one of its own. Answer by hand on x.com.",
)
DUPLICATE: Final = both(
    "Dywed X fod y neges yno eisoes. Edrychir cyn anfon eto.",
    "X says that the post is there already. It is looked for before anything is sent again.",
)
CREDITS: Final = both(
    "Nid oes credyd ar ôl yn X. Prynwch gredyd yn console.x.com, ac edrychwch ar y terfyn gwario yno.",
    "No credit is left at X. Buy credit at console.x.com, and look at the spending limit there.",
)
PERMISSION: Final = both(
    "Nid oes gan ap y cyngor hawl i ysgrifennu. Rhowch “Read and write” iddo yn console.x.com a gwnewch allweddi.",
    "The council's app may not write. Give it “Read and write” at console.x.com, then make new keys.",
)
LOCKED: Final = both(
    "Mae X wedi cloi neu atal y cyfrif. Mewngofnodwch ar x.com a gwnewch yr hyn y mae’n ei ofyn.",
    "X has locked or suspended the account. Sign in at x.com and do what it asks.",
)
FORBIDDEN: Final = both(
    "Nid yw X yn gadael i’r cyfrif wneud hyn. Gwiriwch yr ap a’r cyfrif yn console.x.com.",
    "X does not let the account do this. Check the app and the account at console.x.com.",
)
EXPIRED: Final = both(
    "Nid yw X yn derbyn allweddi’r cyfrif mwyach. Gwnewch rai newydd yn console.x.com a’u rhoi yn y gosodiadau.",
    "X no longer takes the account's keys. Make new ones at console.x.com and put them in the configuration.",
)
AUTHORISE_AGAIN: Final = both(
    "Nid yw X yn adnewyddu hawl y cyfrif mwyach. Rhowch hawl i’r ap eto, a’r refresh_token newydd yn y gosodiadau.",
    "X no longer renews the account's permission. Authorise the app again, and set the new refresh_token.",
)
RENEWAL_UNCLEAR: Final = both(
    "Nid yw’n glir a adnewyddodd X hawl y cyfrif. Ceisir eto.",
    "It is not clear whether X renewed the account's permission. It is tried again.",
)
THROTTLED: Final = both("Mae X yn gofyn am arafu.", "X asks to slow down.")
REFUSED: Final = both("Gwrthododd X y neges fel y mae.", "X refused the post as it stands.")
NOT_THERE: Final = both(
    "Nid yw cyfeiriad X yn y gosodiadau yn ateb fel X. Gwiriwch “api”.",
    "The address of X in the configuration does not answer as X does. Check “api”.",
)
UNCLEAR: Final = both(
    "Ni roddodd X ateb clir. Edrychir cyn anfon eto.",
    "X gave no clear answer. It is asked before anything is sent again.",
)
UNREAD: Final = both("Ni ellir darllen ateb X.", "The answer of X cannot be read.")
TOO_FAR_BACK: Final = both(
    "Nid yw X yn rhestru negeseuon y cyfrif mor bell yn ôl. Edrychwch ar x.com.",
    "X does not list the account's posts so far back. Look at x.com.",
)
OTHER_ACCOUNT: Final = both(
    "Mae’r allweddi’n agor cyfrif arall. Gwiriwch “handle” a’r allweddi.",
    "The keys open another account. Check “handle” and the keys.",
)
USABLE: Final = both("Gellir defnyddio’r cyfrif X.", "The account of X can be used.")


def priced(post: object, with_link: object, read_on: object) -> str:
    """Return what a post costs, beside that the account can be used."""
    return both(
        f"Gellir defnyddio’r cyfrif X. Mae neges yn costio ${post}, a neges â dolen ${with_link} (prisiau {read_on}).",
        f"The account of X can be used. A post costs ${post}, one with a link ${with_link} (prices of {read_on}).",
    )


def missing(names: str) -> str:
    """Return which credentials are missing."""
    return both(f"Mae angen y rhain ar gyfrif X: {names}.", f"An account of X needs these: {names}.")


def unknown_choice(name: str, choices: str) -> str:
    """Return what a setting may be."""
    return both(f"Rhaid i “{name}” fod yn un o’r rhain: {choices}.", f"“{name}” must be one of these: {choices}.")
