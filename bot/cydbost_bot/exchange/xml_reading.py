"""Reading XML that a stranger may have written: nothing it names is fetched, and nothing in it grows."""

from collections.abc import Collection
from typing import Any, Final

from lxml import etree

from cydbost_bot.exchange.parcel import MOST_BYTES, Fault, Unreadable

Element = Any  # lxml has no class of its own that type checkers know

XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def read_xml(content: bytes) -> Element:
    """Return the root of ``content``.

    Raises:
        Unreadable: it is too big, no XML, or declares a document type, whose entities could read or fill anything.
    """
    if len(content) > MOST_BYTES:
        raise Unreadable(Fault.TOO_BIG, str(MOST_BYTES // 1_000_000))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Fault.NOT_XML, _place(error)) from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable(Fault.HAS_DOCTYPE)
    return root


def text_of(element: Element, spans: Collection[str]) -> str:
    """Return the words of ``element``; of elements within it only those of ``spans`` hold words, the rest is code."""
    parts = [element.text or ""]
    for child in element:
        name = etree.QName(child).localname
        parts += [text_of(child, spans) if name in spans else "", child.tail or ""]
    return "".join(parts)


def writable(text: str) -> str:
    """Return ``text`` with the few code points that XML cannot hold marked as such."""
    return "".join(letter if _is_xml(ord(letter)) else "\ufffd" for letter in text)


def serialised(root: Element) -> bytes:
    """Return a document as a file."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return content


def _is_xml(code: int) -> bool:
    if code < 0x20:
        return code in {0x9, 0xA, 0xD}
    return not (0xD800 <= code <= 0xDFFF or code in {0xFFFE, 0xFFFF} or code > 0x10FFFF)


def _place(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return str(line) if line else ""
