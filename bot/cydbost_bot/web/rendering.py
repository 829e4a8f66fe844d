"""The public pages as HTML: one place that knows the templates, the words and the addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cydbost_bot.web.council import Council
from cydbost_bot.web.dates import spoken
from cydbost_bot.web.forms import CommentForm
from cydbost_bot.web.prose import paragraphs, shortened
from cydbost_bot.web.views import ListPage, NoticePage
from cydbost_bot.web.words import words
from cydbost_connectors.noticeboard import Picture
from cydbost_connectors.noticeboard.values import LANGUAGES

PAGE_SIZE: Final = 20  #: notices a page

#: What stands between a list's address and a page's number, in the list's language.
PAGE_WORDS: Final = {None: "page", "cy": "tudalen", "en": "page"}

_EXTENSIONS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class FormState:
    """The comment form as it is shown: what was typed, what to mend, and whether a comment was just taken."""

    typed: CommentForm = field(default_factory=CommentForm)
    errors: Mapping[str, str] = field(default_factory=dict)
    sent: bool = False

    def error(self, name: str) -> str | None:
        """Return what to mend in the field ``name``, if anything."""
        return self.errors.get(name)


@dataclass(frozen=True, slots=True)
class Site:
    """The noticeboard of one council at one address; ``base_url`` has no closing slash."""

    council: Council
    base_url: str
    zone: ZoneInfo

    @property
    def root(self) -> str:
        """The path in front of every page of the board: empty, or such as ``/hysbysfwrdd``."""
        return urlsplit(self.base_url).path.rstrip("/")

    def list_html(self, page: ListPage, language: str | None) -> str:
        """Return a page of notices in one language, or in both where ``language`` is ``None``."""
        template = "list.html" if language else "home.html"
        newer = list_path(language, page.number - 1) if page.number > 1 else None
        older = list_path(language, page.number + 1) if page.has_older else None
        return self._render(
            template, language or "cy", page=page, newer=newer, older=older, here=list_path(language, page.number)
        )

    def notice_html(self, page: NoticePage, form: FormState | None) -> str:
        """Return a notice's own page; without a ``form``, one that takes no comments."""
        return self._render("notice.html", page.view.language, page=page, form=form, here=page.view.path)

    def message_html(self, sentence: str, advice: str) -> str:
        """Return a page that says only this, in both languages; both sentences are of the catalogue."""
        return self._render("message.html", "cy", sentence=sentence, advice=advice, here="/")

    def _render(self, template: str, language: str, **shown: object) -> str:
        return (
            _templates()
            .get_template(template)
            .render(site=self, council=self.council, language=language, _=words(language), **shown)
        )


def list_path(language: str | None, number: int) -> str:
    """Return the path of page ``number`` of a list."""
    start = f"/{language}/" if language else "/"
    return start if number == 1 else f"{start}{PAGE_WORDS[language]}/{number}"


def picture_path(picture: Picture) -> str:
    """Return the path of a picture's file."""
    return f"/media/{picture.sha256}.{_EXTENSIONS[picture.mime]}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(languages=LANGUAGES, words=words, spoken=spoken, picture_path=picture_path)
    environment.filters.update(paragraphs=paragraphs, shortened=shortened, showable=_showable)
    return environment


def _showable(typed: str) -> str:
    """Return what was typed, with half characters (which no page can carry) made visible."""
    return typed.encode("utf-8", "replace").decode("utf-8")
