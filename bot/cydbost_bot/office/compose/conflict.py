"""Two people at one text: what somebody wrote meanwhile beside what was typed, and what both come to together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from cydbost_bot.office.compose.differing import changed
from cydbost_bot.office.compose.typed import Typed
from cydbost_language import Language
from cydbost_language.revising import joined
from cydbost_queue.content import tidy
from cydbost_queue.desk import Desk
from cydbost_queue.queries.written import Written, revision_of
from cydbost_queue.views import VersionView


@dataclass(frozen=True, slots=True)
class SideConflict:
    """One language that somebody wrote meanwhile.

    ``mine`` is what was typed, ``None`` where that side was left alone; ``together`` is both people's changes, where
    they do not touch one another. Each is shown with what it changes of the text that both began from.
    """

    language: Language
    theirs: VersionView
    mine: str | None
    together: str | None
    theirs_shown: Markup
    mine_shown: Markup | None
    together_shown: Markup | None


def conflict_of(desk: Desk, typed: Typed, written: Written) -> Sequence[SideConflict]:
    """Return each side that was written since this typing began, and says something else than what was typed."""
    return [
        _side(desk, typed, theirs)
        for language, theirs in sorted(written.versions.items())
        if theirs.revision != typed.seen.get(language, 0) and typed.differs(written, language)
    ]


def _side(desk: Desk, typed: Typed, theirs: VersionView) -> SideConflict:
    language = theirs.language
    began = revision_of(desk, typed.place, language, typed.seen.get(language, 0))
    base, mine = (began.text if began else ""), tidy(typed.text(language))
    is_mine = (mine, typed.link(language)) != (base, (began.link if began else None) or "")
    both = joined(base, theirs.text, mine) if is_mine and base else None
    together = both if both not in {None, mine, theirs.text} else None
    return SideConflict(
        language=language,
        theirs=theirs,
        mine=mine if is_mine else None,
        together=together,
        theirs_shown=changed(base, theirs.text, language),
        mine_shown=changed(base, mine, language) if is_mine else None,
        together_shown=changed(base, together, language) if together is not None else None,
    )


def settled(typed: Typed, conflict: Sequence[SideConflict], choices: Mapping[Language, str]) -> Typed:
    """Return what was typed with each side as it was chosen (``mine``, ``theirs``, ``together``), on newest text."""
    texts, links, seen = dict(typed.texts), dict(typed.links), dict(typed.seen)
    for side in conflict:
        language = side.language
        seen[language] = side.theirs.revision
        choice = choices.get(language, "theirs" if side.mine is None else "mine")
        if choice == "theirs":
            texts[language], links[language] = side.theirs.text, side.theirs.link or ""
        elif choice == "together" and side.together is not None:
            texts[language] = side.together
    return replace(typed, texts=texts, links=links, seen=seen)
