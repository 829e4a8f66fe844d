"""Putting notices and replies on the board, changing them and taking them down."""

import hashlib
import json
import uuid
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, or_, select, update

from cydbost_connectors import wording
from cydbost_connectors.errors import Rejected
from cydbost_connectors.message import Outgoing
from cydbost_connectors.noticeboard import details, reading
from cydbost_connectors.noticeboard.database import Writing
from cydbost_connectors.noticeboard.remote_ids import COMMENT, NOTICE, number_of
from cydbost_connectors.noticeboard.slug import numbered, slug_of
from cydbost_connectors.noticeboard.tables import notice, page, picture, picture_file
from cydbost_connectors.noticeboard.values import COMBINED, Notice, Standing


def fingerprint(outgoing: Outgoing) -> str:
    """Return a hash of everything the public would see of ``outgoing``, and of where it stands."""
    media = [[item.sha256.lower(), item.mime, item.alt_text] for item in outgoing.media]
    standing = [outgoing.language, outgoing.pair, outgoing.reply_to]
    seen = json.dumps([standing, outgoing.text, outgoing.link, media])
    return hashlib.sha256(seen.encode()).hexdigest()


def check_target(connection: Connection, outgoing: Outgoing) -> tuple[int | None, int | None]:
    """Return the numbers of the notice that ``outgoing`` continues and of the comment it answers.

    Raises:
        Rejected: what it replies to is not on the board.
    """
    if outgoing.reply_to is None:
        return None, None
    answers = number_of(outgoing.reply_to, COMMENT)
    if answers is not None:
        answered = reading.comment_by_number(connection, answers)
        under = reading.by_number(connection, answered.on) if answered and not answered.removed_at else None
    else:
        under = reading.by_number(connection, number_of(outgoing.reply_to, NOTICE) or 0)
    if under is None or under.withdrawn_at or under.answers:
        raise Rejected(details.NOTHING_TO_ANSWER)
    return (None, answers) if answers is not None else (under.number, None)


def standing_repeat(connection: Connection, account: str, outgoing: Outgoing) -> Notice | None:
    """Return what a publish of ``outgoing`` made before, or ``None`` if its key is new.

    Raises:
        Rejected: the key was withdrawn, or belongs to other content.
    """
    before = reading.by_key(connection, account, outgoing.key)
    if before is None:
        return None
    if before.withdrawn_at:
        raise Rejected(details.WITHDRAWN)
    first = connection.scalar(select(notice.c.fingerprint).where(notice.c.number == before.number))
    if first != fingerprint(outgoing):
        raise Rejected(wording.OTHER_CONTENT)
    return before


def publish(writing: Writing, account: str, outgoing: Outgoing, pictures: Sequence[bytes]) -> Standing:
    """Make it public, once: a repeat gives back what the first call made.

    Raises:
        Rejected: the key is used up, or there is nothing to reply to.
    """
    before = standing_repeat(writing.connection, account, outgoing)
    if before:
        return known(writing.connection, before.number)
    continues, answers = check_target(writing.connection, outgoing)
    languages = [] if answers else outgoing.language.split(",")
    slug = _free_slug(writing.connection, outgoing.pair, languages) if languages else ""
    number = _insert(writing, account, outgoing, slug=slug, continues=continues, answers=answers)
    addresses = [{"language": language, "slug": slug, "notice": number} for language in languages]
    if addresses:
        writing.connection.execute(insert(page), addresses)
    _put_pictures(writing.connection, number, outgoing, pictures)
    return known(writing.connection, number)


def edit(writing: Writing, number: int, outgoing: Outgoing, pictures: Sequence[bytes]) -> Standing:
    """Replace text, link and pictures; a repeat changes nothing, not even the time of the edit.

    A notice in one language may come to carry both (an emergency whose Welsh has come); it never loses one.

    Raises:
        Rejected: it is not on the board, is another pair's or answer's, or would lose or swap its language.
    """
    now_there = reading.by_number(writing.connection, number)
    if now_there is None:
        raise Rejected(details.NOT_THERE)
    if now_there.withdrawn_at:
        raise Rejected(details.WITHDRAWN)
    target = check_target(writing.connection, outgoing)
    if (now_there.pair, now_there.continues, now_there.answers) != (outgoing.pair, *target):
        raise Rejected(wording.NOT_THE_SAME_THING)
    if _content(now_there) == _wanted(outgoing):
        return known(writing.connection, number)
    _widen(writing.connection, now_there, outgoing.language)
    content = {"language": outgoing.language, "text": outgoing.text, "link": outgoing.link}
    changed = update(notice).where(notice.c.number == number)
    writing.connection.execute(changed.values(**content, edited_at=writing.now))
    writing.connection.execute(delete(picture).where(picture.c.notice == number))
    _put_pictures(writing.connection, number, outgoing, pictures)
    _drop_unused_files(writing.connection)
    return known(writing.connection, number)


