"""Reading the record and the channels."""

import json
from collections.abc import Iterator

from sqlmodel import col, select

from cydbost_queue.desk import Desk
from cydbost_queue.lookup import accounts_of
from cydbost_queue.tables import Channel, Entry, TemplateApproval
from cydbost_queue.views import AccountView, ChannelView, EntryView


def entries(desk: Desk, *, subject: str | None = None, last: int | None = None) -> Iterator[EntryView]:
    """Yield entries in the order they were written: of one ``subject`` or all, all of them or the ``last`` few."""
    with desk.store.reading() as session:
        query = select(Entry)
        if subject is not None:
            query = query.where(Entry.subject == subject)
        if last is not None:
            newest = session.exec(query.order_by(col(Entry.id).desc()).limit(last)).all()
            yield from (entry_view(row) for row in reversed(newest))
            return
        for row in session.exec(query.order_by(col(Entry.id)).execution_options(yield_per=1000)):
            yield entry_view(row)


def list_channels(desk: Desk) -> list[ChannelView]:
    """Return every channel with its accounts."""
    with desk.store.reading() as session:
        return [
            ChannelView(
                name=row.name,
                platform=row.platform,
                layout=row.layout.value,
                on_half=row.on_half.value,
                acknowledge=row.acknowledge,
                edits=row.edits,
                on_edit=row.on_edit.value,
                on_half_edit=row.on_half_edit.value,
                mode=row.mode.value,
                accounts=tuple(
                    AccountView(account.name, account.carries, account.stopped_at)
                    for account in accounts_of(session, row.name)
                ),
            )
            for row in session.exec(select(Channel).order_by(col(Channel.name))).all()
        ]


def approved_templates(desk: Desk) -> dict[tuple[str, str], str]:
    """Return who approved which template's exact words: (name, hash) to person."""
    with desk.store.reading() as session:
        return {(row.template, row.template_hash): row.by for row in session.exec(select(TemplateApproval))}


def entry_view(row: Entry) -> EntryView:
    """Return one entry as others see it."""
    return EntryView(row.subject, row.number, row.at, row.actor, row.act, row.act_id, json.loads(row.data), row.hash)
