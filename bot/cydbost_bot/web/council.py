"""Whose noticeboard it is: its name in both languages and its colour."""

import re
from dataclasses import dataclass
from typing import Final

WHITE: Final = "#ffffff"
BLACK: Final = "#000000"
PAPER: Final = "#f4f5f2"  #: the page behind the notices, as in app.css
PLAIN_LINK: Final = "#1a4a7a"  #: links, where the council's own colour would be too faint to read
READABLE: Final = 4.5  #: contrast of text with what is behind it (WCAG 2.2, 1.4.3)


@dataclass(frozen=True, slots=True)
class Council:
    """A council, as its public knows it. ``colour`` is six hexadecimal digits after ``#``.

    Raises:
        ValueError: a name is empty, or the colour is none.
    """

    name_cy: str
    name_en: str
    colour: str = "#14532d"

    def __post_init__(self) -> None:
        if not (self.name_cy.strip() and self.name_en.strip()):
            raise ValueError("the council's name is needed in Welsh and in English")
        if not re.fullmatch("#[0-9A-Fa-f]{6}", self.colour):
            raise ValueError("the council's colour must be # and six hexadecimal digits, such as #14532d")

    def name(self, language: str) -> str:
        """Return the name in ``cy`` or ``en``."""
        return self.name_cy if language == "cy" else self.name_en


def stylesheet(council: Council) -> str:
    """Return the style sheet that carries the council's colour; nothing in it falls below ``READABLE``."""
    on_accent = max((WHITE, BLACK), key=lambda ink: contrast(ink, council.colour))
    link = council.colour if contrast(council.colour, PAPER) >= READABLE else PLAIN_LINK
    return f":root {{\n  --accent: {council.colour};\n  --on-accent: {on_accent};\n  --link: {link};\n}}\n"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
