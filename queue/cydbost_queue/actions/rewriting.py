"""Writing a posting again: a draft of its own with the words of one that was there before."""

from cydbost_language import Language
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.content import LABEL_LIMIT, Content
from cydbost_queue.desk import Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import channels_of, latest_versions, posting_of
from cydbost_queue.policy import Actor, Right
from cydbost_queue.sides import media_of
from cydbost_queue.tables import PostingKind


def write_again(desk: Desk, actor: Actor, ref: str) -> str:
    """Begin a posting with the words, pictures and channels of another; return its reference.

    It is a draft like any other: whoever begins it is the author of both versions, and others approve them anew.

    Raises:
        Denied: the actor may not write.
        Refused: the other has no words yet.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WRITE) as act:
        former = posting_of(act.session, ref)
        versions = latest_versions(act.session, former)
        if not versions:
            raise Refused("nothing_written", ref=former.ref)
        posting = new_posting(
            act,
            label=former.label[:LABEL_LIMIT],
            channels=[channel.name for channel in channels_of(act.session, former)],
            kind=PostingKind.STANDARD,
            names=[(cy, en) for cy, en in former.names],
        )
        for language in Language:
            if language in versions:
                version = versions[language]
                write_version(act, posting, language, Content(version.text, version.link, media_of(version.media)))
        return posting.ref
