"""Where words stand that a reader may not want to meet unprepared: insults and obscenity of either language."""

from typing import Final

from cydbost_language.checks.insults import listed_in
from cydbost_language.comparison import Version
from cydbost_language.pair import Agreements, Language, Side, Span

_NO_AGREEMENTS: Final = Agreements()


def offensive_spans(text: str, agreements: Agreements = _NO_AGREEMENTS) -> tuple[Span, ...]:
    """Return where the listed words of either language stand in ``text``, each stretch once, in order.

    The lists are those of the check ``insults``; ``agreements`` adds the council's own words, and the names in which
    such a word is none. Never raises, whatever the text holds; the time it takes is linear in its length.
    """
    places = sorted(
        (span.start, span.end)
        for language in Language
        for version in [Version(Side(text), language, agreements=agreements)]
        for span in (version.reading.span(*match.span()) for match in listed_in(version))
    )
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(start, end) for start, end in merged)
