"""What the public sees, read from one view of the board."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, or_, select

from cydbost_connectors.noticeboard.addresses import notice_path, reply_path
from cydbost_connectors.noticeboard.tables import board, comment, notice, page, picture, picture_file
from cydbost_connectors.noticeboard.values import COMBINED, BoardFacts, Comment, Notice, Picture, Standing

#: A notice that has a page now; a reply stands on the page of the notice whose comment it answers.
STANDS = and_(notice.c.withdrawn_at.is_(None), notice.c.answers.is_(None))

_BATCH: Final = 200  #: notices read at once where all are wanted


def facts(connection: Connection) -> BoardFacts:
    """Return the board's own facts."""
    row = connection.execute(select(board.c.uid, board.c.made_at)).one()
    return BoardFacts(row.uid, row.made_at)


def by_number(connection: Connection, number: int) -> Notice | None:
    """Return the notice or reply with this number, withdrawn or not."""
    return _one(connection, notice.c.number == number)


def by_key(connection: Connection, account: str, key: str) -> Notice | None:
    """Return what ``account`` published with ``key``, withdrawn or not."""
    return _one(connection, and_(notice.c.account == account, notice.c.key == key))


def by_address(connection: Connection, language: str, slug: str) -> Notice | None:
    """Return the notice whose page this is, withdrawn or not."""
    where = and_(page.c.language == language, page.c.slug == slug)
    return _one(connection, notice.c.number.in_(select(page.c.notice).where(where)))


def newest(connection: Connection, *, language: str | None, offset: int = 0, limit: int) -> list[Notice]:
    """Return the standing notices, newest first.

    With a ``language``, those that carry it and those still alone in the other language: nobody misses an
    emergency for want of its translation. Without one, the first of each pair.
    """
    other = notice.alias("other")
    same_pair = and_(other.c.pair == notice.c.pair, other.c.withdrawn_at.is_(None), other.c.answers.is_(None))
    if language is None:
        shown: ColumnElement[bool] = ~exists().where(same_pair, other.c.number < notice.c.number)
    else:
        told = other.c.language.in_([language, COMBINED])
        shown = or_(notice.c.language.in_([language, COMBINED]), ~exists().where(same_pair, told))
    query = select(notice).where(STANDS, shown).order_by(notice.c.number.desc()).offset(offset).limit(limit)
    return _many(connection, query)


def of_pairs(connection: Connection, pairs: Sequence[str]) -> list[Notice]:
    """Return every standing notice of these pairs, oldest first."""
    return _many(connection, select(notice).where(STANDS, notice.c.pair.in_(pairs)).order_by(notice.c.number))


def standing(connection: Connection) -> Iterator[Notice]:
    """Yield every standing notice, oldest first, a batch at a time."""
    after = 0
    while True:
        query = select(notice).where(STANDS, notice.c.number > after).order_by(notice.c.number).limit(_BATCH)
        batch = _many(connection, query)
        yield from batch
        if len(batch) < _BATCH:
            return
        after = batch[-1].number


def published_since(connection: Connection, account: str, since: datetime, *, after: int, limit: int) -> list[Notice]:
    """Return what ``account`` published at or after ``since`` with a number above ``after``, oldest first."""
    wanted = and_(
        notice.c.account == account,
        notice.c.published_at >= since,
        notice.c.withdrawn_at.is_(None),
        notice.c.number > after,
    )
    return _many(connection, select(notice).where(wanted).order_by(notice.c.number).limit(limit))


def following(connection: Connection, number: int) -> list[Notice]:
    """Return the standing notices that continue this one, oldest first."""
    return _many(connection, select(notice).where(STANDS, notice.c.continues == number).order_by(notice.c.number))


def comments_on(connection: Connection, number: int) -> list[Comment]:
    """Return every comment under a notice, oldest first; a removed one without its words."""
    query = select(comment).where(comment.c.on_notice == number).order_by(comment.c.number)
    return [_comment(row) for row in connection.execute(query)]


