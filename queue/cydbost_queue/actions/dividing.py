"""Dividing a message that is too long for one post into parts, each a pair of its own that continues the one before."""

from collections.abc import Mapping, Sequence

from cydbost_language import Language
from cydbost_queue.actions.expiring import set_expiry
from cydbost_queue.actions.writing import new_posting, write_version
from cydbost_queue.content import LABEL_LIMIT, Content
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import Refused
from cydbost_queue.lookup import channels_of, latest_versions, posting_of
from cydbost_queue.parts import is_divided
from cydbost_queue.policy import Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.series.following import refuse_pattern, step_back, text_changed
from cydbost_queue.states import PostingState
from cydbost_queue.tables import Posting, PostingKind, Version

#: What was never handed to a platform may be divided.
_DIVISIBLE = frozenset({PostingState.DRAFT, PostingState.READY, PostingState.SCHEDULED, PostingState.HELD})
_SHORTEST = 2


def divide_posting(
    desk: Desk,
    actor: Actor,
    ref: str,
    parts: Sequence[Mapping[Language, Content]],
    *,
    seen: Mapping[Language, int],
) -> list[str]:
    """Make a posting the first of several that say together what it said; return their references, in order.

    All of them are made in this one act, or none. They are for the same channels, at the same slot, and run out at the
    same time. Each version stays its writer's own, so that nobody may approve what they wrote; ``seen`` are the
    revisions that were divided.

    Raises:
        Refused: it is no ordinary posting with both versions, it is out or divided already, somebody wrote in between,
            or one of its channels has no threads.
        Denied: the actor may not write.
        NotFound: there is no such posting.
    """
    with desk.act(actor, Right.WRITE) as act:
        first = posting_of(act.session, ref)
        versions = latest_versions(act.session, first)
        _refuse(act, first, versions, parts)
        for language, version in versions.items():
            if version.revision != seen.get(language):
                raise Refused("written_meanwhile", ref=first.ref, by=version.author)
        label = first.label
        made = [first]
        while len(made) < len(parts):
            made.append(_next(act, made[-1], _label(label, len(made) + 1, len(parts))))
        first.label = _label(label, 1, len(parts))
        act.session.add(first)
        for posting, contents in zip(made, parts, strict=True):
            for language in Language:
                write_version(act, posting, language, contents[language], author=versions[language].author)
        step_back(act, first)
        text_changed(act, first)
        refs = [posting.ref for posting in made]
        act.record(first.subject, Tag.POSTING_DIVIDED, refs=refs, label=act.keep_words(first.label).digest)
        return refs


def _refuse(
    act: Act, posting: Posting, versions: Mapping[Language, Version], parts: Sequence[Mapping[Language, Content]]
) -> None:
    refuse_pattern(act, posting)
    if posting.kind is not PostingKind.STANDARD or posting.releases or posting.state not in _DIVISIBLE:
        raise Refused("not_divisible", ref=posting.ref, state=posting.state.value)
    if is_divided(act.session, posting) or len(parts) < _SHORTEST:
        raise Refused("divided_already", ref=posting.ref)
    if len(versions) < len(Language):
        raise Refused("one_version_only", ref=posting.ref)
    for channel in channels_of(act.session, posting):
        measure = act.rules.measures.get(channel.name)
        if measure is not None and not measure.threads:
            raise Refused("no_threads", channel=channel.name, platform=measure.title)


def _next(act: Act, before: Posting, label: str) -> Posting:
    posting = new_posting(
        act,
        label=label,
        channels=[channel.name for channel in channels_of(act.session, before)],
        kind=before.kind,
        slot=before.slot if before.slot is not None and before.slot > act.at else None,
        names=[(cy, en) for cy, en in before.names],
        continues=before,
    )
    if before.expires is not None:
        set_expiry(act, posting, before.expires)
    return posting


def _label(label: str, number: int, parts: int) -> str:
    mark = f" ({number}/{parts})"
    return label[: LABEL_LIMIT - len(mark)] + mark
