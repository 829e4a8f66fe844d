"""What the manual channel says when something is to be mended: Welsh first, then English, in one line."""

from typing import Final

from cydbost_connectors.wording import both

USABLE: Final = both(
    "Person sy'n postio ar y cyfrif hwn. Gweler “cydbost manual list”.",
    "A person posts on this account. See “cydbost manual list”.",
)
HAND: Final = both("Person sy'n gwneud hyn ac yn dweud hynny.", "A person does this, and says so.")
SITE: Final = both(
    "Rhaid i “site” fod yn gyfeiriad sy'n dechrau â https://, neu'n sawl un â bwlch rhyngddynt.",
    "“site” must be an address that begins with https://, or several with a space between.",
)
READS: Final = both("Rhaid i “reads” fod yn yes neu no.", "“reads” must be yes or no.")
NO_ADDRESS: Final = both(
    "Nid yw hwn yn gyfeiriad tudalen. Gludwch y cyfeiriad cyfan, o https:// ymlaen.",
    "This is no page's address. Paste the whole address, from https:// on.",
)
ADDRESS_LONG: Final = both(
    "Mae'r cyfeiriad yn rhy hir. Tynnwch bopeth ar ôl y marc cwestiwn, a gweld a yw'n dal i agor.",
    "The address is too long. Take off everything after the question mark, and see that it still opens.",
)
FOREIGN: Final = both(
    "Nid yw'r cyfeiriad ar safle'r cyfrif hwn. Gwiriwch ef, neu ychwanegwch y safle at “site”.",
    "The address is not on this account's site. Check it, or add the site to “site”.",
)
NOT_ONE_POST: Final = both(
    "Cyfeiriad y safle ei hun yw hwn. Agorwch y neges a gludo ei chyfeiriad hi.",
    "This is the address of the site itself. Open the post and paste its own address.",
)
