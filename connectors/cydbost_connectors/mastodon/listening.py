"""What the public wrote to an account: those who mention it, and those who answer under its posts without doing so."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from cydbost_connectors.mastodon.calls import Calls
from cydbost_connectors.mastodon.errors import NotThere
from cydbost_connectors.mastodon.paging import back_to
from cydbost_connectors.mastodon.reading import Entity, moment, names_of, text_of
from cydbost_connectors.mastodon.wording import without_address
from cydbost_connectors.message import Incoming

_MENTIONS_AT_ONCE: Final = 40
#: Threads that are looked through for answers that mention nobody: the newest with any answer. Each is a call; a server
#: allows 300 in five minutes, in which comments are fetched ten times, and posts must still go out.
_THREADS: Final = 10
_POSTS_AT_ONCE: Final = 40


def heard(calls: Calls, own_id: str, since: datetime) -> list[Incoming]:
    """Return what the public wrote to the account ``own_id`` at or after ``since`` (UTC), oldest first, once each.

    A mention counts from when the server told of it: one from another server may come late.

    Raises:
        NotSent: why it cannot be had.
    """
    found = {
        str(status["id"]): _incoming(status, _directly_under(status, own_id)) for status in _mentions(calls, since)
    }
    for thread in _threads(calls, own_id):
        for status, under in _answers(thread, own_id):
            if str(status["id"]) in found or moment(status["created_at"]) >= since:
                found[str(status["id"])] = _incoming(status, under)
    return sorted(found.values(), key=lambda one: (one.written_at, len(one.remote_id), one.remote_id))


def _mentions(calls: Calls, since: datetime) -> Iterator[Entity]:
    def page(before: str | None) -> list[Entity]:
        fields = [("types[]", "mention"), ("limit", str(_MENTIONS_AT_ONCE))]
        fields += [("max_id", before)] if before is not None else []
        return calls.read(lambda _client: list(calls.listed("notifications", fields)))

    for notification in back_to(page, since):
        if notification.get("type") == "mention" and notification.get("status"):
            yield notification["status"]


def _directly_under(status: Entity, own_id: str) -> str | None:
    """Return our post that a comment answers, ``None`` where it answers another comment, or nothing."""
    answers_us = str(status.get("in_reply_to_account_id")) == own_id
    return str(status["in_reply_to_id"]) if answers_us and status.get("in_reply_to_id") else None


def _threads(calls: Calls, own_id: str) -> Iterator[dict[str, Entity]]:
    """Yield the statuses of each thread under a newer post of ours, by their ids."""
    newest: list[Entity] = calls.read(
        lambda client: list(client.account_statuses(own_id, limit=_POSTS_AT_ONCE, exclude_reblogs=True))
    )
    answered = [status for status in newest if status.get("replies_count")]
    for post in answered[:_THREADS]:
        remote_id = str(post["id"])
        try:
            below: list[Entity] = calls.read(
                lambda client, at=remote_id: list(client.status_context(at)["descendants"])  # type: ignore[misc]  # mypy reads no defaults of a lambda
            )
        except NotThere:
            continue  # withdrawn meanwhile
        yield {remote_id: post} | {str(status["id"]): status for status in below}


def _answers(thread: dict[str, Entity], own_id: str) -> Iterator[tuple[Entity, str | None]]:
    for status in thread.values():
        if str(status["account"]["id"]) != own_id:
            yield status, _nearest_own(thread, status, own_id)


def _nearest_own(thread: dict[str, Entity], status: Entity, own_id: str) -> str | None:
    """Return our post that a comment stands under, however many other comments lie between."""
    for _ in range(len(thread)):
        above = thread.get(str(status.get("in_reply_to_id")))
        if above is None:
            return None
        if str(above["account"]["id"]) == own_id:
            return str(above["id"])
        status = above
    return None


def _incoming(status: Entity, under: str | None) -> Incoming:
    return Incoming(
        remote_id=str(status["id"]),
        on=under,
        author=f"@{status['account']['acct']}",
        text=without_address(text_of(status), names_of(status)),
        written_at=moment(status["created_at"]),
    )
