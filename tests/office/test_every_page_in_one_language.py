"""Every page is wholly in the chosen language: all pages are walked in Welsh, and again in English."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from babel.messages.pofile import read_po

from cydbost_bot.office.rooms import ROOMS
from cydbost_language import detect
from office.office_rig import PEOPLE, House, Person
from office.page_texts import links_of, texts_of
from office.test_every_route import address_of

BOT = Path(__file__).resolve().parents[2] / "bot" / "cydbost_bot"

#: Each sees pages that the others do not.
WALKERS = ("duty-manager", "comms-editor", "translator", "language-officer", "administrator")
#: Names that are the same in both languages, or that the council has given in its configuration.
OWN_WORDS = frozenset({"Cydbost", "English", "Cymraeg", *PEOPLE})
ENOUGH_WORDS = 5  #: fewer tell too little to say which language they are in


def _sentences() -> Iterator[tuple[str, str]]:
    """Yield every sentence of the bot's own in English and in Welsh, where the two differ."""
    for path in sorted(BOT.glob("**/locale/cy/LC_MESSAGES/*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="cy"):
                english, welsh = message.id, message.string
                if isinstance(english, str) and isinstance(welsh, str) and english and not set(english) & set("{%"):
                    yield english, welsh


ENGLISH = {english: welsh for english, welsh in _sentences() if english != welsh}
WELSH = {welsh: english for english, welsh in ENGLISH.items() if welsh not in ENGLISH}
FOREIGN = {"cy": {one for one in ENGLISH if one not in WELSH}, "en": set(WELSH)}


def _walk(person: Person) -> Iterator[tuple[str, str]]:
    """Yield every page that can be reached, by links and by the rooms' own examples, with its address."""
    waiting = ["/", *(address_of(route) for room in ROOMS for route in room.routes if not route.is_act)]
    seen: set[str] = set()
    shapes: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        shape = "".join("0" if sign.isdigit() else sign for sign in path.split("?")[0])
        if path in seen or shapes.get(shape, 0) >= 6:
            continue
        seen.add(path)
        shapes[shape] = shapes.get(shape, 0) + 1
        answer = person.get(path)
        if "text/html" in answer.headers.get("content-type", ""):
            yield path, answer.text
            waiting += [link for link in links_of(answer.text) if _is_ours(link)]


def _is_ours(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc and link.startswith("/") and not link.startswith("/static")


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("name", WALKERS)
def test_every_page_is_wholly_in_the_chosen_language(full_house: House, name: str, language: str) -> None:
    found = set()
    for path, html in _walk(full_house.visitor(name, language)):
        for lang, text in texts_of(html):
            if lang == language and text not in OWN_WORDS and _is_foreign(text, language):
                found.add((path, text))
    assert sorted(found) == []


def _is_foreign(text: str, language: str) -> bool:
    if text in FOREIGN[language] or text.rstrip(":.") in FOREIGN[language]:
        return True
    words = [word for word in text.split() if word.isalpha()]
    other = "en" if language == "cy" else "cy"
    return len(words) >= ENOUGH_WORDS and detect(text).language == other
