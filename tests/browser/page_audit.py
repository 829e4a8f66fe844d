"""What a reader with a screen reader, a keyboard or a small screen needs, looked for in a live page.

Each function returns what is wrong, in words: an empty list is the good answer.
"""

from itertools import pairwise
from typing import Final

from playwright.sync_api import Page

#: Facts about every element that is shown; the judgements below are made from them, here.
_LOOK: Final = """() => {
  const shown = element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    return style.visibility !== 'hidden' && style.display !== 'none' && box.width > 1 && box.height > 1;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')].filter(shown).map(element => {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const own = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join(' ').trim();
    return {
      tag: element.tagName.toLowerCase(), own, text: element.innerText.trim(), id: element.id,
      ink: style.color, paper: behind(element), size: parseFloat(style.fontSize), weight: Number(style.fontWeight),
      left: box.left, right: box.right, width: box.width, height: box.height,
      landmark: !!element.closest('header, main, footer, nav, .skip'),
      inline: style.display === 'inline',
      label: element.labels ? [...element.labels].map(l => l.innerText).join(' ') : null,
      alt: element.getAttribute('alt'), href: element.getAttribute('href'),
      refers: ['aria-labelledby', 'aria-describedby'].flatMap(n => (element.getAttribute(n) || '').split(' '))
        .filter(id => id && !document.getElementById(id)),
    };
  });
}"""

_TARGET: Final = 24  # CSS pixels (WCAG 2.2, 2.5.8)
_CONTROLS: Final = {"a", "button", "input", "textarea"}


def audit(page: Page) -> list[str]:
    """Return everything that is wrong with the page as it stands."""
    found = page.evaluate(_LOOK)
    return [*_structure(page), *(wrong for element in found for wrong in _element(element))]


def overflow(page: Page) -> list[str]:
    """Return what reaches beyond the window's sides."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    beyond = [one for one in page.evaluate(_LOOK) if one["right"] > width + 0.5 or one["left"] < -0.5]
    scrolls = page.evaluate("document.documentElement.scrollWidth") > width
    return [f"{one['tag']} reaches {one['left']}-{one['right']}" for one in beyond] + ["the page scrolls"] * scrolls


def _structure(page: Page) -> list[str]:
    levels = page.eval_on_selector_all("h1, h2, h3, h4", "all => all.map(h => Number(h.tagName[1]))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(e => e.id)")
    lang = page.evaluate("document.documentElement.lang")
    wrong = [
        (levels.count(1) != 1, "not one h1"),
        (any(below > above + 1 for above, below in pairwise(levels)), "a heading level is left out"),
        (len(ids) != len(set(ids)), "an id stands twice"),
        (lang not in {"cy", "en"}, "the page has no language"),
        (not page.title().strip(), "the page has no title"),
        (page.locator("main").count() != 1, "not one main"),
    ]
    return [what for is_wrong, what in wrong if is_wrong]


def _element(one: dict[str, object]) -> list[str]:
    name = f"{one['tag']} “{str(one['text'])[:30]}”"
    control = one["tag"] in _CONTROLS and not one["inline"]
    wrong = [
        (bool(one["own"]) and _contrast(one) < _needed(one), f"{name}: contrast {_contrast(one):.1f}"),
        (bool(one["own"]) and not one["landmark"], f"{name}: outside every landmark"),
        (one["tag"] == "img" and not one["alt"], f"{name}: not described"),
        (one["tag"] in {"input", "textarea"} and not one["label"], f"{name}: no label"),
        (one["tag"] in {"a", "button"} and not one["text"], f"{name}: no words"),
        (control and min(_number(one["width"]), _number(one["height"])) < _TARGET, f"{name}: too small to hit"),
        (bool(one["refers"]), f"{name}: refers to {one['refers']}"),
    ]
    return [what for is_wrong, what in wrong if is_wrong]


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)


def _needed(one: dict[str, object]) -> float:
    size = _number(one["size"])
    return 3.0 if size >= 24 or (size >= 18.66 and _number(one["weight"]) >= 700) else 4.5


def _contrast(one: dict[str, object]) -> float:
    light, dark = sorted((_luminance(str(one["ink"])), _luminance(str(one["paper"]))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    numbers = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    channels = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in numbers]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
