"""Channels and accounts: what the configuration declares, and stopping one account at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cydbost_queue.content import checked_text
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import NotFound
from cydbost_queue.policy import SYSTEM, Actor, Right
from cydbost_queue.record import Tag
from cydbost_queue.record.chain import locked_head
from cydbost_queue.tables import Account, Carries, Channel, Layout, Mode, OnEdit, OnHalf, OnHalfEdit


@dataclass(frozen=True, slots=True)
class DeclaredChannel:
    """A channel as the configuration declares it; ``accounts`` maps what is carried to an account's name."""

    name: str
    platform: str
    layout: Layout
    on_half: OnHalf
    acknowledge: bool
    edits: bool
    accounts: Mapping[Carries, str]
    on_edit: OnEdit = OnEdit.EDIT
    on_half_edit: OnHalfEdit = OnHalfEdit.RESTORE
    mode: Mode = Mode.FULL


def set_channels(desk: Desk, declared: Sequence[DeclaredChannel]) -> None:
    """Make the stored channels equal to the declared ones; each change leaves an entry, no change leaves none.

    A channel that is no longer declared stays: the record speaks of it.
    """
    with desk.act(SYSTEM, Right.RUN_CHANNEL) as act:
        locked_head(act.session, "settings")  # one process at a time compares and writes
        for channel in declared:
            if _store_channel(act, channel):
                act.record(
                    "settings",
                    Tag.CHANNEL_SET,
                    channel=channel.name,
                    platform=channel.platform,
                    layout=channel.layout.value,
                    on_half=channel.on_half.value,
                    on_edit=channel.on_edit.value,
                    on_half_edit=channel.on_half_edit.value,
                    acknowledge=channel.acknowledge,
                    mode=channel.mode.value,
                    accounts={carries.value: name for carries, name in sorted(channel.accounts.items())},
                )


def _store_channel(act: Act, declared: DeclaredChannel) -> bool:
    row = act.session.get(Channel, declared.name)
    wanted = Channel(
        name=declared.name,
        platform=declared.platform,
        layout=declared.layout,
        on_half=declared.on_half,
        acknowledge=declared.acknowledge,
        edits=declared.edits,
        on_edit=declared.on_edit,
        on_half_edit=declared.on_half_edit,
        mode=declared.mode,
    )
    changed = row is None or row.model_dump() != wanted.model_dump()
    if changed:
        act.session.merge(wanted)
        act.session.flush()
    return _store_accounts(act, declared) or changed


def _store_accounts(act: Act, declared: DeclaredChannel) -> bool:
    changed = False
    for carries, name in declared.accounts.items():
        account = act.session.get(Account, name)
        if account is None:
            act.session.add(Account(name=name, channel=declared.name, carries=carries))
            changed = True
        elif (account.channel, account.carries) != (declared.name, carries):
            account.channel, account.carries = declared.name, carries
            act.session.add(account)
            changed = True
    return changed


def stop_account(desk: Desk, actor: Actor, name: str, reason: str | None = None) -> None:
    """Stop an account: from now on nothing is sent to it or read from it. Stopping it again changes nothing.

    ``reason`` is kept beside it for whoever is to resume it.

    Raises:
        Denied: the actor may not stop accounts.
        Refused: the reason cannot be kept as it is.
        NotFound: there is no such account.
    """
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        account = _account(act, name)
        if account.stopped_at is None:
            account.stopped_at, account.stopped_by = act.at, actor.name
            said = {"account": name}
            if reason is not None:
                words = act.keep_words(checked_text(reason, field_name="reason", limit=2000))
                account.stop_reason_id, said["reason"] = words.id, words.digest
            act.session.add(account)
            act.record("settings", Tag.ACCOUNT_STOPPED, **said)
            act.tell(("administrator", "on-call"), "account_stopped", "settings", account=name, by=actor.name)


def resume_account(desk: Desk, actor: Actor, name: str) -> None:
    """Let an account be used again. Resuming one that runs changes nothing.

    Raises:
        Denied: the actor may not resume accounts.
        NotFound: there is no such account.
    """
    with desk.act(actor, Right.RUN_CHANNEL) as act:
        account = _account(act, name)
        if account.stopped_at is not None:
            account.stopped_at = account.stopped_by = account.stop_reason_id = None
            act.session.add(account)
            act.record("settings", Tag.ACCOUNT_RESUMED, account=name)


def _account(act: Act, name: str) -> Account:
    account = act.session.get(Account, name)
    if account is None:
        raise NotFound("no_account", account=name)
    return account
