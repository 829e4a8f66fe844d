"""XLIFF 2: written as 2.0 (OASIS Standard, August 2014; ISO 21720), read as 2.0, 2.1 or 2.2."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from cydbost_bot.exchange.parcel import OutgoingText, ReturnedText
from cydbost_bot.exchange.xml_reading import XML_SPACE, Element, serialised, text_of, writable

NAMESPACE: Final = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1 as well
NAMESPACE_2_2: Final = "urn:oasis:names:tc:xliff:document:2.2"
NAMESPACES: Final = frozenset({NAMESPACE, NAMESPACE_2_2})
_SPANS: Final = frozenset({"pc", "mrk"})


def write_xliff2(texts: Sequence[OutgoingText]) -> bytes:
    """Return a file with every text: a ``file`` each, and a ``unit`` of one segment for each unit.

    All texts have one language to be translated into: a file of version 2 has no more.
    """
    wanted = texts[0].origin.wanted
    root = etree.Element(_name("xliff"), nsmap={None: NAMESPACE}, version="2.0")
    root.set("srcLang", wanted.other.value)
    root.set("trgLang", wanted.value)
    for text in texts:
        root.append(_file(text))
    return serialised(root)


def read_xliff2(root: Element) -> list[ReturnedText]:
    """Return every text of a file, with the units that have a target; a tool may have cut a unit into segments."""
    space = etree.QName(root).namespace or NAMESPACE
    return [
        ReturnedText(
            file.get("original", ""),
            {
                unit.get("id", ""): said
                for unit in file.iter(_name("unit", space))
                if (said := _said(unit, space).strip())
            },
        )
        for file in root.iter(_name("file", space))
    ]


def _said(unit: Element, space: str) -> str:
    """Return the words of every segment, with what stands between them; nothing where a segment has none yet."""
    said: list[str] = []
    for part in unit:
        kind = etree.QName(part).localname
        if kind not in {"segment", "ignorable"}:
            continue
        target = part.find(_name("target", space))
        if target is None and kind == "segment":
            return ""
        words = target if target is not None else part.find(_name("source", space))
        said.append(text_of(words, _SPANS) if words is not None else "")
    return "".join(said)


def _name(local: str, space: str = NAMESPACE) -> str:
    return f"{{{space}}}{local}"


def _file(text: OutgoingText) -> Element:
    file = etree.Element(_name("file"), id=text.origin.ref, original=str(text.origin))
    notes = [note for note in (text.label, text.note) if note]
    if notes:
        noted = etree.SubElement(file, _name("notes"))
        for note in notes:
            etree.SubElement(noted, _name("note")).text = writable(note)
    for unit in text.units:
        made = etree.SubElement(file, _name("unit"), id=unit.name, canResegment="no")
        made.set(XML_SPACE, "preserve")
        segment = etree.SubElement(made, _name("segment"), state="translated" if unit.target else "initial")
        etree.SubElement(segment, _name("source")).text = writable(unit.source)
        if unit.target:
            etree.SubElement(segment, _name("target")).text = writable(unit.target)
    return file
