"""Dividing both versions of a message at the same places.

A part is a stretch of whole pieces in each language. Of all divisions of which every part fits, the one is taken whose
parts answer each other, is made of as few as that allows, and is divided at the ends of paragraphs rather than inside
them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from cydbost_language.comparison import Comparison
from cydbost_language.judge import check_pair
from cydbost_language.pair import Agreements, Finding, Language, Pair, Severity, Side, Span
from cydbost_language.parting.parts import Part
from cydbost_language.parting.routes import Routes, Step
from cydbost_language.parting.units import Unit, units
from cydbost_language.strictness import AS_THEY_ARE, Severities

#: Tells whether a part, with its mark, can be posted: its Welsh, its English, and whether it is the first one.
Fits = Callable[[str, str, bool], bool]

MOST_PARTS: Final = 25  #: nobody reads more of one message, and followers are not to be flooded
_MORE: Final = 2  #: how many parts more than the fewest are tried, where the fewest do not answer each other
_TRIES: Final = 8  #: how many divisions into so many parts are tried
_NO_AGREEMENTS: Final = Agreements()


class CannotDivide(ValueError):
    """There is no division of which every part fits.

    ``code`` is ``piece_too_long`` (one sentence or line is longer than a part may be, in ``language``, at ``span``),
    ``no_common_place`` (both could be divided, nowhere at the same place) or ``too_many_parts``.
    """

    def __init__(self, code: str, language: Language | None = None, span: Span | None = None, text: str = "") -> None:
        """``text`` is the piece that is too long."""
        super().__init__(code)
        self.code, self.language, self.span, self.text = code, language, span, text


def mark(number: int, parts: int) -> str:
    """Return what stands at the end of a part, the same in both languages."""
    return f" ({number}/{parts})"


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Both versions in pieces."""

    pair: Pair
    cy: Sequence[Unit]
    en: Sequence[Unit]

    def part(self, step: Step) -> Part:
        return Part(
            self.pair.cy.text[self.cy[step.cy.start].span.start : self.cy[step.cy.stop - 1].span.end],
            self.pair.en.text[self.en[step.en.start].span.start : self.en[step.en.stop - 1].span.end],
        )


def divide(
    cy: str,
    en: str,
    fits: Fits,
    agreements: Agreements = _NO_AGREEMENTS,
    *,
    severities: Severities = AS_THEY_ARE,
) -> tuple[Part, ...]:
    """Divide both versions of a message into as many parts, each of which says the same in both languages.

    Args:
        cy: the Welsh.
        en: the English.
        fits: whether a part can be posted, as the platform counts it.
        agreements: what the council lets differ, as for :func:`check_pair`.
        severities: how far each check stops a part.

    Returns the parts, each with its mark, as `` (1/3)``; a message that fits whole is one part without a mark. Joined,
    they are the message but for white space and marks.

    Raises:
        CannotDivide: there is no such division; it says why, and which sentence is too long.
    """
    if fits(cy, en, True):  # noqa: FBT003 - the first part
        return (Part(cy, en),)
    comparison = Comparison(Pair(Side(cy), Side(en)), agreements)
    pieces = _Pieces(comparison.pair, units(comparison.cy), units(comparison.en))
    for widest in ("9", "99"):
        routes = Routes(comparison, pieces.cy, pieces.en, _fitting(pieces, fits, f" ({widest}/{widest})"))
        fewest = routes.fewest
        if fewest is not None and fewest < 10 ** len(widest):
            if fewest > MOST_PARTS:
                raise CannotDivide("too_many_parts")
            return _marked(pieces, _best(pieces, routes, _judge(pieces, agreements, severities)))
    raise _reason(pieces, fits)


def _fitting(pieces: _Pieces, fits: Fits, widest: str) -> Callable[[Step], bool]:
    def fit(step: Step) -> bool:
        part = pieces.part(step)
        return fits(part.cy + widest, part.en + widest, step.cy.start == step.en.start == 0)

    return fit


def _marked(pieces: _Pieces, steps: Sequence[Step]) -> tuple[Part, ...]:
    marks = [mark(number, len(steps)) for number in range(1, len(steps) + 1)]
    parts = map(pieces.part, steps)
    return tuple(Part(part.cy + said, part.en + said) for part, said in zip(parts, marks, strict=True))


_Judge = Callable[[Step], int]


def _judge(pieces: _Pieces, agreements: Agreements, severities: Severities) -> _Judge:
    """Return how many differences a part has that the whole message does not have."""

    def blocks(pair: Pair) -> list[Finding]:
        found = check_pair(pair, agreements, severities=severities)
        return [one for one in found if one.severity is Severity.BLOCK]

    known = {one.code for one in blocks(pieces.pair)}

    def judge(step: Step) -> int:
        part = pieces.part(step)
        return sum(one.code not in known for one in blocks(Pair(Side(part.cy), Side(part.en))))

    return judge


def _best(pieces: _Pieces, routes: Routes, judge: _Judge) -> Sequence[Step]:
    """Return the division whose parts differ least, of those into as few parts as may be, or nearly."""
    fewest = routes.fewest or 1
    most = min(fewest + _MORE, len(pieces.cy), len(pieces.en), MOST_PARTS)
    if fewest < 10 <= most:
        most = 9  # the parts were measured with a mark of one figure
    best: tuple[int, Sequence[Step]] | None = None
    faults: dict[Step, int] = {}
    for number in range(fewest, most + 1):
        for _ in range(_TRIES):
            steps = routes.cheapest(number, but=frozenset(step for step, found in faults.items() if found))
            if steps is None:
                break
            faults.update((step, judge(step)) for step in steps if step not in faults)
            total = sum(faults[step] for step in steps)
            if best is None or total < best[0]:
                best = (total, steps)
            if not total:
                return steps
    if best is None:
        raise AssertionError("the fewest parts are of a division that there is")
    return best[1]


def _reason(pieces: _Pieces, fits: Fits) -> CannotDivide:
    said = mark(9, 9)
    for language, side in ((Language.CY, pieces.cy), (Language.EN, pieces.en)):
        for unit in side:
            text = pieces.pair.side(language).text[unit.span.start : unit.span.end]
            cy, en = (text + said, "") if language is Language.CY else ("", text + said)
            if not fits(cy, en, unit.span.start == side[0].span.start):
                return CannotDivide("piece_too_long", language, unit.span, text)
    return CannotDivide("no_common_place")
