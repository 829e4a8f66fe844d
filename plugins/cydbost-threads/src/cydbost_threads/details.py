"""What is said when Threads cannot do what it was asked: Welsh first, then English, in one line."""

from typing import Final

SEPARATOR: Final = " / "


def _both(cy: str, en: str) -> str:
    return cy + SEPARATOR + en


def joined(*said: str) -> str:
    """Return several of these as one: all their Welsh, then all their English."""
    sides = [one.split(SEPARATOR) for one in said]
    return _both(" ".join(cy for cy, _ in sides), " ".join(en for _, en in sides))


def with_words(ours: str, words: str) -> str:
    """Return one of these with the platform's own words after it, in either language."""
    if not words:
        return ours
    told = f"({words.replace(SEPARATOR, '/')})"
    return joined(ours, told + SEPARATOR + told)


EMPTY: Final = _both("Rhowch destun y neges.", "Enter the post's text.")
TOO_LONG: Final = _both(
    "Rhaid i'r testun fod yn 500 nod neu lai ar Threads; mae emoji yn cyfrif am fwy nag un.",
    "The text must be 500 characters or less on Threads; an emoji counts for more than one.",
)
CONTROL: Final = _both(
    "Mae nod na ellir ei ddangos yn y testun. Teipiwch y testun eto yn lle ei gludo.",
    "The text holds a character that cannot be shown. Type the text again in place of pasting it.",
)
LINK: Final = _both(
    "Rhowch y ddolen yn y testun: ni all neges â lluniau gario cerdyn dolen ar Threads.",
    "Put the link into the text: a post with pictures cannot carry a link card on Threads.",
)
LINK_COUNT: Final = _both(
    "Ni chaiff neges ar Threads fod â mwy na phum dolen. Tynnwch rai ohonynt.",
    "A post on Threads can have five links at most. Take some out.",
)
MEDIA_COUNT: Final = _both("Gellir anfon 20 llun ar y mwyaf.", "There can be 20 pictures at most.")
MEDIA_TYPE: Final = _both("Rhaid i bob llun fod yn JPEG neu'n PNG.", "Each picture must be a JPEG or a PNG.")
MEDIA_SIZE: Final = _both("Rhaid i bob llun fod yn 8 MB neu lai.", "Each picture must be 8 MB or less.")
MEDIA_GONE: Final = _both(
    "Ni ellir darllen ffeil y llun. Ychwanegwch y llun eto.", "The picture's file cannot be read. Add it again."
)
MEDIA_CHANGED: Final = _both(
    "Mae ffeil y llun wedi newid ers ei chymeradwyo. Ychwanegwch y llun eto.",
    "The picture's file has changed since it was approved. Add it again.",
)
MEDIA_NOWHERE: Final = _both(
    "Mae Threads yn nôl lluniau o gyfeiriad cyhoeddus. Gosodwch media_folder a media_base, neu anfonwch heb lun.",
    "Threads fetches pictures from a public address. Set media_folder and media_base, or send it without pictures.",
)
MEDIA_FOLDER: Final = _both(
    "Ni ellir ysgrifennu llun i media_folder. Rhowch yr hawl i Cydbost ysgrifennu yno.",
    "A picture cannot be written to media_folder. Let Cydbost write there.",
)
MEDIA_UNFETCHED: Final = _both(
    "Ni allai Threads baratoi'r neges. Gwnewch yn siŵr y gellir nôl lluniau o media_base o'r tu allan.",
    "Threads could not make the post ready. Ensure that pictures can be fetched from media_base from outside.",
)
ALT_MISSING: Final = _both("Disgrifiwch bob llun mewn testun amgen.", "Describe each picture in alternative text.")
ALT_LONG: Final = _both(
    "Rhaid i'r testun amgen fod yn 1,000 nod neu lai.", "The alternative text must be 1,000 characters or less."
)
WRONG_LANGUAGE: Final = _both(
    "Nid yw'r cyfrif hwn yn cario'r iaith hon. Newidiwch ieithoedd y cyfrif.",
    "This account does not carry this language. Change the account's languages.",
)
WRONG_ACCOUNT: Final = _both(
    "Mae'r tocyn yn agor cyfrif arall, @{found}. Rhowch docyn y cyfrif hwn yn access_token.",
    "The token opens another account, @{found}. Put this account's token in access_token.",
)
USERNAME: Final = _both(
    "Rhaid i username fod yn enw'r cyfrif ar Threads, heb @.",
    "username must be the account's name on Threads, without @.",
)
ADDRESS: Final = _both(
    "Rhaid i address fod yn https:// ac enw gweinydd, heb ddim ar ei ôl.",
    "address must be https:// and a server's name, with nothing after it.",
)
MEDIA_SETTINGS: Final = _both(
    "Gosodwch media_folder a media_base gyda'i gilydd; rhaid i media_base ddechrau gyda https://.",
    "Set media_folder and media_base together; media_base must begin with https://.",
)
CHOICE: Final = _both("Rhaid i token_in fod yn header neu form.", "token_in must be header or form.")
DAYS: Final = _both("Rhaid i comment_days fod yn rhif o 1 i 60.", "comment_days must be a number from 1 to 60.")
NO_EDIT: Final = _both(
    "Ni ellir newid neges ar Threads. Tynnwch hi'n ôl a chyhoeddwch un newydd.",
    "A post cannot be changed on Threads. Withdraw it and publish a new one.",
)
NOTHING_TO_ANSWER: Final = _both(
    "Nid yw'r neges i'w hateb ar Threads bellach, neu nid yw'r tocyn yn cael ei gweld.",
    "What is to be answered is no longer on Threads, or the token may not see it.",
)
GONE: Final = _both(
    "Nid yw hwn ar Threads bellach, neu nid yw'r tocyn yn cael ei weld.",
    "This is no longer on Threads, or the token may not see it.",
)
GETTING_READY: Final = _both(
    "Mae Threads yn dal i baratoi'r neges; nid oes dim yn gyhoeddus eto.",
    "Threads is still making the post ready; nothing is public yet.",
)
NOT_LISTED: Final = _both(
    "Mae Threads wedi cyhoeddi'r neges ond nid yw'n ei rhestru eto.",
    "Threads has published the post and does not list it yet.",
)
CANNOT_REMOVE: Final = _both(
    "Ni ellir dileu ateb rhywun arall ar Threads. Cuddiwch ef.",
    "Somebody else's reply cannot be deleted on Threads. Hide it.",
)
NO_PRIVATE: Final = _both(
    "Ni ellir ateb yn breifat ar Threads.",
    "Nobody can be answered in private on Threads.",
)
QUOTA: Final = _both(
    "Mae'r cyfrif wedi cyhoeddi cymaint ag y mae Threads yn ei ganiatáu mewn 24 awr.",
    "The account has published as much as Threads allows in 24 hours.",
)
TOKEN: Final = _both(
    "Mae'r tocyn wedi dod i ben neu wedi'i dynnu'n ôl. Gwnewch docyn newydd a'i roi yn access_token.",
    "The token has run out or was withdrawn. Make a new token and put it in access_token.",
)
PERMISSION: Final = _both(
    "Nid oes gan y tocyn yr hawl hon. Rhowch y caniatâd i'r ap a gwnewch docyn newydd.",
    "The token lacks this permission. Give it to the app and make a new token.",
)
BLOCKED: Final = _both(
    "Mae Threads wedi rhwystro'r weithred hon am y tro. Edrychwch ar statws y cyfrif yn ap Threads.",
    "Threads has blocked this action for now. Look at the account's status in the Threads app.",
)
THROTTLED: Final = _both("Mae Threads yn gofyn am arafu.", "Threads asks to slow down.")
UNCLEAR: Final = _both("Ni ddywedodd Threads beth a ddigwyddodd.", "Threads did not say what came of it.")
UNREACHED: Final = _both("Ni chyrhaeddwyd Threads.", "Threads was not reached.")
REFUSED: Final = _both("Gwrthododd Threads hyn.", "Threads refused this.")
USABLE: Final = _both("Mae'r cyfrif yn barod.", "The account is ready.")
MISSING: Final = _both("Caniatâd ar goll: {names}.", "Permission missing: {names}.")