def comment_by_number(connection: Connection, number: int) -> Comment | None:
    """Return one comment, removed or not."""
    row = connection.execute(select(comment).where(comment.c.number == number)).one_or_none()
    return _comment(row) if row else None


def comments_since(connection: Connection, account: str, since: datetime, *, after: int, limit: int) -> list[Comment]:
    """Return comments to ``account`` written at or after ``since`` whose number is above ``after``, oldest first."""
    ours = notice.c.account == account
    wanted = and_(comment.c.written_at >= since, comment.c.number > after, comment.c.removed_at.is_(None))
    query = select(comment).join(notice, notice.c.number == comment.c.on_notice).where(ours, wanted)
    return [_comment(row) for row in connection.execute(query.order_by(comment.c.number).limit(limit))]


def replies_on(connection: Connection, number: int) -> list[Notice]:
    """Return the standing replies to the comments under a notice, oldest first."""
    under = select(comment.c.number).where(comment.c.on_notice == number)
    where = and_(notice.c.answers.in_(under), notice.c.withdrawn_at.is_(None))
    return _many(connection, select(notice).where(where).order_by(notice.c.number))


def answered_notice(connection: Connection, reply: Notice) -> Notice | None:
    """Return the notice under whose comment this reply stands, ``None`` where comment or notice are gone."""
    answered = comment_by_number(connection, reply.answers or 0)
    under = by_number(connection, answered.on) if answered and not answered.removed_at else None
    return under if under and not under.withdrawn_at else None


def standing_at(connection: Connection, there: Notice) -> Standing | None:
    """Return where the public sees this notice or reply now, ``None`` where it does not."""
    if there.withdrawn_at:
        return None
    if there.answers is None:
        return Standing(there, notice_path(there))
    under = answered_notice(connection, there)
    return Standing(there, reply_path(under, there)) if under else None


def picture_content(connection: Connection, sha256: str) -> tuple[str, bytes] | None:
    """Return the MIME type and bytes of a picture that a standing notice or reply shows, else ``None``."""
    shown = exists().where(
        picture.c.sha256 == picture_file.c.sha256,
        picture.c.notice == notice.c.number,
        notice.c.withdrawn_at.is_(None),
    )
    row = connection.execute(select(picture_file).where(picture_file.c.sha256 == sha256, shown)).one_or_none()
    return (row.mime, row.content) if row else None


def _one(connection: Connection, where: ColumnElement[bool]) -> Notice | None:
    found = _many(connection, select(notice).where(where))
    return found[0] if found else None


def _many(connection: Connection, query: Select[Any]) -> list[Notice]:
    rows = connection.execute(query).all()
    pictures: dict[int, list[Picture]] = {row.number: [] for row in rows}
    joined = select(picture.c.notice, picture.c.sha256, picture_file.c.mime, picture.c.alt_text).join(picture_file)
    wanted = joined.where(picture.c.notice.in_(list(pictures))).order_by(picture.c.notice, picture.c.place)
    for shown in connection.execute(wanted):
        pictures[shown.notice].append(Picture(shown.sha256, shown.mime, shown.alt_text))
    return [_notice(row, tuple(pictures[row.number])) for row in rows]


def _notice(row: Row[Any], pictures: tuple[Picture, ...]) -> Notice:
    return Notice(
        number=row.number,
        uid=row.uid,
        account=row.account,
        key=row.key,
        language=row.language,
        pair=row.pair,
        slug=row.slug,
        text=row.text,
        link=row.link,
        pictures=pictures,
        published_at=row.published_at,
        edited_at=row.edited_at,
        withdrawn_at=row.withdrawn_at,
        continues=row.continues,
        answers=row.answers,
    )


def _comment(row: Row[Any]) -> Comment:
    return Comment(row.number, row.on_notice, row.author, row.text, row.written_at, row.removed_at)
