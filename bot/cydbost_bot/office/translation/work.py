"""One translation on a page: both sides, what was typed, and what is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from cydbost_bot.office.fields import FieldErrors, Form
from cydbost_bot.office.translation.judged import Judged, judge
from cydbost_bot.office.words import _
from cydbost_language import Language
from cydbost_language.offering import proposed_twin
from cydbost_language.revising import word_changes
from cydbost_queue.desk import Desk
from cydbost_queue.queries.translation import OutsideView, SideView, TranslationView
from cydbost_queue.translated import Translated


@dataclass(frozen=True, slots=True)
class Work:
    """What the two columns of a page show."""

    wanted: Language
    source: SideView
    target: SideView | None
    typed: Translated
    judged: Judged
    changes: Markup | None  #: what was changed in the source since its translation was written
    twin: str | None  #: where the source's link probably leads in the other language
    pictures: Sequence[tuple[str, str]]  #: how each is described in the source, and what was typed for it


def work_on(desk: Desk, view: TranslationView | OutsideView, typed: Translated | None = None) -> Work:
    """Return what a page shows of ``view``; with nothing typed, what is written, or what the link's twin is."""
    source, target = view.source, view.target
    twin = proposed_twin(source.link, view.wanted, desk.current_rules().agreements) if source.link else None
    if typed is None:
        link = twin.address if twin is not None and twin.is_sure else None
        typed = Translated(target.text, target.link, target.alts) if target else Translated("", link)
    alts = [*typed.alts, *[""] * len((target or source).media)]
    described = [*source.alts, *[""] * len(alts)]
    before = view.source_before
    return Work(
        wanted=view.wanted,
        source=source,
        target=target,
        typed=typed,
        judged=judge(desk, source, target, typed, view.names),
        changes=changed(before.text, source.text) if before is not None and before.text != source.text else None,
        twin=twin.address if twin else None,
        pictures=[*zip(described, alts[: len((target or source).media)], strict=False)],
    )


def typed_in(form: Form) -> Translated:
    """Return what a form brings of one side."""
    alts: list[str] = []
    while f"alt.{len(alts) + 1}" in form and len(alts) < 50:
        alts.append(form.text(f"alt.{len(alts) + 1}"))
    return Translated(form.text("text"), form.text("link") or None, tuple(alts))


def errors_in(typed: Translated, wanted: Language) -> FieldErrors:
    """Return what is missing of what was typed."""
    errors = FieldErrors()
    if not typed.text:
        errors.add("text", _("Enter the Welsh text") if wanted is Language.CY else _("Enter the English text"))
    return errors


def changed(old: str, new: str) -> Markup:
    """Return ``new`` with what was put in and taken out since ``old``."""
    parts, done = [], 0
    for change in word_changes(old, new):
        parts.append(escape(new[done : change.new.start]))
        parts.append(_tagged("del", old[change.old.start : change.old.end]))
        parts.append(_tagged("ins", new[change.new.start : change.new.end]))
        done = change.new.end
    return Markup("").join([*parts, escape(new[done:])]).replace("\n", Markup("<br>"))


def _tagged(name: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(name), text) if text else Markup("")  # noqa: S704 - our own two names
