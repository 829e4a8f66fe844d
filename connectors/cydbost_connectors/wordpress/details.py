"""What is said of a WordPress site that cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final


def _both(cy: str, en: str) -> str:
    return f"{cy} / {en}"


ADDRESS: Final = _both(
    "Rhaid i gyfeiriad y wefan ddechrau â https:// heb gyfrinair na chwestiwn ynddo.",
    "The site's address must start with https:// and hold no password and no question mark.",
)
LANGUAGES: Final = _both(
    "Rhaid i languages fod yn none, categories, polylang neu wpml.",
    "languages must be none, categories, polylang or wpml.",
)
USABLE: Final = _both("Mae'r wefan yn barod.", "The site is ready.")
LOGIN: Final = _both(
    "Ni dderbyniodd y wefan y cyfrinair cymhwysiad. Gwnewch un newydd, a gwiriwch fod y gweinydd yn gadael y pennawd "
    "Authorization drwodd.",
    "The site did not accept the application password. Make a new one, and check that the server lets the "
    "Authorization header through.",
)
FORBIDDEN: Final = _both(
    "Ni chaiff y defnyddiwr hwn wneud hyn ar y wefan. Rhowch iddo'r rôl Golygydd, a gwiriwch nad yw ategyn "
    "diogelwch yn ei rwystro.",
    "This user may not do this on the site. Give the user the role Editor, and check that no security plugin "
    "stands in the way.",
)
NO_REST: Final = _both(
    "Nid yw REST API y wefan yn ateb. Gwiriwch y cyfeiriad, ac nad yw ategyn wedi'i ddiffodd.",
    "The site's REST API does not answer. Check the address, and that no plugin has switched the API off.",
)
MOVED: Final = _both(
    "Mae'r wefan yn anfon ymlaen i gyfeiriad arall. Rhowch y cyfeiriad hwnnw yn y gosodiad site.",
    "The site sends on to another address. Give that address as the setting site.",
)
TOO_LARGE: Final = _both(
    "Mae'r llun yn fwy nag y mae gweinydd y wefan yn ei dderbyn. Rhowch lun llai.",
    "The picture is larger than the site's server accepts. Give a smaller one.",
)
SLOW_DOWN: Final = _both("Mae'r wefan yn gofyn am arafu.", "The site asks to slow down.")
REFUSED: Final = _both("Gwrthododd y wefan y cynnwys.", "The site refused the content.")
UNREACHED: Final = _both("Ni chafwyd ateb cyfan gan y wefan.", "The site gave no whole answer.")
UNCLEAR: Final = _both(
    "Efallai fod y wefan wedi gweithredu. Holwch hi cyn anfon eto.",
    "The site may have acted. Ask it before sending again.",
)
NO_RIGHT: Final = _both(
    "Nid oes gan y defnyddiwr bob hawl sydd ei hangen. Rhowch iddo'r rôl Golygydd. Yn eisiau: ",
    "The user lacks a right that is needed. Give the user the role Editor. Missing: ",
)
NO_CATEGORY: Final = _both(
    "Nid oes categori o'r enw hwn ar y wefan. Gwnewch ef: ", "The site has no category of this name. Make it: "
)
NO_POLYLANG: Final = _both(
    "Ni roddodd y wefan ei hiaith i'r neges. Mae angen Polylang Pro, a'r iaith wedi'i hychwanegu ynddo.",
    "The site did not give the post its language. Polylang Pro is needed, with the language added in it.",
)
NOT_PUBLISHED: Final = _both(
    "Cadwodd y wefan y neges heb ei chyhoeddi. Gwiriwch hawliau'r defnyddiwr ac unrhyw ategyn sy'n gofyn am "
    "gymeradwyaeth.",
    "The site kept the post without making it public. Check the user's rights, and any plugin that asks for approval.",
)
OTHER_CONTENT: Final = _both(
    "Mae'r allwedd hon eisoes yn perthyn i gynnwys arall.", "This key already belongs to other content."
)
WITHDRAWN: Final = _both(
    "Tynnwyd y neges hon yn ôl ac ni all ddychwelyd. Gwnewch un newydd.",
    "This post was withdrawn and cannot come back. Make a new one.",
)
NOT_THERE: Final = _both("Nid yw'r neges hon ar y wefan.", "This post is not on the site.")
NOTHING_TO_ANSWER: Final = _both(
    "Nid yw'r sylw i'w ateb ar y wefan bellach.", "The comment to answer is no longer on the site."
)
NOT_THE_SAME_THING: Final = _both(
    "Gellir newid testun, lluniau a dolen, neu ychwanegu'r iaith arall. At unrhyw newid arall, gwnewch un newydd.",
    "Text, pictures and link can be changed, or the other language added. For any other change, make a new one.",
)
WRONG_LANGUAGE: Final = _both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
EMPTY: Final = _both("Rhowch destun y neges.", "Enter the post's text.")
TOO_LONG: Final = _both("Rhaid i'r testun fod yn 20,000 nod neu lai.", "The text must be 20,000 characters or less.")
CONTROL: Final = _both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
NO_MEDIA_HERE: Final = _both("Ni all ateb i sylw gario llun.", "A reply to a comment cannot carry a picture.")
MEDIA_COUNT: Final = _both("Gellir anfon 10 llun ar y mwyaf.", "There can be 10 pictures at most.")
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
