"""The figures as lines that a person reads."""

from collections.abc import Iterator

from cydbost_bot.i18n import _
from cydbost_queue.queries.figures import Figures


def figure_lines(made: Figures) -> Iterator[tuple[str, str]]:
    """Yield the promise in numbers: what is counted, and the count, with what it is out of."""
    yield _("Postings out in both languages"), str(made.postings["published"])
    yield _("Postings still in draft"), str(made.postings["draft"])
    yield _("Pairs whose Welsh was first"), f"{made.welsh_first} / {made.gaps.pairs}"
    yield _("Longest gap between the languages, in seconds"), f"{made.gaps.longest or 0:.2f}"
    yield _("Welsh deadlines kept"), str(made.deadlines.kept)
    yield _("Welsh deadlines missed"), str(made.deadlines.late)
    yield from _answers(made)


def _answers(made: Figures) -> Iterator[tuple[str, str]]:
    names = {
        "cy": _("Welsh comments answered in Welsh"),
        "en": _("English comments answered in English"),
        "both": _("Mixed or undecided comments answered in both"),
    }
    for row in made.answers:
        yield names[row.reply_in], f"{row.matching} / {row.received - row.no_answer}"
