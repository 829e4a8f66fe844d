"""The automatic acknowledgement: once for a person's approach, marked as automatic, and never in answer to a machine.

It says that a message came, and nothing else; it never argues, because there is never a second one. Whoever writes one
of the stop words hears from no machine of this account again.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from cydbost_language import Language
from cydbost_queue.actions.answering import languages_wanted, write_reply
from cydbost_queue.desk import Act
from cydbost_queue.reopening import is_closed
from cydbost_queue.tables import Account, Channel, Comment, Reply, ReplyKind, Words

#: How an acknowledgement begins, so that nobody takes it for a person's answer.
LABELS: Final[Mapping[Language, str]] = {Language.CY: "Neges awtomatig", Language.EN: "Automatic message"}
#: What belongs to one approach of a person; also the oldest that is acknowledged: what waited longer needs an answer.
APPROACH: Final = timedelta(days=1)
#: The newest comments of an account among which a person's earlier ones are looked for.
LOOKED_BACK: Final = 5_000

#: How other machines mark what they send by themselves, in any letters.
_AUTOMATIC: Final = (
    *(label.casefold() for label in LABELS.values()),
    "automatic reply",
    "automated message",
    "ateb awtomatig",
    "out of office",
    "allan o'r swyddfa",
)
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(slots=True)
class _Known:
    """What one person has written and heard on an account."""

    has_stopped: bool = False
    has_heard: bool = False


@dataclass(slots=True)
class _People:
    known: dict[str, _Known] = field(default_factory=dict)

    def of(self, name: str) -> _Known:
        return self.known.setdefault(name, _Known())


def acknowledge(act: Act, account: Account, comments: Sequence[tuple[Comment, str, str]]) -> None:
    """Acknowledge new comments, where the channel wants that, in the caller's act.

    ``comments`` are in the order in which they were written, each with its text and its author's name.
    """
    channel = act.session.get(Channel, account.channel)
    if channel is None or not channel.acknowledge or not comments:
        return
    people = _people(act, account, comments)
    for comment, text, author in comments:
        # A name that the platform does not tell may be anybody's: each such comment counts as somebody else's.
        known = people.of(author) if author else _Known()
        known.has_stopped |= is_stop(text, act.rules.stop_words)
        if known.has_stopped or known.has_heard or _is_automatic(text) or _is_old(act, comment):
            continue
        known.has_heard = True
        texts = {
            language: f"{LABELS[language]}: {act.rules.acknowledgement_in(language)}"
            for language in languages_wanted(comment)
        }
        write_reply(act, comment, texts, kind=ReplyKind.ACKNOWLEDGEMENT)


def is_stop(text: str, stop_words: Collection[str]) -> bool:
    """Tell whether a comment says nothing but a stop word, whomever it names first."""
    words = [word for word in text.split() if not word.startswith("@")]
    return _EDGES.sub("", " ".join(words)).casefold() in {word.casefold() for word in stop_words}


def _people(act: Act, account: Account, comments: Sequence[tuple[Comment, str, str]]) -> _People:
    """Return what is known of the authors from their earlier comments."""
    new = {comment.id for comment, _, _ in comments}
    said, named = aliased(Words), aliased(Words)
    newest = select(Comment.id).where(Comment.account == account.name).order_by(col(Comment.id).desc())
    rows = act.session.exec(
        select(Comment, named.body, said.body, Reply.id)
        .join(named, col(named.id) == col(Comment.author_id))
        .join(said, col(said.id) == col(Comment.text_id))
        .join(
            Reply,
            (col(Reply.comment_id) == col(Comment.id)) & (col(Reply.kind) == ReplyKind.ACKNOWLEDGEMENT),
            isouter=True,
        )
        .where(
            col(Comment.id).in_(newest.limit(LOOKED_BACK)),
            col(named.body).in_({author for _, _, author in comments if author}),
        )
    )
    people = _People()
    for comment, author, text, reply in rows:
        if comment.id not in new:
            known = people.of(author or "")
            known.has_stopped |= is_stop(text or "", act.rules.stop_words)
            known.has_heard |= reply is not None and act.at - comment.written_at < APPROACH
    return people


def _is_automatic(text: str) -> bool:
    beginning = text.casefold().lstrip()[:200]
    return any(mark in beginning for mark in _AUTOMATIC)


def _is_old(act: Act, comment: Comment) -> bool:
    """Tell whether a comment waited too long; a restored queue must know what it had acknowledged, however long ago."""
    return act.at - comment.written_at >= APPROACH and not is_closed(act.session)
