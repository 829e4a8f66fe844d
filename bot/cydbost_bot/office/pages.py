"""Templates to pages: the one environment of the office's templates, and what stands in all of them."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup, escape

from cydbost_bot import sentences, sentences_words
from cydbost_bot.office.components import Components
from cydbost_bot.office.words import gettext, ngettext

_FOLDER: Final = Path(__file__).parent


@cache
def environment() -> Environment:
    """Return the environment; a template is named by its room's folder: ``inbox/list.html``, ``office/base.html``."""
    rooms = {path.parent.name: FileSystemLoader(path) for path in sorted(_FOLDER.glob("*/templates"))}
    made = Environment(
        loader=PrefixLoader({"office": FileSystemLoader(_FOLDER / "templates"), **rooms}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    made.globals.update(
        govuk=Components(),
        said=said,
        when=when,
        moment=sentences_words.spell_moment,
        day=sentences_words.spell_day,
        length=sentences_words.spell_length,
        state_name=sentences.posting_state,
        delivery_state_name=sentences.delivery_state,
        comment_state_name=sentences.comment_state,
        finding_sentence=sentences.finding_sentence,
        obstacle_sentence=sentences.obstacle_sentence,
        platform_words=sentences.platform_words,
        zip=zip,
    )
    return made


def said(text: str | None, language: str, *, classes: str = "") -> Markup:
    """Return what somebody wrote as paragraphs marked with its language; ``""`` where that cannot be told."""
    parts = (part for part in (text or "").split("\n\n") if part.strip())
    body = Markup("").join(Markup("<p>{}</p>").format(_broken(part)) for part in parts)
    lang = Markup(' lang="{}"').format(language) if language in {"cy", "en"} else Markup(' lang=""')
    return Markup('<div class="app-said {}"{}>{}</div>').format(classes, lang, body)


def when(at: datetime | None) -> Markup:
    """Return a moment as the council's people say it, with what machines read of it."""
    if at is None:
        return Markup("")
    spelt = sentences_words.spell_moment(at)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), spelt)


def _broken(part: str) -> Markup:
    return Markup("<br>").join(
        escape(line) for line in part.strip("\n").encode("utf-8", "replace").decode().split("\n")
    )
