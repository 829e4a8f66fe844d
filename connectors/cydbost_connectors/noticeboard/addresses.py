"""Where things stand on the board: paths under its base address."""

from cydbost_connectors.noticeboard.remote_ids import COMMENT, NOTICE, remote_id
from cydbost_connectors.noticeboard.values import Notice


def page_path(language: str, slug: str) -> str:
    """Return the path of the page in ``language`` that ``slug`` names."""
    return f"/{language}/{slug}"


def notice_path(notice: Notice) -> str:
    """Return the path of a notice's page: the Welsh one where it carries both languages."""
    return page_path(notice.language.split(",")[0], notice.slug)


def comment_anchor(number: int) -> str:
    """Return the name of a comment's place within a page."""
    return remote_id(COMMENT, number)


def reply_path(under: Notice, reply: Notice) -> str:
    """Return the path of a reply, on the page of the notice whose comment it answers."""
    return f"{notice_path(under)}#{remote_id(NOTICE, reply.number)}"