def withdraw(writing: Writing, number: int) -> None:
    """Take it down for good; what is gone, or was never there, counts as done."""
    down = update(notice).where(notice.c.number == number, notice.c.withdrawn_at.is_(None))
    writing.connection.execute(down.values(withdrawn_at=writing.now))


def _insert(
    writing: Writing, account: str, outgoing: Outgoing, *, slug: str, continues: int | None, answers: int | None
) -> int:
    made = writing.connection.execute(
        insert(notice)
        .values(
            uid=str(uuid.uuid5(uuid.UUID(writing.board_uid), f"{account}\n{outgoing.key}")),
            account=account,
            key=outgoing.key,
            fingerprint=fingerprint(outgoing),
            language=outgoing.language,
            pair=outgoing.pair,
            slug=slug,
            text=outgoing.text,
            link=outgoing.link,
            created_at=outgoing.created_at,
            published_at=writing.now,
            continues=continues,
            answers=answers,
        )
        .returning(notice.c.number)
    )
    number: int = made.scalar_one()
    return number


def _free_slug(connection: Connection, pair: str, languages: Sequence[str]) -> str:
    """Return the first of the pair's wishes that no other pair has, nor this one in any of these languages."""
    slug, count = slug_of(pair), 1
    while True:
        wish = numbered(slug, count)
        in_the_way = or_(page.c.language.in_(languages), notice.c.pair != pair)
        taken = select(page.c.notice).join(notice).where(page.c.slug == wish, in_the_way)
        if connection.scalar(taken.limit(1)) is None:
            return wish
        count += 1


def _widen(connection: Connection, there: Notice, language: str) -> None:
    """Give a notice that comes to carry another language its page there.

    Raises:
        Rejected: it would lose a language, or the pair has that page already.
    """
    if there.language == language:
        return
    added = [code for code in language.split(",") if not there.carries(code)]
    taken = select(page.c.notice).where(page.c.slug == there.slug, page.c.language.in_(added))
    if language != COMBINED or (there.slug and connection.scalar(taken.limit(1)) is not None):
        raise Rejected(wording.NOT_THE_SAME_THING)
    if there.slug:  # a reply has no page of its own
        addresses = [{"language": code, "slug": there.slug, "notice": there.number} for code in added]
        connection.execute(insert(page), addresses)


def _put_pictures(connection: Connection, number: int, outgoing: Outgoing, pictures: Sequence[bytes]) -> None:
    for place, (media, content) in enumerate(zip(outgoing.media, pictures, strict=True)):
        sha256 = media.sha256.lower()
        if connection.scalar(select(picture_file.c.sha256).where(picture_file.c.sha256 == sha256)) is None:
            connection.execute(insert(picture_file).values(sha256=sha256, mime=media.mime, content=content))
        row = {"notice": number, "place": place, "sha256": sha256, "alt_text": media.alt_text}
        connection.execute(insert(picture).values(**row))


def _drop_unused_files(connection: Connection) -> None:
    connection.execute(delete(picture_file).where(picture_file.c.sha256.not_in(select(picture.c.sha256))))


def _content(there: Notice) -> tuple[object, ...]:
    return there.language, there.text, there.link, tuple((shown.sha256, shown.alt_text) for shown in there.pictures)


def _wanted(outgoing: Outgoing) -> tuple[object, ...]:
    return (
        outgoing.language,
        outgoing.text,
        outgoing.link,
        tuple((item.sha256.lower(), item.alt_text) for item in outgoing.media),
    )


def known(connection: Connection, number: int) -> Standing:
    """Return what stands under ``number``.

    Raises:
        Rejected: nothing does: it went from view with the comment or notice that it answers.
    """
    there = reading.by_number(connection, number)
    standing = reading.standing_at(connection, there) if there else None
    if standing is None:
        raise Rejected(details.NOT_THERE)
    return standing
