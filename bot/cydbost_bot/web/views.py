"""What a page shows, gathered from the board: plain values for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup
from sqlalchemy import Connection

from cydbost_bot.web.heard import heard, split_lead
from cydbost_bot.web.prose import paragraphs, title_and_body
from cydbost_connectors.noticeboard import Comment, Notice, Picture, reading
from cydbost_connectors.noticeboard.addresses import page_path
from cydbost_connectors.noticeboard.values import COMBINED, LANGUAGES, parts


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One notice as one language's page shows it.

    ``lang`` marks its words, ``""`` where a notice carries both languages untold apart. ``twin`` is the path
    of the same notice in the other language, ``None`` while it is awaited; ``lead`` is then what it says of
    that in the other language, if anything.
    """

    notice: Notice
    language: str
    lang: str
    title: str
    body: Markup
    path: str
    twin: str | None
    lead: Markup

    @property
    def pictures(self) -> list[tuple[Picture, str]]:
        """Its pictures, each with its alternative text in this language."""
        return [(picture, self.notice.described(picture, self.language)) for picture in self.notice.pictures]

    @property
    def other(self) -> str:
        """The pair's other language."""
        return LANGUAGES[1 - LANGUAGES.index(self.language)]

    @property
    def number(self) -> int:
        """The notice's number on the board."""
        return self.notice.number

    @property
    def awaited(self) -> bool:
        """Whether the other language is still to come."""
        return self.twin is None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """The council's answer to a comment."""

    number: int
    blocks: tuple[tuple[str, Markup], ...]  #: language and words, Welsh first
    pictures: tuple[Picture, ...]
    link: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CommentView:
    """A comment with its answers; ``lang`` is the language it is in, ``""`` where that cannot be told."""

    comment: Comment
    lang: str
    body: Markup
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Everything on a notice's own page."""

    view: NoticeView
    follows: NoticeView | None
    followed_by: tuple[NoticeView, ...]
    comments: tuple[CommentView, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of notices: each entry is one notice in the languages shown, Welsh first."""

    number: int
    entries: tuple[tuple[NoticeView, ...], ...]
    has_older: bool


def list_page(connection: Connection, language: str | None, *, number: int, size: int) -> ListPage:
    """Gather page ``number`` (from 1) of the notices in ``language``, or in both where it is ``None``."""
    found = reading.newest(connection, language=language, offset=(number - 1) * size, limit=size + 1)
    shown = found[:size]
    family = reading.of_pairs(connection, sorted({notice.pair for notice in shown}))
    if language is None:
        entries = tuple(_both(_of(family, lead.pair)) for lead in shown)
    else:
        entries = tuple((view_of(notice, _told(notice, language), family),) for notice in shown)
    return ListPage(number, entries, has_older=len(found) > size)


def notice_page(connection: Connection, notice: Notice, language: str) -> NoticePage:
    """Gather what stands on the page of ``notice`` in ``language``."""
    family = reading.of_pairs(connection, [notice.pair])
    before = reading.by_number(connection, notice.continues) if notice.continues else None
    if before and (before.withdrawn_at or before.pair == notice.pair):
        before = None  # a twin has its own link; what was withdrawn has none
    after = [later for later in reading.following(connection, notice.number) if later.pair != notice.pair]
    return NoticePage(
        view=view_of(notice, language, family),
        follows=view_of(before, _told(before, language), [before]) if before else None,
        followed_by=tuple(view_of(later, _told(later, language), [later]) for later in after),
        comments=_comments(connection, notice),
    )


def view_of(notice: Notice, language: str, family: Sequence[Notice]) -> NoticeView:
    """Show ``notice`` in ``language``; its twin is sought in ``family``, the standing notices of its pair."""
    other = LANGUAGES[1 - LANGUAGES.index(language)]
    twin = next((one for one in _of(family, notice.pair) if one.carries(other)), None)
    lead, text = ("", notice.part(language)) if twin else split_lead(notice.part(language), language)
    title, body = title_and_body(text)
    untold = notice.language == COMBINED and parts(notice.text)[1] is None
    return NoticeView(
        notice=notice,
        language=language,
        lang="" if untold else language,
        title=title,
        body=paragraphs(body),
        path=page_path(language, notice.slug),
        twin=page_path(other, twin.slug) if twin else None,
        lead=paragraphs(lead),
    )


def _both(family: Sequence[Notice]) -> tuple[NoticeView, ...]:
    """Show a pair: everything it says in Welsh, then everything in English."""
    shown = [
        view_of(notice, language, family) for language in LANGUAGES for notice in family if notice.carries(language)
    ]
    untold = {view.number for view in shown if not view.lang}
    return tuple(view for view in shown if view.number not in untold or view.language == LANGUAGES[0])


def _told(notice: Notice, language: str) -> str:
    """Return ``language`` where the notice has it, else the one it has."""
    return language if notice.carries(language) else notice.language


def _of(family: Sequence[Notice], pair: str) -> list[Notice]:
    return [notice for notice in family if notice.pair == pair]


def _comments(connection: Connection, notice: Notice) -> tuple[CommentView, ...]:
    replies = reading.replies_on(connection, notice.number)
    return tuple(
        _comment(comment, [reply for reply in replies if reply.answers == comment.number])
        for comment in reading.comments_on(connection, notice.number)
    )


def _comment(comment: Comment, replies: Sequence[Notice]) -> CommentView:
    answered = {reply.language for reply in replies}  # by rule, in the comment's own language
    lang = answered.pop() if len(answered) == 1 else heard(comment.text)
    standing = () if comment.removed_at else tuple(map(_reply, replies))
    return CommentView(comment, "" if lang == COMBINED else lang, paragraphs(comment.text, links=False), standing)


def _reply(reply: Notice) -> ReplyView:
    if reply.language != COMBINED:
        blocks = [(reply.language, reply.text)]
    else:
        welsh, english = parts(reply.text)
        blocks = [("", welsh)] if english is None else [("cy", welsh), ("en", english)]
    shown = tuple((lang, paragraphs(text)) for lang, text in blocks)
    return ReplyView(reply.number, shown, reply.pictures, reply.link, reply.updated_at)
