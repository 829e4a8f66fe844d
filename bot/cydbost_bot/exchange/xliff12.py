"""XLIFF 1.2 (OASIS Standard, February 2008): the version that most translators' tools read."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from cydbost_bot.exchange.parcel import OutgoingText, ReturnedText
from cydbost_bot.exchange.xml_reading import XML_LANG, XML_SPACE, Element, serialised, text_of, writable

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:1.2"
#: Elements within a target that hold words; any other holds code, and we send none out.
_SPANS: Final = frozenset({"g", "mrk"})


def write_xliff12(texts: Sequence[OutgoingText]) -> bytes:
    """Return a file with every text: a ``file`` each, and a ``trans-unit`` for each unit."""
    root = etree.Element(_name("xliff"), nsmap={None: NAMESPACE}, version="1.2")
    for text in texts:
        root.append(_file(text))
    return serialised(root)


def read_xliff12(root: Element) -> list[ReturnedText]:
    """Return every text of a file, with the units that have a target."""
    return [
        ReturnedText(file.get("original", ""), {unit.get("id", ""): said for unit, said in _units(file) if said})
        for file in root.iter(_name("file"))
    ]


def _units(file: Element) -> list[tuple[Element, str]]:
    found = []
    for unit in file.iter(_name("trans-unit")):
        target = unit.find(_name("target"))
        found.append((unit, text_of(target, _SPANS).strip() if target is not None else ""))
    return found


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"


def _file(text: OutgoingText) -> Element:
    wanted = text.origin.wanted
    file = etree.Element(_name("file"), original=str(text.origin), datatype="plaintext")
    file.set("source-language", wanted.other.value)
    file.set("target-language", wanted.value)
    header = etree.SubElement(file, _name("header"))
    for note in (text.label, text.note):
        if note:
            etree.SubElement(header, _name("note")).text = writable(note)
    body = etree.SubElement(file, _name("body"))
    for unit in text.units:
        made = etree.SubElement(body, _name("trans-unit"), id=unit.name)
        made.set(XML_SPACE, "preserve")
        source = etree.SubElement(made, _name("source"))
        source.set(XML_LANG, wanted.other.value)
        source.text = writable(unit.source)
        if unit.target:
            target = etree.SubElement(made, _name("target"), state="needs-review-translation")
            target.set(XML_LANG, wanted.value)
            target.text = writable(unit.target)
    return file
