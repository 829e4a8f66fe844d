"""What is said of a WordPress site that cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

ADDRESS: Final = both(
    "Rhaid i gyfeiriad y wefan ddechrau â https:// heb gyfrinair na chwestiwn ynddo.",
    "The site's address must start with https:// and hold no password and no question mark.",
)
LANGUAGES: Final = both(
    "Rhaid i languages fod yn none, categories, polylang neu wpml.",
    "languages must be none, categories, polylang or wpml.",
)
USABLE: Final = both("Mae'r wefan yn barod.", "The site is ready.")
LOGIN: Final = both(
    "Ni dderbyniodd y wefan y cyfrinair cymhwysiad. Gwnewch un newydd, a gwiriwch fod y gweinydd yn gadael y pennawd "
    "Authorization drwodd.",
    "The site did not accept the application password. Make a new one, and check that the server lets the "
    "Authorization header through.",
)
FORBIDDEN: Final = both(
    "Ni chaiff y defnyddiwr hwn wneud hyn ar y wefan. Rhowch iddo'r rôl Golygydd, a gwiriwch nad yw ategyn "
    "diogelwch yn ei rwystro.",
    "This user may not do this on the site. Give the user the role Editor, and check that no security plugin "
    "stands in the way.",
)
NO_REST: Final = both(
    "Nid yw REST API y wefan yn ateb. Gwiriwch y cyfeiriad, ac nad yw ategyn wedi'i ddiffodd.",
    "The site's REST API does not answer. Check the address, and that no plugin has switched the API off.",
)
MOVED: Final = both(
    "Mae'r wefan yn anfon ymlaen i gyfeiriad arall. Rhowch y cyfeiriad hwnnw yn y gosodiad site.",
    "The site sends on to another address. Give that address as the setting site.",
)
TOO_LARGE: Final = both(
    "Mae'r llun yn fwy nag y mae gweinydd y wefan yn ei dderbyn. Rhowch lun llai.",
    "The picture is larger than the site's server accepts. Give a smaller one.",
)
SLOW_DOWN: Final = both("Mae'r wefan yn gofyn am arafu.", "The site asks to slow down.")
REFUSED: Final = both("Gwrthododd y wefan y cynnwys.", "The site refused the content.")
UNREACHED: Final = both("Ni chafwyd ateb cyfan gan y wefan.", "The site gave no whole answer.")
UNCLEAR: Final = both(
    "Efallai fod y wefan wedi gweithredu. Holwch hi cyn anfon eto.",
    "The site may have acted. Ask it before sending again.",
)
NO_RIGHT: Final = both(
    "Nid oes gan y defnyddiwr bob hawl sydd ei hangen. Rhowch iddo'r rôl Golygydd. Yn eisiau: ",
    "The user lacks a right that is needed. Give the user the role Editor. Missing: ",
)
NO_CATEGORY: Final = both(
    "Nid oes categori o'r enw hwn ar y wefan. Gwnewch ef: ", "The site has no category of this name. Make it: "
)
NO_POLYLANG: Final = both(
    "Ni roddodd y wefan ei hiaith i'r neges. Mae angen Polylang Pro, a'r iaith wedi'i hychwanegu ynddo.",
    "The site did not give the post its language. Polylang Pro is needed, with the language added in it.",
)
NOT_PUBLISHED: Final = both(
    "Cadwodd y wefan y neges heb ei chyhoeddi. Gwiriwch hawliau'r defnyddiwr ac unrhyw ategyn sy'n gofyn am "
    "gymeradwyaeth.",
    "The site kept the post without making it public. Check the user's rights, and any plugin that asks for approval.",
)
NOT_THERE: Final = both("Nid yw'r neges hon ar y wefan.", "This post is not on the site.")
NOTHING_TO_ANSWER: Final = both(
    "Nid yw'r sylw i'w ateb ar y wefan bellach.", "The comment to answer is no longer on the site."
)
TOO_LONG: Final = both("Rhaid i'r testun fod yn 20,000 nod neu lai.", "The text must be 20,000 characters or less.")
NO_MEDIA_HERE: Final = both("Ni all ateb i sylw gario llun.", "A reply to a comment cannot carry a picture.")
